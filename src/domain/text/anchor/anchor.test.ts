import { describe, expect, test } from 'vitest';
import { busy } from '#tests/busy.ts';
import type { Run, Unit } from '../unit.ts';
import { quoteAt, quoteIn, longest, mostPlaces, type Chosen } from './quote.ts';
import { readingOf } from './reading.ts';
import { marked, segmentsOf, type Marked } from './segments.ts';

const says = (text: string): Run[] => [{ text }];
const noted: Unit = {
	kind: 'paragraph',
	lang: 'en',
	body: {
		runs: [
			{ text: 'Built ' },
			{ text: 'for twenty years', strong: true },
			{ text: '', note: 0 },
			{ text: ' and not more.' }
		],
		notes: [{ label: '1', runs: says('At prices of today.') }]
	}
};
const list: Unit = {
	kind: 'list',
	lang: 'en',
	body: {
		marker: 'bullet',
		start: 1,
		lead: says('Of these:'),
		items: [
			{
				parts: [
					{ runs: says('one') },
					{ list: { marker: 'decimal', start: 1, items: [{ parts: [{ runs: says('below') }] }] } }
				]
			},
			{ parts: [{ runs: says('two') }] }
		]
	}
};
const table: Unit = {
	kind: 'table',
	lang: 'en',
	body: {
		caption: says('Days'),
		head: [[says('Work'), says('')]],
		rows: [[says('Road'), says('28')]]
	}
};
const code: Unit = { kind: 'code', lang: 'en', body: { code: 'if (open)\n\tvote();' } };
const figure: Unit = {
	kind: 'figure',
	lang: 'en',
	body: { alt: 'A bridge', caption: says('The old one') }
};

test.each<[string, Unit, string]>([
	['a note’s call and the note itself are not read', noted, 'Built for twenty years and not more.'],
	['a list is its lead and its items, a line each', list, 'Of these:\none\nbelow\ntwo'],
	['a table is its cells, without the empty ones', table, 'Days\nWork\nRoad\n28'],
	['code keeps its lines', code, 'if (open)\n\tvote();'],
	['a picture is its words and its caption', figure, 'A bridge\nThe old one']
])('%s', (_, unit, reading) => expect(readingOf(unit)).toBe(reading));

const text =
	'The notice stands for the days in the table; the 👩‍👩‍👧 family, cafe\u0301s and the table wait.';
const chosen = (exact: string, more: Partial<Chosen> = {}): Chosen => ({
	...{ exact, prefix: '', suffix: '', start: null, end: null, lang: 'en' },
	...more
});
const placed = (exact: string, more: Partial<Chosen> = {}, within = text) => {
	const found = quoteIn(within, chosen(exact, more));
	return found.ok ? [found.quote.start, found.quote.end, found.quote.exact] : found.obstacle.code;
};

describe('chosen words', () => {
	test.each<[string, ReturnType<typeof placed>, unknown]>([
		[
			'stand where they are said to stand',
			placed('the table', { start: 34, end: 43 }),
			[34, 43, 'the table']
		],
		[
			'may come with blanks around them',
			placed(' notice\n stands ', { start: 3, end: 18 }),
			[4, 17, 'notice stands']
		],
		['are found when they stand in one place', placed('notice stands'), [4, 17, 'notice stands']],
		[
			'are found when their place is wrong',
			placed('notice stands', { start: 40, end: 53 }),
			[4, 17, 'notice stands']
		],
		[
			'are found when their place is none',
			placed('notice', { start: -4, end: 1e9 }),
			[4, 10, 'notice']
		],
		[
			'are not told apart by half the words around them',
			placed('the table', { prefix: 'e family, cafés and ', suffix: ' wait.' }),
			'quote_several'
		],
		['are asked about when they stand in several places', placed('the table'), 'quote_several'],
		['are not guessed when they are not there', placed('the tables'), 'quote_not_there'],
		['are not guessed in other letters', placed('The Table'), 'quote_not_there'],
		['do not begin inside a character', placed('👧 family'), 'quote_inside'],
		['do not end inside a character', placed('the 👩'), 'quote_inside'],
		['do not end between a letter and its mark', placed('cafe', {}, text), 'quote_inside'],
		['do not end in half a surrogate pair', placed('the \ud83d'), 'quote_inside'],
		['are not nothing', placed(' \n '), 'quote_empty'],
		['are not only characters that do not show', placed('\u202e\u200b\u0007'), 'quote_empty'],
		['are not a whole chapter', placed('a'.repeat(longest + 1)), 'quote_too_long'],
		['are not a book either', placed('a '.repeat(1e6)), 'quote_too_long'],
		['lose overrides of direction', placed('\u202enotice\u202c stands'), [4, 17, 'notice stands']]
	])('%s', (_, found, expected) => expect(found).toEqual(expected));

	test('are told apart by the 32 characters on either side', () => {
		const first = quoteIn(text, chosen('the table', { start: 34, end: 43 }));
		if (!first.ok) throw new Error(first.obstacle.code);
		const { prefix, suffix } = first.quote;
		expect(placed('the table', { prefix, suffix, start: 0, end: 9 })).toEqual([
			34,
			43,
			'the table'
		]);
		expect([...prefix].length).toBe(32);
	});

	test('are copied across lines and cells as people copy them', () => {
		expect(placed('Work Road\t28', {}, readingOf(table))).toEqual([5, 17, 'Work\nRoad\n28']);
		expect(placed('years and not', {}, readingOf(noted))).toEqual([17, 30, 'years and not']);
	});

	test('in many places are shown with what is around them, so many and no more', () => {
		const found = quoteIn('so '.repeat(500), chosen('so'));
		expect(found).toMatchObject({ obstacle: { code: 'quote_several', count: 500 } });
		if (found.ok || found.obstacle.code !== 'quote_several') throw new Error('expected several');
		expect(found.obstacle.places).toHaveLength(mostPlaces);
		expect(found.obstacle.places[1]).toMatchObject({
			prefix: 'so ',
			exact: 'so',
			start: 3,
			end: 5
		});
	});

	test('with ten thousand marks on a letter are refused at once', () => {
		const work = () => expect(placed(`a${'\u0301'.repeat(10_000)}`)).toBe('quote_not_there');
		expect(busy(work)).toBeLessThan(500);
	});

	test('by their place alone are the words that stand there', () => {
		expect(quoteAt(text, 3, 11, 'en')).toMatchObject({
			quote: { exact: 'notice', start: 4, end: 10 }
		});
		expect(quoteAt(text, 5, 5, 'en')).toMatchObject({ obstacle: { code: 'quote_not_there' } });
		expect(quoteAt(text, 5, 5000, 'en')).toMatchObject({ obstacle: { code: 'quote_not_there' } });
		expect(quoteAt(text, 45, 51, 'en')).toMatchObject({ obstacle: { code: 'quote_inside' } });
		expect(quoteAt('a '.repeat(2000), 0, 3000, 'en')).toMatchObject({
			obstacle: { code: 'quote_too_long' }
		});
	});
});

describe('highlights', () => {
	test('over one another are cut where any begins or ends, each with its number', () => {
		expect(
			segmentsOf([
				{ start: 0, end: 10, count: 1 },
				{ start: 5, end: 15, count: 2 },
				{ start: 20, end: 25, count: 1 }
			])
		).toEqual([
			{ start: 0, end: 5, count: 1 },
			{ start: 5, end: 10, count: 3 },
			{ start: 10, end: 15, count: 2 },
			{ start: 20, end: 25, count: 1 }
		]);
		expect(segmentsOf([])).toEqual([]);
	});

	test('run across styles, notes, items and cells, and change no word', () => {
		const runs = (unit: Unit, segments: [number, number][]) => {
			const made = marked(
				unit,
				segments.map(([start, end]) => ({ start, end, count: 1 }))
			);
			const seen: Marked[] = [];
			const walk = (value: unknown): void => {
				if (Array.isArray(value)) value.forEach(walk);
				else if (value && typeof value === 'object' && 'text' in value) seen.push(value as Marked);
				else if (value && typeof value === 'object')
					Object.entries(value).forEach(([name, below]) => name !== 'notes' && walk(below));
			};
			walk([made.body, made.bare]);
			return seen.map(({ text, mark, first, note }) =>
				note === undefined ? `${mark ? (first ? '[' : '(') : ''}${text}${mark ? ']' : ''}` : '¹'
			);
		};
		expect(runs(noted, [[2, 26]])).toEqual([
			'Bu',
			'[ilt ]',
			'(for twenty years]',
			'¹',
			'( and]',
			' not more.'
		]);
		expect(runs(list, [[3, 16]])).toEqual(['Of ', '[these:]', '(one]', '(be]', 'low', 'two']);
		expect(
			runs(table, [
				[5, 9],
				[10, 14]
			])
		).toEqual(['Days', '[Work]', '', '[Road]', '28']);
		expect(runs(code, [[4, 8]])).toEqual(['if (', '[open]', ')\n\tvote();']);
		expect(runs(figure, [[2, 13]])).toEqual(['(The ]', 'old one', 'A ', '[bridge]']);
	});
});
