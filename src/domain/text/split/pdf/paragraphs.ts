/** Lines of a column without tags put together as paragraphs and items. */

import { isEnded, isShort, prose, wordsOf, type Block, type Prose } from './block.ts';
import { takeLabel, type Label } from './label.ts';
import { isRaised } from './notes.ts';
import type { Piece } from './grids.ts';
import { isRightToLeft, lineIn } from './rows.ts';
import { letters, lineOf, type Line } from './span.ts';

/** What the whole document says of its lines. */
export type Habits = {
	/** The size of most letters. */
	body: number;
	/** From line to line within a paragraph. */
	leading: (size: number) => number;
	/** Whether paragraphs stand apart; else they begin further in, or after a short line. */
	spaced: boolean;
};

export type Column = { pieces: Piece[]; left: number; right: number };

type Open = { one: Prose; raw: Line[]; from: number; label: Label | null };

export function paragraphs(column: Column, habits: Habits): Block[] {
	const found: Block[] = [];
	let open: Open | null = null;
	for (const piece of column.pieces) {
		if ('grid' in piece) {
			open = null;
			found.push(piece.grid);
			continue;
		}
		const line = lineIn(piece.row);
		const last: Open | null = open;
		const joint = last ? jointOf(last, line, column, habits) : 'new';
		if (last && joint !== 'new') {
			const next = joint === 'break' ? { ...line, breaks: true as const } : line;
			last.one.lines.push(next);
			last.raw.push(next);
			continue;
		}
		open = begun(line, last, column, habits);
		found.push(open.one);
	}
	return found;
}

function begun(line: Line, last: Open | null, column: Column, habits: Habits): Open {
	const rtl = isRightToLeft([line]);
	const from = rtl ? column.right - line.right : line.x - column.left;
	const indent = rtl ? -line.right : line.x;
	const note = noteOf(line, habits);
	if (note) {
		const one = prose([note.rest], { note: note.label, edge: column.right });
		return { one, raw: [line], from: 0, label: null };
	}
	const taken = takeLabel(line);
	const label = taken && isLikely(taken.label, last) ? taken.label : null;
	if (taken && label) {
		const lines = taken.rest ? [taken.rest] : [];
		const start = taken.rest ? startOf(taken.rest, rtl) : indent;
		const item = { label, whole: line };
		const one = prose(lines, { item, indent, from: start, edge: column.right });
		return { one, raw: [line], from: start, label };
	}
	// What stands as far in as the words of an item goes on with it.
	const goesOn = last?.one.item && from > 6 && Math.abs(startOf(line, rtl) - last.from) < 4;
	const item = goesOn ? { label: null } : null;
	const start = goesOn ? last.from : startOf(line, rtl);
	const one = prose([line], { item, indent, from: start, edge: column.right });
	return { one, raw: [line], from: start, label: null };
}

const startOf = (line: Line, rtl: boolean) => (rtl ? -line.right : line.x);

/** A number at the beginning of a line is a mark only where something may begin. */
function isLikely(label: Label, last: Open | null): boolean {
	if (label.marker === 'bullet' || !last) return true;
	const said = wordsOf(last.one.lines);
	return last.label !== null || last.one.item !== null || isEnded(said) || label.number === 1;
}

type Joint = 'new' | 'on' | 'break';

function jointOf(open: Open, line: Line, column: Column, habits: Habits): Joint {
	const { one, raw } = open;
	const before = raw.at(-1);
	if (!before) return 'new';
	const step = line.y - before.y;
	const usual = habits.leading(line.size);
	if (step < 0 || step > usual * 1.25) return 'new';
	if (Math.abs(before.size - line.size) > line.size * 0.08) return 'new';
	if (noteOf(line, habits)) return 'new';
	const said = wordsOf([before]);
	// A word that was parted at the end of a line.
	if (/\p{Ll}[-‐\u00ad]$/u.test(said) && /^\p{Ll}/u.test(wordsOf([line]))) return 'on';
	const short = isShort(before, line, column.right);
	const taken = takeLabel(line);
	if (taken && (taken.label.marker === 'bullet' || short || isEnded(said) || one.item))
		return 'new';
	const loose = short || step > usual * 1.1;
	if (isBold(before) !== isBold(line) && loose) return 'new';
	const rtl = isRightToLeft([line]);
	const start = startOf(line, rtl);
	const isIn = one.lines.length > 1 || one.item ? start > open.from + line.size * 0.6 : false;
	const isOut =
		(one.item || one.lines.length > 1) && start < open.from - 4 && !isCentred(before, line);
	if (one.lines.length === 1 && !one.item && start < open.from) open.from = start;
	if ((isOut || isIn) && (isEnded(said) || short)) return 'new';
	if (!short) return 'on';
	return habits.spaced && !isEnded(said) ? 'break' : 'new';
}

export const isBold = ({ spans }: Line) =>
	spans.every(({ font, text }) => font.bold || letters(text) === 0);

const isCentred = (a: Line, b: Line) => Math.abs(a.x + a.right - b.x - b.right) < 4;

/** A line that begins with a raised mark, or small print that begins with a number. */
function noteOf(line: Line, { body }: Habits): { label: string; rest: Line } | null {
	const [first, ...rest] = line.spans;
	if (!first || rest.length === 0) return null;
	const label = /^(\d{1,3}|[*†‡§])[.)]?$/.exec(first.text.trim())?.[1];
	const isSmall = line.size < body * 0.92;
	if (!label || !(isRaised(first, line) || isSmall)) return null;
	return { label, rest: lineOf(rest, line.page) };
}
