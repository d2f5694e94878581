import { expect, test } from 'vitest';
import { standing, type Act, type Step } from './history.ts';

const acts = {
	import: { op: 'import' },
	merge: { op: 'merge', at: 1 },
	reviewed: { op: 'reviewed' }
} as const satisfies Record<string, Act>;
type Word = keyof typeof acts | `undo ${number}` | `redo ${number}`;

const story = (...words: Word[]): Step[] =>
	words.map((word, at) => {
		const [op, to] = word.split(' ');
		const act = to ? { op: op as 'undo', to: Number(to) } : acts[word as keyof typeof acts];
		return { revision: at + 1, act };
	});

test.each<[string, Word[], number | null, number | null, string | null]>([
	['nothing was done', [], null, null, null],
	['a text just imported', ['import'], null, null, 'import'],
	['one step', ['import', 'merge'], 1, null, 'merge'],
	['one step taken back', ['import', 'merge', 'undo 1'], null, 2, 'import'],
	['taken back and done again', ['import', 'merge', 'undo 1', 'redo 2'], 1, null, 'merge'],
	['two taken back', ['import', 'merge', 'merge', 'undo 2', 'undo 1'], null, 2, 'import'],
	[
		'two taken back, one done again',
		['import', 'merge', 'merge', 'undo 2', 'undo 1', 'redo 2'],
		1,
		3,
		'merge'
	],
	['another way after going back', ['import', 'merge', 'undo 1', 'reviewed'], 1, null, 'reviewed'],
	[
		'back from the other way',
		['import', 'merge', 'undo 1', 'reviewed', 'undo 1'],
		null,
		4,
		'import'
	]
])('after %s', (_, words, undo, redo, shown) => {
	const stands = standing(story(...words));
	expect([stands.undo, stands.redo, stands.shown?.op ?? null]).toEqual([undo, redo, shown]);
});

test('what was forgotten cannot be gone back to', () => {
	const late = story('import', 'merge', 'merge').slice(1);
	expect(standing(late).undo).toBe(2);
	expect(standing(late.slice(1)).undo).toBe(null);
});
