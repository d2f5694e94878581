import { expect, test } from 'vitest';
import { busy } from '#tests/busy.ts';
import type { Unit } from '../text/unit.ts';
import { align } from './align.ts';
import { differences } from './differences.ts';
import { featuresOf, numbersIn } from './features.ts';

const prose = (text: string): Unit => ({
	kind: 'paragraph',
	lang: 'en',
	body: { runs: [{ text }] }
});
const head = (text: string, level: 1 | 2 = 1): Unit => ({
	kind: 'heading',
	level,
	lang: 'en',
	body: { runs: [{ text }] }
});
const list = (...items: string[]): Unit => ({
	kind: 'list',
	lang: 'en',
	body: {
		marker: 'bullet',
		start: 1,
		items: items.map((text) => ({ parts: [{ runs: [{ text }] }] }))
	}
});
const table = (...rows: string[][]): Unit => ({
	kind: 'table',
	lang: 'en',
	body: { head: [], rows: rows.map((row) => row.map((text) => [{ text }])) }
});
const laid = (here: Unit[], there: Unit[]) => align(here.map(featuresOf), there.map(featuresOf));

const english = [
	head('Purpose'),
	prose('These rules let anyone follow a public work from the first sketch to the final account.'),
	list('buildings', 'roads', 'pipes'),
	head('Before money is asked for'),
	prose('The board decides within 28 days.'),
	table(['Building', '200,000'], ['Road', '120,000']),
	prose('A question is answered in public within 14 days of being asked.'),
	prose('One photograph a month is taken.')
];
const french = [
	head('Objet'),
	prose(
		'Ces règles permettent à chacun de suivre un chantier public, de l’esquisse au compte final.'
	),
	list('bâtiments', 'routes', 'conduites'),
	head('Avant de demander l’argent'),
	prose('Le conseil décide dans les 28 jours.'),
	table(['Bâtiment', '200 000'], ['Route', '120 000']),
	prose('Toute question reçoit une réponse publique dans les 14 jours qui suivent.'),
	prose('Une photographie est prise chaque mois.')
];
const straight = english.map((_, at) => at);

test.each<[string, Unit[], Unit[], (number | null)[]]>([
	['a faithful translation lies beside its original', english, french, straight],
	['two empty texts have nothing to lay', [], [], []],
	['without an original nothing is laid', [], french, french.map(() => null)],
	[
		'a missing paragraph leaves its place empty',
		english,
		french.toSpliced(4, 1),
		[0, 1, 2, 3, 5, 6, 7]
	],
	[
		'a missing heading leaves its place empty',
		english,
		french.toSpliced(3, 1),
		[0, 1, 2, 4, 5, 6, 7]
	],
	[
		'a translator’s note stands for nothing',
		english,
		french.toSpliced(
			3,
			0,
			prose(
				'Note du traducteur : texte non officiel, publié par le ministère pour information du public, 2031.'
			)
		),
		[0, 1, 2, null, 3, 4, 5, 6, 7]
	],
	['the first of a text may be missing', english, french.slice(3), [3, 4, 5, 6, 7]],
	[
		'in a short text a long stray is not taken for what it is about as long as',
		[head('Benches'), prose('Every square has a bench within 28 days.'), prose('Fountains work.')],
		[
			head('Bancs'),
			prose(
				'Note du traducteur : version provisoire, publiée pour information du public le 3 mai.'
			),
			prose('Chaque place a un banc sous 21 jours.'),
			prose('Les fontaines marchent.')
		],
		[0, null, 1, 2]
	],
	['a table is never laid beside prose', [table(['1', '2'])], [prose('1 2')], [null]]
])('%s', (_, here, there, expected) => {
	expect(laid(here, there)).toEqual(expected);
});

/** The same row of chances in every run. */
function chance(seed: number) {
	let state = seed;
	return () => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
}

test.each([1, 2, 3, 4, 5, 6, 7, 8])(
	'whatever is left out, the rest stays in order and with its own (%i)',
	(seed) => {
		const draw = chance(seed);
		const texts = Array.from({ length: 240 }, (_, at) => {
			if (at % 9 === 0) return head(`Section ${at}`, at % 2 ? 1 : 2);
			if (at % 7 === 0) return list(...Array.from({ length: 2 + (at % 5) }, (_, n) => `item ${n}`));
			return prose('word '.repeat(5 + Math.floor(draw() * 60)) + (at % 3 ? '' : 1000 + at));
		});
		const left = texts.map((unit, at) => ({ unit, at })).filter(() => draw() > 0.1);
		const found = laid(
			texts,
			left.map(({ unit }) => unit)
		);
		const right = found.filter((place, at) => place === left[at]?.at).length;
		expect(right / left.length).toBeGreaterThan(0.93);
		const places = found.filter((place) => place !== null);
		expect(places).toEqual([...new Set(places)].sort((a, b) => a - b));
	}
);

test('three thousand units are laid side by side in good time', () => {
	const many = Array.from({ length: 3000 }, (_, at) =>
		featuresOf(at % 10 ? prose(`Paragraph ${at} of the text.`) : head(`Section ${at}`))
	);
	const work = () => expect(align(many, many.toSpliced(100, 50))).toHaveLength(2950);
	expect(busy(work)).toBeLessThan(8000);
});

test.each([
	['120,000 crowns and 28 days', ['120000', '28']],
	['120.000 coronas; 28 días', ['120000', '28']],
	['120 000 couronnes, 28 jours', ['120000', '28']],
	['١٢٠٬٠٠٠ كرونة و٢٨ يومًا', ['120000', '28']],
	['28, 14', ['14', '28']],
	['no numbers', []]
])('the numbers of %j are %j', (text, found) => {
	expect(numbersIn(text)).toEqual(found);
});

test.each<[string, Unit, Unit, string[]]>([
	['the same in both', prose('Within 28 days.'), prose('Sous 28 jours.'), []],
	['another number', prose('Within 28 days.'), prose('Sous 21 jours.'), ['numbers']],
	['a small number written out', prose('Twice in 5 years.'), prose('Deux fois en cinq ans.'), []],
	['another kind', prose('Words.'), head('Mots.'), ['kind']],
	['fewer items', list('a', 'b'), list('a'), ['items']],
	['fewer columns', table(['a', 'b']), table(['a']), ['columns']],
	['the original’s own words', prose('x '.repeat(30)), prose('x '.repeat(30)), ['same_words']]
])('%s', (_, original, translation, codes) => {
	expect(differences(original, translation).map(({ code }) => code)).toEqual(codes);
});
