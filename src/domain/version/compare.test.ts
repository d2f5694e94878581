import { expect, test } from 'vitest';
import type { Body } from '../text/unit.ts';
import { differenceIn, rowsOf, type Stood } from './compare.ts';
import { lineageOf, type Origin } from './lineage.ts';

const unit = (unitId: string, text = unitId, more: Partial<Stood> = {}): Stood => ({
	...{ unitId, number: 1, kind: 'paragraph', lang: 'en', hash: text },
	body: { runs: [{ text }] },
	...more
});
const ids = (units: readonly Stood[]) => units.map(({ unitId }) => unitId);

/** Rows in short: kind, what stood, what stands, and * where it moved. */
function shown(old: Stood[], young: Stood[], origins: Origin[] = [], said: string[] = []) {
	const rows = rowsOf(old, young, lineageOf(ids(old), ids(young), origins), new Set(said));
	return rows.map(
		({ kind, old, young, moved, after }) =>
			`${kind} ${ids(old).join('+')}>${ids(young).join('+')}${moved ? `* after ${after?.unitId ?? 'nothing'}` : ''}`
	);
}

test('units are told as they were, changed, new and gone; what went stands where it stood', () => {
	const old = [unit('a'), unit('b'), unit('c'), unit('d')];
	const young = [unit('a'), unit('c', 'other words'), unit('e'), unit('d')];
	expect(shown(old, young)).toEqual([
		'same a>a',
		'removed b>',
		'changed c>c',
		'added >e',
		'same d>d'
	]);
	expect(shown(old, [])).toEqual(['removed a>', 'removed b>', 'removed c>', 'removed d>']);
	expect(shown([], young).every((row) => row.startsWith('added'))).toBe(true);
});

test('one unit that moved is one move, said with where it stood', () => {
	const old = ['a', 'b', 'c', 'd', 'e'].map((id) => unit(id));
	const far = ['b', 'c', 'd', 'e', 'a'].map((id) => unit(id));
	expect(shown(old, far)).toEqual([
		...['same b>b', 'same c>c', 'same d>d', 'same e>e'],
		'same a>a* after nothing'
	]);
	const near = ['a', 'c', 'b', 'd', 'e'].map((id) => unit(id));
	// Either could have: it is on record which did.
	expect(shown(old, near, [], ['b'])).toContain('same b>b* after a');
	expect(shown(old, near, [], ['c'])).toContain('same c>c* after b');
});

test('splitting and merging are told by lineage, over several versions too', () => {
	const old = [unit('a'), unit('b'), unit('c')];
	const split = [{ n: 2, unitId: 'x', fromUnitId: 'a' }];
	expect(shown(old, [unit('a', 'half'), unit('x'), unit('b'), unit('c')], split)).toEqual([
		...['split a>a+x', 'same b>b', 'same c>c']
	]);
	const merged = [{ n: 3, unitId: 'b', fromUnitId: 'c' }];
	expect(shown(old, [unit('a'), unit('b', 'both')], merged)).toEqual(['same a>a', 'merged b+c>b']);
	const both = [...split, { n: 3, unitId: 'b', fromUnitId: 'x' }];
	expect(shown(old, [unit('a', 'half'), unit('b', 'more'), unit('c')], both)).toEqual([
		...['split a+b>a+b', 'same c>c']
	]);
});

test('what differs is told word by word, of notes, lists and tables too', () => {
	const said = (body: Body, other: Body) => {
		const difference = differenceIn({
			old: [unit('a', 'a', { body })],
			young: [unit('a', 'b', { body: other })]
		});
		return difference.pieces
			.filter(({ kind }) => kind !== 'same')
			.map(
				({ kind, runs }) =>
					`${kind}: ${runs
						.map(({ text }) => text)
						.join('')
						.trim()}`
			);
	};
	const noted = (words: string): Body => ({
		runs: [{ text: 'As agreed' }, { text: '', note: 0 }, { text: '.' }],
		notes: [{ label: '1', runs: [{ text: words }] }]
	});
	expect(said(noted('In May.'), noted('In June.'))).toEqual(['deleted: May', 'inserted: June']);
	const table = (days: string): Body => ({
		head: [[[{ text: 'Work' }], [{ text: 'Days' }]]],
		rows: [[[{ text: 'Road' }], [{ text: days }]]]
	});
	expect(said(table('28'), table('30'))).toEqual(['deleted: 28', 'inserted: 30']);
	const list = (item: string): Body => ({
		...{ marker: 'bullet', start: 1 },
		items: [{ parts: [{ runs: [{ text: 'one' }] }] }, { parts: [{ runs: [{ text: item }] }] }]
	});
	expect(said(list('two'), list('three'))).toEqual(['deleted: two', 'inserted: three']);
	const arabic = (text: string): Body => ({ runs: [{ text }] });
	expect(said(arabic('تُنشر القائمة كل شهر'), arabic('تُنشر القائمة كل سنة'))).toEqual([
		...['deleted: شهر', 'inserted: سنة']
	]);
});
