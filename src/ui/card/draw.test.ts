import sharp from 'sharp';
import { expect, test } from 'vitest';
import type { Card } from './card.ts';
import { draw, escaped, written } from './draw.server.ts';

const card: Card = {
	dir: 'ltr',
	space: 'Arcadia',
	label: '',
	text: { words: 'Draft rules on open works', lang: 'en', dir: 'ltr' },
	state: 'Open · 12 days left',
	rest: 'closes Friday'
};
const of = (words: string, dir: 'ltr' | 'rtl' = 'ltr'): Card => ({
	...card,
	dir,
	text: { words, lang: 'x', dir }
});

/** Whether ink lies within so many pixels of an edge of the picture. */
async function touched(picture: Buffer, edge: number) {
	const { data, info } = await sharp(picture)
		.removeAlpha()
		.raw()
		.toBuffer({ resolveWithObject: true });
	const dark = (x: number, y: number) => (data[(y * info.width + x) * info.channels] ?? 255) < 120;
	for (let y = 12; y < info.height; y++)
		for (let x = 0; x < info.width; x++) {
			const inside = x >= edge && x < info.width - edge && y >= edge && y < info.height - edge;
			if (!inside && dark(x, y)) return true;
		}
	return false;
}

const titles: [string, Card][] = [
	['a title', card],
	['a long one', of('Draft rules on what the public may know of public works '.repeat(4))],
	['one endless word', of('W'.repeat(200))],
	['Russian', of('Проект правил об открытых общественных работах')],
	['Arabic', of('مشروع قواعد الأشغال العامة المفتوحة (2026) في P9', 'rtl')],
	[
		'Arabic within English',
		{ ...of('مشروع قواعد'), text: { words: 'مشروع', lang: 'ar', dir: 'rtl' } }
	],
	['markup', of('<b>&amp; "quoted" </span><script>alert(1)</script>')],
	['what XML refuses', of('a\u0000b\u0007c\ud800d\uffff')],
	['only spaces', of('\u00a0 \u200b')],
	[
		'everything too long',
		{
			...card,
			space: 'Long '.repeat(60),
			label: 'x'.repeat(500),
			state: 'y'.repeat(300),
			rest: 'z '.repeat(300)
		}
	]
];

test.each(titles)(
	'%s: a picture of 1200 by 630 with nothing beyond its margins',
	async (_, one) => {
		const picture = await draw(one);
		const { format, width, height } = await sharp(picture).metadata();
		expect({ format, width, height }).toEqual({ format: 'png', width: 1200, height: 630 });
		expect(picture.length).toBeLessThan(200_000);
		expect(await touched(picture, 24)).toBe(false);
	}
);

test('what it says decides what it shows, and nothing else does', async () => {
	const other = await draw(of('Draft rules on closed works'));
	expect((await draw(card)).equals(await draw({ ...card }))).toBe(true);
	expect((await draw(card)).equals(other)).toBe(false);
	expect((await draw(card)).equals(await draw({ ...card, state: 'Closed' }))).toBe(false);
});

const widthOf = async (words: string, font: string) =>
	(await written(words, `${font} 40`, '#000000', 'ltr', null)).width;
const fonts = [
	'Source Serif 4 SemiBold, Noto Naskh Arabic SemiBold,',
	'Source Sans 3, Noto Naskh Arabic,'
];

// Boxes for missing letters are all equally wide.
test.each(fonts)('%s has the letters of all five languages', async (font) => {
	for (const [narrow, wide] of [
		['i', 'm'],
		['í', 'ñ'],
		['î', 'œ'],
		['г', 'щ'],
		['ا', 'س']
	] as const)
		expect(await widthOf(wide.repeat(8), font)).toBeGreaterThan(
			1.3 * (await widthOf(narrow.repeat(8), font))
		);
});

test('Arabic letters join, and Arabic runs from the right', async () => {
	const [font = ''] = fonts;
	const alone = await widthOf('ه ه ه ه ه ه', font);
	expect(await widthOf('هههههه', font)).toBeLessThan(0.8 * alone);
	const inkAt = async (dir: 'ltr' | 'rtl') => {
		const { data, info } = await sharp(await draw(of('مفتوحة', dir)))
			.extract({ left: 80, top: 160, width: 500, height: 120 })
			.greyscale()
			.raw()
			.toBuffer({ resolveWithObject: true });
		return data.filter((_, at) => at % info.channels === 0).some((value) => value < 90);
	};
	expect(await inkAt('ltr')).toBe(true);
	expect(await inkAt('rtl')).toBe(false);
});

test('nothing that is written is markup', () => {
	expect(escaped('<a href="x">&lt;</a>\u0000\ud800')).toBe(
		'&lt;a href="x"&gt;&amp;lt;&lt;/a&gt; \ufffd'
	);
});
