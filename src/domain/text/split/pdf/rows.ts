/** What stands on one line of a page, in stretches with wide gaps between them. */

import { inOrder, letters, lineOf, type Line, type Sheet, type Span } from './span.ts';

export type Row = { parts: Line[]; y: number; size: number };

/** A gap this many times as wide as letters are high parts columns or cells. */
const wide = 1.6;

/** Stretches of words as they come: what is set one after another without a wide gap. */
export function partsOf({ spans, page }: Sheet): Line[] {
	const parts: Span[][] = [];
	for (const span of spans) {
		const part = parts.at(-1);
		const last = part?.at(-1);
		if (part && last && isNext(part, last, span)) part.push(span);
		else parts.push([span]);
	}
	return parts.map((part) => lineOf(inOrder(part), page));
}

function isNext(part: Span[], last: Span, span: Span): boolean {
	const main = part.reduce((a, b) => (b.size > a.size ? b : a));
	const size = Math.max(main.size, span.size);
	const drift = Math.abs(main.y - span.y);
	if (drift > size * (main.size === span.size ? 0.3 : 0.55)) return false;
	const gap = Math.max(span.x - last.right, last.x - span.right);
	return gap < size * wide;
}

/** Parts on one line, from the side where reading begins. */
export function rowsOf(parts: Line[]): Row[] {
	const rows: Line[][] = [];
	for (const part of [...parts].sort((a, b) => a.y - b.y)) {
		const row = rows.findLast((other, at) => at > rows.length - 3 && isLevel(other, part));
		if (row) row.push(part);
		else rows.push([part]);
	}
	return rows.map((row) => {
		const rtl = isRightToLeft(row);
		const sorted = [...row].sort((a, b) => (rtl ? b.x - a.x : a.x - b.x));
		const { y, size } = lineOf(
			sorted.flatMap(({ spans }) => spans),
			sorted[0]?.page ?? 0
		);
		return { parts: sorted, y, size };
	});
}

function isLevel(row: Line[], part: Line): boolean {
	const [first] = row;
	if (!first) return false;
	const isApart = row.every(({ x, right }) => part.x >= right - 2 || part.right <= x + 2);
	return isApart && Math.abs(first.y - part.y) < Math.min(first.size, part.size) * 0.45;
}

export function isRightToLeft(lines: Line[]): boolean {
	let balance = 0;
	for (const { text, isRightToLeft: isSo } of lines.flatMap(({ spans }) => spans))
		balance += isSo ? letters(text) : -letters(text);
	return balance > 0;
}

/** A row as one line, gaps and all. */
export const lineIn = ({ parts }: Row): Line =>
	parts.length === 1 && parts[0]
		? parts[0]
		: lineOf(
				parts.flatMap(({ spans }, at) =>
					at === 0
						? spans
						: spans.map((span, first) => (first === 0 ? { ...span, spaced: true } : span))
				),
				parts[0]?.page ?? 0
			);
