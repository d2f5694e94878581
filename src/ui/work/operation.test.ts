import { expect, test } from 'vitest';
import { revisionOf } from './operation.ts';

const several = (sent: Record<string, string>) =>
	revisionOf({ revision: '3', op: 'exclude_several', chosen: '', ...sent })?.operation;

test.each<[string, Record<string, string>, number[] | undefined]>([
	['ticks', { chosen: '4,0,7' }, [0, 4, 7]],
	['a range, counted from 1', { from: '2', to: '4' }, [1, 2, 3]],
	['a range typed backwards', { from: '4', to: '2' }, [1, 2, 3]],
	['one end of a range', { from: '5' }, [4]],
	['both, once each', { chosen: '1,8', from: '1', to: '3' }, [0, 1, 2, 8]],
	['nothing', {}, []],
	['what is no number', { chosen: '1,x' }, undefined],
	['half a number', { from: '1.5', to: '3' }, undefined]
])('%s choose units', (_, sent, at) => {
	expect(several(sent)).toEqual(at && { op: 'several', at, to: 'exclude' });
});

test('a range is never longer than a text', () => {
	const operation = several({ from: '1', to: '999999' });
	expect(operation?.op === 'several' && operation.at.length).toBe(3_000);
});
