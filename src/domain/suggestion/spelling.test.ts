import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { busy } from '#tests/busy.ts';
import { parse } from '../text/split/parse.ts';
import { words as plainOf, type Run, type Unit } from '../text/unit.ts';
import { blanksOutside, runsOf, typed } from './inline.ts';
import { alike, isSpelled, kindOf, plain, spelled, unitOf } from './spelling.ts';

const samples = new URL('../../../tests/samples/', import.meta.url);

async function unitsOf(fileName: string): Promise<Unit[]> {
	const content = await readFile(new URL(fileName, samples));
	const outcome = await parse({ content, fileName }, () => undefined);
	if (!outcome.ok) throw new Error(JSON.stringify(outcome.obstacle));
	return outcome.units;
}

test.each(['structures.md', 'structures.docx', 'ogp-handbook.html', 'ogp-handbook.md'])(
	'every unit of %s comes back from its own words as it was',
	async (name) => {
		const units = (await unitsOf(name)).filter(
			(unit) => unit.kind !== 'heading' && isSpelled(unit)
		);
		expect(units.length).toBeGreaterThan(8);
		const lost = units.filter((unit) => !alike(unitOf(spelled(unit), unit), unit.body));
		expect(lost.map((unit) => [spelled(unit), unit.body, unitOf(spelled(unit), unit)])).toEqual([]);
		// Said a second time, the words are the same: nothing creeps in.
		for (const unit of units) {
			const again = { ...unit, body: unitOf(spelled(unit), unit) } as Unit;
			expect(spelled(again)).toBe(spelled(unit));
		}
	}
);

test('any runs a document can hold come back, their blanks put outside their marks', () => {
	const text = fc.string({
		unit: fc.constantFrom(...'ab é*_`^~[]()\\|!.-1 ж'.split('')),
		minLength: 1,
		maxLength: 12
	});
	const yes = fc.constant(true as const);
	const run = fc.oneof(
		{ weight: 4, arbitrary: fc.record({ text }) },
		{ weight: 2, arbitrary: fc.record({ text, em: yes }) },
		{ weight: 2, arbitrary: fc.record({ text, strong: yes }) },
		{ weight: 1, arbitrary: fc.record({ text, code: yes }) },
		{ weight: 1, arbitrary: fc.record({ text, href: fc.constant('https://example.org/a(1)') }) }
	);
	const said = fc.array(run, { maxLength: 4 });
	fc.assert(
		fc.property(said, (runs: Run[]) => {
			// Words always come back; their style too wherever marks can say it at all.
			const back = runsOf(typed(runs));
			const [one, other] = [back, blanksOutside(runs)].map((all) =>
				all.map((r) => r.text).join('')
			);
			if (JSON.stringify(back) !== JSON.stringify(blanksOutside(runs))) {
				expect(plainOf(back).replace(/[*_`^~\\[\]]/g, '')).toBe(
					plainOf(runs).replace(/[*_`^~\\[\]]/g, '')
				);
			} else expect(one).toBe(other);
		}),
		{ numRuns: 500 }
	);
});

describe('what is typed', () => {
	const cases: [typed: string, runs: Run[]][] = [
		['plain words', [{ text: 'plain words' }]],
		['*so* and _so_', [{ text: 'so', em: true }, { text: ' and ' }, { text: 'so', em: true }]],
		['**what**, why', [{ text: 'what', strong: true }, { text: ', why' }]],
		['5 * 3 * 2, a_b_c, **', [{ text: '5 * 3 * 2, a_b_c, **' }]],
		[
			'm^2^ and H~2~O',
			[
				{ text: 'm' },
				{ text: '2', sup: true },
				{ text: ' and H' },
				{ text: '2', sub: true },
				{ text: 'O' }
			]
		],
		['`rm -rf *`', [{ text: 'rm -rf *', code: true }]],
		['\\*not so\\*', [{ text: '*not so*' }]],
		['[here](https://example.org/)', [{ text: 'here', href: 'https://example.org/' }]],
		['[here](javascript:alert(1))', [{ text: '[here](javascript:alert(1))' }]],
		[
			'[x](data:text/html,hi) [y](//evil.example)',
			[{ text: '[x](data:text/html,hi) [y](//evil.example)' }]
		],
		[
			'![pic](https://example.org/x.png)',
			[{ text: '!' }, { text: 'pic', href: 'https://example.org/x.png' }]
		],
		['<b>bold</b> <script>x</script>', [{ text: '<b>bold</b> <script>x</script>' }]],
		['no such note[^3]', [{ text: 'no such note[^3]' }]]
	];
	test.each(cases)('%s', (words, runs) => expect(runsOf(words, 1)).toEqual(runs));

	test('a note stays where its mark stands', () => {
		expect(runsOf('cost[^1] now', 1)).toEqual([
			{ text: 'cost' },
			{ text: '', note: 0 },
			{ text: ' now' }
		]);
	});

	test('items are a list of their own, numbered as they say', () => {
		expect(kindOf('These:\n\na. one\nb. two')).toBe('list');
		expect(kindOf('One sentence - with a dash.\nAnother.')).toBe('paragraph');
		expect(
			unitOf('a. one\nb. two\n   - deep', {
				kind: 'list',
				body: { marker: 'bullet', start: 1, items: [] }
			})
		).toEqual({
			marker: 'lower-alpha',
			start: 1,
			items: [
				{ parts: [{ runs: [{ text: 'one' }] }] },
				{
					parts: [
						{ runs: [{ text: 'two' }] },
						{
							list: {
								marker: 'bullet',
								start: 1,
								items: [{ parts: [{ runs: [{ text: 'deep' }] }] }]
							}
						}
					]
				}
			]
		});
	});

	test.each([
		['stars', '*a '],
		['strong', '**a '],
		['brackets', '['],
		['links', '[a]('],
		['backticks', '`a``b'],
		['nested', '*_**~^']
	])('ten thousand characters of %s are read in no time', (_, piece) => {
		const words = piece.repeat(Math.ceil(10_000 / piece.length));
		const work = () => {
			const read = runsOf(words).map(({ text }) => text);
			expect(read.join('').length).toBeGreaterThan(100);
		};
		expect(busy(work)).toBeLessThan(1_500);
	});
});

test.each([
	['A *cool*, **dry** `place`.', 'A cool, dry place.'],
	['2 * 3 * 4, \\*so\\* and <b>so</b>', '2 * 3 * 4, *so* and <b>so</b>'],
	['One.\n\n- *two*\n- three', 'One.\n\n- two\n- three'],
	[
		'See [the **whole** text](https://example.org/a).',
		'See the whole text (https://example.org/a).'
	]
])('in plain words: %s', (typed, words) => expect(plain(typed)).toBe(words));
