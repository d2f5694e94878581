/** Words on a page: what pdf.js gives, in points from the upper start of the page as it is read. */

export type Font = { bold: boolean; italic: boolean; mono: boolean };

export type Span = {
	text: string;
	/** Left and right end, and the line it stands on, downwards. */
	x: number;
	right: number;
	y: number;
	size: number;
	isRightToLeft: boolean;
	font: Font;
	/** A blank stands before it. */
	spaced: boolean;
	/** The marked content it belongs to, and what that is called; null outside of any. */
	mark: string | null;
	tag: string;
	href: string | null;
};

export type Sheet = {
	/** From 1. */
	page: number;
	width: number;
	height: number;
	spans: Span[];
	/** Words marked as no part of the text, such as running titles. */
	artifacts: number;
	/** Words that do not run along the lines. */
	slanted: number;
};

/** A stretch of words on one line. */
export type Line = {
	spans: Span[];
	x: number;
	right: number;
	y: number;
	/** The size of most of its letters. */
	size: number;
	page: number;
	/** It begins anew although the paragraph goes on. */
	breaks?: true;
};

export const letters = (text: string) => text.replace(/\s/g, '').length;

/** The value that most letters have. */
export function most<T>(all: { value: T; weight: number }[]): T | undefined {
	const sums = new Map<T, number>();
	for (const { value, weight } of all) sums.set(value, (sums.get(value) ?? 0) + weight);
	return [...sums].sort((a, b) => b[1] - a[1])[0]?.[0];
}

export const rounded = (size: number) => Math.round(size * 2) / 2;

export function lineOf(spans: Span[], page: number): Line {
	const weighed = spans.map((span) => ({ value: span, weight: letters(span.text) }));
	const size = most(weighed.map(({ value, weight }) => ({ value: value.size, weight }))) ?? 0;
	const y =
		most(weighed.map(({ value, weight }) => ({ value: value.y, weight }))) ?? spans[0]?.y ?? 0;
	return {
		spans,
		x: Math.min(...spans.map(({ x }) => x)),
		right: Math.max(...spans.map(({ right }) => right)),
		y,
		size,
		page
	};
}

/** Puts words that stand on one line together, in the order they are given. */
export function linesOf(spans: Span[], page: number): Line[] {
	const rows: Span[][] = [];
	for (const span of spans) {
		const row = rows.at(-1);
		if (row && isBeside(row, span)) row.push(span);
		else rows.push([span]);
	}
	return rows.map((row) => lineOf(inOrder(row), page));
}

/** Raised and lowered signs stand on the line of the words beside them. */
function isBeside(row: Span[], span: Span): boolean {
	const main = row.reduce((a, b) => (b.size > a.size ? b : a));
	const size = Math.max(main.size, span.size);
	return Math.abs(main.y - span.y) < size * (main.size === span.size ? 0.3 : 0.55);
}

/** Words of a line from right to left run against their places; a sign at the far right ends no such line. */
export function inOrder(row: Span[]): Span[] {
	const rtl = row.reduce(
		(sum, { text, isRightToLeft }) => sum + (isRightToLeft ? letters(text) : 0),
		0
	);
	const all = row.reduce((sum, { text }) => sum + letters(text), 0);
	if (row.length < 2 || rtl * 2 <= all) return row;
	const rightmost = row.reduce((a, b) => (b.x > a.x ? b : a));
	if (/^[.,;:!?،؛؟)]+$/.test(rightmost.text.trim())) return row;
	return [...row].sort((a, b) => b.x - a.x);
}

export const textOf = (lines: Line[]) =>
	lines.flatMap(({ spans }) => spans.map(({ text }) => text)).join(' ');
