/** Draws a card: 1200 by 630, paper and ink of the light pages, in their fonts. */

import sharp from 'sharp';
import type { Card } from './card.ts';
import { fitted, type Room } from './fit.ts';
import { layFontsOut } from './fonts.server.ts';

export const cardSize = { width: 1200, height: 630 };

const ink = '#1a1c20';
const soft = '#50555e';
const accent = '#1c5a4b';
const margin = 80;
const inner = cardSize.width - 2 * margin;

/** Families as the font files name themselves: each weight is one of its own. */
const title = 'Source Serif 4 SemiBold, Noto Naskh Arabic SemiBold,';
const strong = 'Source Sans 3 SemiBold, Noto Naskh Arabic SemiBold,';
const plain = 'Source Sans 3, Noto Naskh Arabic,';
/** The name of the space stands beside our sign. */
const beside = 52;

const textSizes = [76, 66, 58, 50, 43, 37] as const;

/** Nothing is drawn where there is nothing to see. */
type Drawn = Room & { picture: Buffer | null };
const nothing: Drawn = { picture: null, width: 0, height: 0 };
const visible = /[\p{L}\p{N}\p{P}\p{S}]/u;

// Pictures are few and small: no threads and no memory of their own are kept for them.
sharp.concurrency(1);
sharp.cache(false);

export async function draw(card: Card): Promise<Buffer> {
	layFontsOut();
	const line = (words: string, font: string, size: number, colour: string, width = inner) =>
		fitted(words, [size], { width, height: size * 2 }, (part) =>
			written(part, `${font} ${size}`, colour, card.dir, null)
		);
	const [space, label, text, state, rest] = await Promise.all([
		line(card.space, strong, 34, ink, inner - beside),
		line(card.label, plain, 31, soft),
		fitted(
			card.text.words,
			textSizes,
			{ width: inner, height: card.label ? 270 : 315 },
			(part, size) => written(part, `${title} ${size}`, ink, card.text.dir, inner)
		),
		line(card.state, strong, 37, accent),
		line(card.rest, plain, 31, soft)
	]);
	const begin = ({ width }: Room, dir = card.dir, inset = 0) =>
		dir === 'rtl' ? cardSize.width - margin - width - inset : margin + inset;
	/** Lines stand on their middle: a word without tall letters is drawn less high. */
	const middle = (at: number, { height }: Room) => Math.round(at - height / 2);
	const placed = (drawn: Drawn, left: number, top: number) =>
		drawn.picture ? [{ input: drawn.picture, left, top }] : [];
	return sharp(Buffer.from(ground(card.dir)))
		.composite([
			...placed(space, begin(space, card.dir, beside), middle(92, space)),
			...placed(label, begin(label), middle(168, label)),
			...placed(text, begin(text, card.text.dir), card.label ? 206 : 160),
			...placed(state, begin(state), middle(526, state)),
			...placed(rest, begin(rest), middle(577, rest))
		])
		.png({ palette: true, colours: 64, effort: 4 })
		.toBuffer();
}

/** Text as Pango sets it: shaped, both directions, broken into lines where a width is given. */
export async function written(
	words: string,
	font: string,
	colour: string,
	dir: Card['dir'],
	width: number | null
): Promise<Drawn> {
	if (!visible.test(words)) return nothing;
	const { data, info } = await sharp({
		text: {
			text: `<span foreground="${colour}">${isolated(escaped(words), dir)}</span>`,
			font,
			dpi: 72,
			rgba: true,
			...(width ? { width, wrap: 'word-char', spacing: 4 } : {})
		}
	})
		.png({ compressionLevel: 1 })
		.toBuffer({ resolveWithObject: true });
	return { picture: data, width: info.width, height: info.height };
}

/** User text in Pango's markup: nothing of it is markup, and no character is one XML refuses. */
export const escaped = (words: string) =>
	words
		.toWellFormed()
		.replace(/[^\P{Cc}\t\n]|[\ufffe\uffff]/gu, ' ')
		.replace(/&/g, '&amp;')
		.replace(/</g, '&lt;')
		.replace(/>/g, '&gt;');

/** A mark without width at the front gives the line its direction. */
const isolated = (words: string, dir: Card['dir']) => (dir === 'rtl' ? '\u200f' : '\u200e') + words;

function ground(dir: Card['dir']): string {
	const { width, height } = cardSize;
	const ring = dir === 'rtl' ? width - margin - 18 : margin + 18;
	return (
		`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">` +
		`<rect width="${width}" height="${height}" fill="#fdfcf9"/>` +
		`<rect width="${width}" height="10" fill="${accent}"/>` +
		`<circle cx="${ring}" cy="92" r="16" fill="none" stroke="${accent}" stroke-width="4"/>` +
		`<circle cx="${ring}" cy="92" r="5" fill="${accent}"/>` +
		`<rect x="${margin}" y="484" width="${inner}" height="2" fill="#e2ddd1"/></svg>`
	);
}
