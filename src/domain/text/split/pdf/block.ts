/** A paragraph, heading or item of a PDF, before it is one of the tree; and what makes two of them one. */

import type { Level } from '../../unit.ts';
import type { Role } from '../office/facts.ts';
import type { Label } from './label.ts';
import { letters, type Line } from './span.ts';

export type Prose = {
	kind: 'prose';
	role: Role;
	heading: Level | null;
	lines: Line[];
	/** Set for what is in a list; its label is null for what goes on with an item above. */
	item: { label: Label | null; whole?: Line } | null;
	/** How far from the edge of its column it begins, in points. */
	indent: number;
	/** Where its words begin, after the mark of an item. */
	from: number;
	/** Where the column it stands in ends. */
	edge: number;
	/** The mark of the note that this is. */
	note: string | null;
};

export type Grid = {
	kind: 'grid';
	head: number;
	rows: Prose[][][];
	caption: Prose[];
	page: number;
};
export type Picture = { kind: 'picture'; alt: string; page: number };
export type Block = Prose | Grid | Picture;

export const prose = (lines: Line[], more: Partial<Prose> = {}): Prose => ({
	kind: 'prose',
	role: 'text',
	heading: null,
	lines,
	item: null,
	indent: 0,
	from: Math.min(...lines.map(({ x }) => x)),
	edge: Math.max(0, ...lines.map(({ right }) => right)),
	note: null,
	...more
});

export const wordsOf = (lines: Line[]) =>
	lines
		.map(({ spans }) =>
			spans.map(({ text, spaced }, at) => (at && spaced ? ' ' : '') + text).join('')
		)
		.join(' ')
		.replace(/\s+/g, ' ')
		.trim();

/** Ends like a sentence, whatever closes around it. */
export const isEnded = (text: string) => /[.!?…:;。؟।][\s"'”’»)\]\d*]*$/u.test(text.trim());

const beginsLow = (text: string) => /^[\s"'“‘«([]*\p{Ll}/u.test(text);

/** Room for the first word of the next line was there, and it was not used. */
export function isShort(line: Line, next: Line, edge: number): boolean {
	const [first] = next.spans;
	if (!first) return true;
	const word = first.text.trim().split(/\s/)[0] ?? '';
	const each = (first.right - first.x) / Math.max(1, first.text.length);
	return line.right + (word.length + 1) * each < edge - line.size * 0.3;
}

/** Whether a paragraph goes on over the end of a page or column. */
export function goesOn(before: Prose, next: Prose): boolean {
	const [last, first] = [before.lines.at(-1), next.lines[0]];
	if (!last || !first || before.heading || next.heading || next.item?.label) return false;
	if (before.role !== next.role || before.note !== null || next.note !== null) return false;
	if (Math.abs(last.size - first.size) > last.size * 0.08) return false;
	const [said, more] = [wordsOf(before.lines), wordsOf(next.lines)];
	if (letters(said) === 0 || letters(more) === 0) return false;
	if (Boolean(before.item) !== Boolean(next.item)) return false;
	if (before.item) return true;
	if (/[.!?]$/.test(said)) return false;
	return beginsLow(more) || (!isEnded(said) && !isShort(last, first, before.edge));
}
