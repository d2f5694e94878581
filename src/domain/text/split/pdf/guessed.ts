/** A PDF without tags: what is paragraph, heading, item or table, guessed from the look of its pages. */

import type { Findings } from '../findings.ts';
import { isEnded, isShort, wordsOf, type Block } from './block.ts';
import { columns } from './columns.ts';
import { withoutFurniture } from './furniture.ts';
import { withGrids } from './grids.ts';
import { withHeadings } from './headings.ts';
import { joined } from './joined.ts';
import { paragraphs, type Column, type Habits } from './paragraphs.ts';
import { lineIn, partsOf, rowsOf, type Row } from './rows.ts';
import { letters, most, rounded, type Line, type Sheet } from './span.ts';

export function guessed(sheets: Sheet[], findings: Findings): Block[] {
	const pages = sheets.map((sheet) => ({ sheet, parts: partsOf(sheet) }));
	const { own, found: isFurnished } = withoutFurniture(pages);
	if (isFurnished) findings.headersAndFooters = true;
	const groups = own.flatMap((parts) => columns(parts)).filter((parts) => parts.length > 0);
	const rows = groups.map(rowsOf);
	const right = commonRight(groups);
	const habits = habitsOf(rows, right);
	const found = rows.map((some, at) => {
		const parts = groups[at] ?? [];
		const column: Column = {
			pieces: withGrids(some, habits.leading),
			left: Math.min(...parts.map(({ x }) => x)),
			right: right(parts)
		};
		return paragraphs(column, habits);
	});
	const all = withHeadings(found.flat(), habits.body);
	let from = 0;
	return joined(found.map(({ length }) => all.slice(from, (from += length))));
}

/** Where lines end: of narrow columns where theirs do, of short pages where those of the others do. */
function commonRight(groups: Line[][]): (parts: Line[]) => number {
	const ends = groups.map((parts) => Math.max(...parts.map(({ right }) => right)));
	const begins = groups.map((parts) => Math.min(...parts.map(({ x }) => x)));
	const known = begins.map((x, at) => ({
		x,
		right: ends[at] ?? 0,
		lines: groups[at]?.length ?? 0
	}));
	return (parts) => {
		const [x, own] = [
			Math.min(...parts.map((part) => part.x)),
			Math.max(...parts.map(({ right }) => right))
		];
		const alike = known.filter((one) => Math.abs(one.x - x) < 12 && one.lines > 3);
		const usual = most(
			alike.map((one) => ({ value: Math.round(one.right / 6), weight: one.lines }))
		);
		return Math.max(own, usual === undefined ? 0 : usual * 6);
	};
}

function habitsOf(rows: Row[][], right: (parts: Line[]) => number): Habits {
	const lines = rows.map((some) => some.map(lineIn));
	const weighed = lines.flat().map((line) => ({
		value: rounded(line.size),
		weight: line.spans.reduce((sum, { text }) => sum + letters(text), 0)
	}));
	const body = most(weighed) ?? 10;
	const steps = lines.flatMap((some) =>
		some.slice(1).flatMap((line, at) => {
			const before = some[at];
			if (!before || rounded(before.size) !== rounded(line.size)) return [];
			const step = line.y - before.y;
			return step > 0 && step < line.size * 2.5 ? [{ line, before, step, edge: right(some) }] : [];
		})
	);
	const usual = new Map<number, number>();
	for (const size of new Set(steps.map(({ line }) => rounded(line.size)))) {
		const here = steps.filter(({ line }) => rounded(line.size) === size);
		const step = most(here.map((one) => ({ value: Math.round(one.step * 4) / 4, weight: 1 })));
		if (step !== undefined && here.length > 2) usual.set(size, step);
	}
	const bodyStep = usual.get(body) ?? body * 1.25;
	const leading = (size: number) =>
		Math.min(usual.get(rounded(size)) ?? size * (bodyStep / body), size * 1.7);
	const inBody = steps.filter(({ line }) => rounded(line.size) === body);
	const apart = inBody.filter(({ step }) => step > leading(body) * 1.25).length;
	const close = inBody.filter(
		({ line, before, step, edge }) =>
			step <= leading(body) * 1.25 && isEnded(wordsOf([before])) && isShort(before, line, edge)
	).length;
	return { body, leading, spaced: apart >= close };
}
