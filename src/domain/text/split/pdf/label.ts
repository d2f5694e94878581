/** Marks before the items of a list: signs, numbers and letters. */

import type { Marker } from '../../unit.ts';
import { lineOf, type Line, type Span } from './span.ts';

export type Label = { text: string; marker: Marker; number: number };

/** Fonts of signs have their bullets where Unicode has nothing. */
const bullets = '•●▪‣◦○■□◆◇➢➤►▶✓✔❖·∙⁃\ue000-\uf8ff';
const bullet = new RegExp(`^[${bullets}]$`, 'u');
const dash = /^[-–—*o§]$/;
const ordinal = /^\(?(\d{1,3}|[a-z]|[A-Z]|[ivxl]{1,6}|[IVXL]{1,6})[.)]$/;

export function labelOf(text: string): Label | null {
	const mark = text.trim();
	if (bullet.test(mark) || dash.test(mark)) return { text: mark, marker: 'bullet', number: 1 };
	const said = ordinal.exec(mark)?.[1];
	return said ? { text: mark, ...numberOf(said) } : null;
}

function numberOf(said: string): { marker: Marker; number: number } {
	if (/^\d/.test(said)) return { marker: 'decimal', number: Number(said) };
	const isUpper = said === said.toUpperCase();
	// A lone i is a roman one more often than the ninth letter; which, the items around it tell.
	if (said.length > 1 || /^[ivx]$/i.test(said))
		return { marker: isUpper ? 'upper-roman' : 'lower-roman', number: roman(said.toLowerCase()) };
	return { marker: isUpper ? 'upper-alpha' : 'lower-alpha', number: letter(said) };
}

export const letter = (said: string) => said.toLowerCase().charCodeAt(0) - 96;

const values: Record<string, number> = { i: 1, v: 5, x: 10, l: 50 };

function roman(said: string): number {
	const signs = [...said].map((sign) => values[sign] ?? 0);
	return signs.reduce((sum, value, at) => sum + (value < (signs[at + 1] ?? 0) ? -value : value), 0);
}

/** Takes the mark off the words it stands before, if it stands apart from them. */
export function takeLabel(line: Line): { label: Label; rest: Line | null } | null {
	const [first, second] = line.spans;
	if (!first) return null;
	const own = labelOf(first.text);
	// What the item holds begins below its mark.
	if (own && !second && !dash.test(own.text)) return { label: own, rest: null };
	if (own && second && isApart(first, second, own)) {
		return { label: own, rest: lineOf(line.spans.slice(1), line.page) };
	}
	const [, mark = '', words = ''] = /^\s*(\S{1,8})\s+(.+)$/su.exec(first.text) ?? [];
	const label = labelOf(mark);
	if (!label || dash.test(mark)) return null;
	const cut = {
		...first,
		text: words,
		x: first.right - (first.right - first.x) * (words.length / first.text.length)
	};
	return { label, rest: lineOf([cut, ...line.spans.slice(1)], line.page) };
}

function isApart(mark: Span, next: Span, { text }: Label): boolean {
	const gap = mark.isRightToLeft || next.x < mark.x ? mark.x - next.right : next.x - mark.right;
	// A dash and an "o" are words too unless a tab follows.
	return dash.test(text) ? gap > mark.size * 0.5 : next.spaced || gap > mark.size * 0.2;
}
