/**
 * Markdown as pandoc writes it, where it goes beyond GFM: lettered and roman lists, header
 * attributes, divs, inline notes. Rewritten line by line into what GFM reads; code is left alone.
 */

import type { Marker } from '../unit.ts';
import { blocks, type Line } from './pandoc-blocks.ts';

export type Order = { marker: Marker; start: number };

/** By line number, from 1, of the rewritten text. */
export type Orders = Map<number, Order>;

export function fromPandoc(source: string): { text: string; orders: Orders } {
	const orders: Orders = new Map();
	const lines = blocks(divs(outsideCode(source.split(/\r\n?|\n/))));
	const rewritten: string[] = [];
	for (const { line, isCode } of lines) {
		const before = rewritten.at(-1) ?? '';
		const item = isCode ? null : fancyItem(line, before, orders, rewritten.length);
		if (item) orders.set(rewritten.length + 1, item.order);
		rewritten.push(isCode ? line : (item?.line ?? plainHeading(line)));
	}
	return { text: inlineNotes(rewritten.join('\n')), orders };
}

/** Marks the lines of fenced code. */
function outsideCode(lines: string[]): Line[] {
	let fence: string | null = null;
	return lines.map((line) => {
		const opening = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
		if (fence === null && opening) {
			fence = opening;
			return { line, isCode: true };
		}
		const isCode = fence !== null;
		if (fence !== null && line.trim().startsWith(fence) && /^\s*[`~]+\s*$/.test(line)) fence = null;
		return { line, isCode };
	});
}

/** `::: {lang=ar}` … `:::` as an HTML div; other attributes are of no use here. */
function divs(lines: Line[]): Line[] {
	let open = 0;
	return lines.flatMap((entry) => {
		const fence = /^\s{0,3}:{3,}\s*(.*?)\s*:*\s*$/.exec(entry.line);
		if (entry.isCode || !fence) return [entry];
		const isOpening = fence[1] !== '';
		if (!isOpening && open === 0) return [entry];
		open += isOpening ? 1 : -1;
		const lang = /\blang="?([A-Za-z0-9-]+)/.exec(fence[1] ?? '')?.[1];
		const html = isOpening ? (lang ? `<div lang="${lang}">` : '<div>') : '</div>';
		return ['', html, ''].map((line) => ({ line, isCode: false }));
	});
}

const plainHeading = (line: string) =>
	/^ {0,3}#{1,6}\s/.test(line) ? line.replace(/\s*#*\s*\{[^{}]*\}\s*$/, '') : line;

// Right after a bullet, `a.` stays as the words it is: so do most readers take it. Capital letters with a full stop need two blanks: "A. Smith" is a name.
const marked =
	/^(\s*(?:>\s?)*)(#\.|\(?(?:[a-z]|[ivxlc]+|[IVXLC]+|\d{1,9})\)|[a-z]\.|[ivxlc]+\.|(?:[A-Z]|[IVXLC]+)[.)](?=\s{2}))(\s+)(?=\S)/;

function fancyItem(
	line: string,
	before: string,
	orders: Orders,
	lineBefore: number
): { line: string; order: Order } | null {
	const [whole, indent = '', marker = '', blank = ''] = marked.exec(line) ?? [];
	if (!whole || !mayBegin(before, indent)) return null;
	const bare = marker.replace(/[().]/g, '');
	if (/^\d+$/.test(bare) && !marker.startsWith('(')) return null;
	const order = orderOf(bare, orders.get(lineBefore));
	if (!order) return null;

	const end = marker.endsWith(')') ? ')' : '.';
	// As wide as it was, so that what hangs below still does; GFM wants 1 to start inside a text.
	const first = '1'.padStart(Math.min(9, marker.length - 1), '0');
	return { line: `${indent}${first}${end}${blank}${line.slice(whole.length)}`, order };
}

/** After an empty line, another item, or below an item; not in the middle of a paragraph. */
function mayBegin(before: string, indent: string): boolean {
	if (before.trim() === '') return true;
	if (/^\s*(?:>\s?)*([-*+]|\d{1,9}[.)])\s/.test(before)) return true;
	const hanging = /^\s*/.exec(before)?.[0].length ?? 0;
	return indent.length > 0 && hanging > 0;
}

function orderOf(bare: string, before: Order | undefined): Order | null {
	if (bare === '#' || /^\d+$/.test(bare)) {
		return { marker: 'decimal', start: bare === '#' ? 1 : Number(bare) };
	}
	const isUpper = bare === bare.toUpperCase();
	const roman = romanValue(bare.toLowerCase());
	const letter = bare.length === 1 ? bare.toLowerCase().charCodeAt(0) - 96 : null;
	const isRoman = letter === null || bare.toLowerCase() === 'i' || before?.marker.endsWith('roman');
	const follows =
		letter !== null && before?.marker.endsWith('alpha') && before.start === letter - 1;
	if (roman !== null && isRoman && !follows)
		return { marker: isUpper ? 'upper-roman' : 'lower-roman', start: roman };
	return letter === null
		? null
		: { marker: isUpper ? 'upper-alpha' : 'lower-alpha', start: letter };
}

const numerals: Record<string, number> = { i: 1, v: 5, x: 10, l: 50, c: 100 };

function romanValue(text: string): number | null {
	if (!/^(c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})$/.test(text)) return null;
	const values = [...text].map((letter) => numerals[letter] ?? 0);
	return values.reduce(
		(sum, value, at) => sum + (value < (values[at + 1] ?? 0) ? -value : value),
		0
	);
}

/** `^[a note]` becomes a note of its own at the end. */
function inlineNotes(text: string): string {
	if (!text.includes('^[')) return text;
	const notes: string[] = [];
	const called = text.replace(
		/(`+)[^`][\s\S]*?\1|\^\[((?:[^[\]\n]|\n(?!\s*\n)|\[[^[\]]*\])+)\]/g,
		(whole, _code, note?: string) => {
			if (note === undefined) return whole;
			notes.push(note.replace(/\s+/g, ' '));
			return `[^inline-note-${notes.length}]`;
		}
	);
	const defined = notes.map((note, index) => `[^inline-note-${index + 1}]: ${note}`);
	return [called, ...defined].join('\n\n');
}
