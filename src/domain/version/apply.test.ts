import { expect, test } from 'vitest';
import { heading, paragraph } from '#tests/staff.ts';
import { plain, type Unit } from '../text/unit.ts';
import { apply, begun, take, type Base } from './apply.ts';
import { since, standingAt, type Step } from './history.ts';
import { changesOf } from './net.ts';
import { noReasons, type Operation } from './operation.ts';

const base: Base[] = [
	{ unitId: 'h', unit: heading('Rivers') },
	{ unitId: 'a', unit: paragraph('One. Two.') },
	{ unitId: 'b', unit: paragraph('Three.') },
	{ unitId: 'c', unit: paragraph('Four.') }
];
const reasons = noReasons;
const edit = (
	unit: string,
	to: string | Unit,
	as: 'change' | 'correction' = 'change'
): Operation => ({
	...{ op: 'edit', unit, as, reasons },
	to: typeof to === 'string' ? paragraph(to) : to
});
const split: Operation = { op: 'split', unit: 'a', place: 5, id: 'n' };
const merge: Operation = { op: 'merge', unit: 'a', next: 'b' };
const remove = (unit: string): Operation => ({ op: 'remove', unit, reasons });
const move = (unit: string, after: string | null): Operation => ({ op: 'move', unit, after });
const add: Operation = { op: 'add', id: 'x', after: 'b', to: paragraph('New.'), reasons };

const words = (operations: Operation[]) =>
	apply(base, operations).entries.map(({ unitId, unit }) => `${unitId} ${plain(unit)}`);
const changes = (operations: Operation[]) =>
	changesOf(base, apply(base, operations)).map(({ unitId, kind, moved, from }) =>
		[unitId, kind, ...(moved ? ['moved'] : []), ...from].join(' ')
	);

test.each<[string, Operation[], string[], string[]]>([
	['nothing', [], ['h Rivers', 'a One. Two.', 'b Three.', 'c Four.'], []],
	[
		'other words',
		[edit('b', 'Drei.')],
		['h Rivers', 'a One. Two.', 'b Drei.', 'c Four.'],
		['b change']
	],
	[
		'a comma',
		[edit('b', 'Three,', 'correction')],
		['h Rivers', 'a One. Two.', 'b Three,', 'c Four.'],
		['b correction']
	],
	[
		'words that were put back',
		[edit('b', 'Drei.'), edit('b', 'Three.')],
		['h Rivers', 'a One. Two.', 'b Three.', 'c Four.'],
		[]
	],
	[
		'a split: the first part stays who it was',
		[split],
		['h Rivers', 'a One.', 'n Two.', 'b Three.', 'c Four.'],
		['a split', 'n split a']
	],
	[
		'a merge: the first stays, the other went into it',
		[merge],
		['h Rivers', 'a One. Two. Three.', 'c Four.'],
		['a merge b', 'b merge']
	],
	[
		'a split merged again is nothing',
		[split, { op: 'merge', unit: 'a', next: 'n' }],
		['h Rivers', 'a One. Two.', 'b Three.', 'c Four.'],
		[]
	],
	[
		'half a unit taken away is a change, whatever was said of it',
		[edit('a', 'One! Two.', 'correction'), split, remove('n')],
		['h Rivers', 'a One!', 'b Three.', 'c Four.'],
		['a change']
	],
	[
		'a move',
		[move('c', 'h')],
		['h Rivers', 'c Four.', 'a One. Two.', 'b Three.'],
		['c move moved']
	],
	[
		'there and back is no move',
		[move('c', 'h'), move('c', 'b')],
		['h Rivers', 'a One. Two.', 'b Three.', 'c Four.'],
		[]
	],
	[
		'only what was moved is said to be',
		[move('b', 'c'), edit('b', 'Drei.', 'correction')],
		['h Rivers', 'a One. Two.', 'c Four.', 'b Drei.'],
		['b correction moved']
	],
	[
		'to the front',
		[move('c', null)],
		['c Four.', 'h Rivers', 'a One. Two.', 'b Three.'],
		['c move moved']
	],
	[
		'an addition',
		[add],
		['h Rivers', 'a One. Two.', 'b Three.', 'x New.', 'c Four.'],
		['x addition']
	],
	['a removal', [remove('b')], ['h Rivers', 'a One. Two.', 'c Four.'], ['b removal']],
	[
		'an addition taken out again',
		[add, remove('x')],
		['h Rivers', 'a One. Two.', 'b Three.', 'c Four.'],
		[]
	],
	[
		'what was removed and stands again, at its place',
		[remove('b'), { op: 'restore', unit: 'b' }],
		['h Rivers', 'a One. Two.', 'b Three.', 'c Four.'],
		[]
	],
	[
		'what went into a unit that was removed is removed',
		[merge, remove('a')],
		['h Rivers', 'c Four.'],
		['a removal', 'b removal']
	],
	[
		'merged and split elsewhere: both parts come from both',
		[merge, { ...split, place: 10 }],
		['h Rivers', 'a One. Two.', 'n Three.', 'c Four.'],
		// The first says what it said; who it was stays.
		['n split a b', 'b merge']
	]
])('%s', (_, operations, text, changed) => {
	expect(words(operations)).toEqual(text);
	expect(changes(operations)).toEqual(changed);
});

test.each<[string, Operation, string]>([
	['a unit that is not there', remove('z'), 'unit_missing'],
	['behind a unit that is not there', move('a', 'z'), 'unit_missing'],
	['behind itself', move('a', 'a'), 'unit_missing'],
	['a cut at its start', { ...split, place: 0 }, 'no_such_place'],
	['a merge with what does not follow', { op: 'merge', unit: 'a', next: 'c' }, 'not_next'],
	['a merge of the last', { op: 'merge', unit: 'c', next: 'a' }, 'not_next'],
	['what stands cannot be restored', { op: 'restore', unit: 'a' }, 'stands_already']
])('%s is refused', (_, operation, code) => {
	expect(take(base, begun(base), operation)).toMatchObject({ ok: false, obstacle: { code } });
});

test('a text keeps at least one unit that can be voted on', () => {
	const nearly = apply(base, [remove('a'), remove('b')]);
	expect(take(base, nearly, remove('c'))).toMatchObject({ obstacle: { code: 'last_unit' } });
});

test('why something was removed can be said afterwards', () => {
	const note = { ...reasons, note: 'Nobody wanted it.', noteLang: 'en' };
	const said: Operation = { op: 'reasons', unit: 'b', as: 'change', reasons: note };
	const [change] = changesOf(base, apply(base, [remove('b'), said]));
	expect(change).toMatchObject({ unitId: 'b', kind: 'removal', reasons: note });
});

test('undo goes back step by step, redo forth; a way not taken stays reachable', () => {
	const one = edit('a', 'I.');
	const two = edit('b', 'II.');
	const steps: Step[] = [];
	const go = (act: Step['act']) => void steps.push({ revision: steps.length + 1, act });
	const path = () => standingAt(steps, steps.length).path.map(({ revision }) => revision);
	go(one);
	go(two);
	expect(path()).toEqual([1, 2]);
	go({ op: 'undo', to: standingAt(steps, 2).undo ?? -1 });
	expect(path()).toEqual([1]);
	expect(standingAt(steps, 3)).toMatchObject({ undo: 0, redo: 2 });
	go({ op: 'undo', to: 0 });
	expect(path()).toEqual([]);
	expect(standingAt(steps, 4)).toMatchObject({ undo: null, redo: 1 });
	go(add);
	expect(path()).toEqual([5]);
	// What was done since: the addition stands now, the first edit did then.
	expect(since(steps, 1, 5).map(({ revision }) => revision)).toEqual([1, 5]);
	// As it was at any revision, it can be put together again.
	expect(standingAt(steps, 2).path.map(({ revision }) => revision)).toEqual([1, 2]);
});
