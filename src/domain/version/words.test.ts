import { expect, test } from 'vitest';
import { paragraph, heading } from '#tests/staff.ts';
import type { Run, Table, Unit } from '../text/unit.ts';
import { longestUnit, typedOf, unitFrom, worded } from './words.ts';

const run = (text: string): Run[] => [{ text }];
const table: Table = {
	kind: 'table',
	lang: 'en',
	body: {
		caption: run('Prices'),
		head: [[run('Income'), run('Price')]],
		rows: [
			[run('Up | to 10'), run('0')],
			[run('More\nthan 10'), [{ text: 'one', strong: true }]]
		]
	}
};
const made = (unit: Unit, words: string) => {
	const outcome = worded(unit, words);
	return outcome.ok ? outcome.unit : outcome.obstacle;
};

test('a table is typed row by row and read back as it was', () => {
	expect(typedOf(table).split('\n')).toEqual([
		'Prices',
		'',
		'| Income | Price |',
		'| Up \\| to 10 | 0 |',
		'| More\\',
		'than 10 | **one** |'
	]);
	expect(made(table, typedOf(table))).toEqual(table);
	const cheaper = made(table, typedOf(table).replace('| 0 |', '| 5 |')) as Table;
	expect(cheaper.body.rows[0]).toEqual([run('Up | to 10'), run('5')]);
	expect(cheaper.body.rows[1]).toEqual(table.body.rows[1]);
	expect(cheaper.body.head).toEqual(table.body.head);
});

test('a row with a cell missing is filled up, empty cells stay empty', () => {
	const read = made(table, 'Prices\n\n| A | B |\n| 1 |\n|  | 2 |\n') as Table;
	expect(read.body.rows).toEqual([
		[run('1'), []],
		[[], run('2')]
	]);
});

test('items make a list of a paragraph, and a list without items is a paragraph', () => {
	const list = made(paragraph('One.'), 'Three things:\n- one\n- two') as Unit;
	expect(list).toMatchObject({ kind: 'list', body: { lead: run('Three things:') } });
	expect(made(list, 'Nothing to count.')).toMatchObject({
		kind: 'paragraph',
		body: { runs: run('Nothing to count.') }
	});
	// What looked like an item before and was no list stays none.
	expect(made(paragraph('a) first'), 'a) the first')).toMatchObject({ kind: 'paragraph' });
});

test('what a heading is stays, and its level can be changed', () => {
	expect(worded(heading('Old'), 'New', 3)).toMatchObject({
		unit: { kind: 'heading', level: 3, body: { runs: run('New') } }
	});
});

test('notes that nothing calls any more go with their call', () => {
	const noted: Unit = {
		...paragraph(''),
		kind: 'paragraph',
		body: {
			runs: [{ text: 'A rule' }, { text: '', note: 0 }, { text: ' and' }, { text: '', note: 1 }],
			notes: [
				{ label: '1', runs: run('first') },
				{ label: '2', runs: run('second') }
			]
		}
	};
	const left = made(noted, 'A rule and[^2]') as Extract<Unit, { kind: 'paragraph' }>;
	expect(left.body.notes).toEqual([{ label: '2', runs: run('second') }]);
	expect(left.body.runs.at(-1)).toEqual({ text: '', note: 0 });
});

test('words are given, in bounds, of a picture never', () => {
	expect(made(paragraph('One.'), ' \n ')).toEqual({ code: 'words_empty' });
	expect(made(paragraph('One.'), 'a'.repeat(longestUnit + 1))).toMatchObject({
		code: 'words_too_long',
		limit: longestUnit
	});
	const figure = { kind: 'figure', lang: 'en', body: { alt: 'A map' } } as const;
	expect(made(figure, 'A plan')).toEqual({ code: 'not_spelled' });
	expect(unitFrom('paragraph', 'One.', 'not a tag')).toMatchObject({
		obstacle: { code: 'not_a_language' }
	});
	expect(unitFrom('heading', 'Part two', 'en', 2)).toMatchObject({
		unit: { kind: 'heading', level: 2 }
	});
});
