/** Tables without tags: rows whose cells stand below each other. */

import { prose, type Grid, type Prose } from './block.ts';
import { takeLabel } from './label.ts';
import { letters, type Line } from './span.ts';
import { lineIn, type Row } from './rows.ts';

export type Piece = { grid: Grid } | { row: Row };

type Column = { x: number; right: number };

/** Rows in order, those that make a table put into one. */
export function withGrids(rows: Row[], leading: (size: number) => number): Piece[] {
	const found: Piece[] = [];
	for (let at = 0; at < rows.length;) {
		const run = runAt(rows, at, leading);
		const grid = run > 1 ? gridOf(rows.slice(at, at + run), leading) : null;
		if (grid) {
			found.push({ grid });
			at += run;
		} else {
			const row = rows[at];
			if (row) found.push({ row });
			at++;
		}
	}
	return found;
}

/** A mark of a list with its words is no row of cells. */
const isCells = (row: Row) =>
	row.parts.length > 1 && !(row.parts.length === 2 && takeLabel(lineIn(row)));

/** How many rows from here on may be one table. */
function runAt(rows: Row[], from: number, leading: (size: number) => number): number {
	const first = rows[from];
	if (!first || !isCells(first)) return 0;
	let [end, last] = [from + 1, from + 1];
	for (; end < rows.length; end++) {
		const [above, row] = [rows[end - 1], rows[end]];
		if (!above || !row || row.y - above.y > leading(row.size) * 2.4) break;
		if (isCells(row)) last = end + 1;
		else if (!isWithin(row, rows.slice(from, end))) break;
	}
	// Single words below the last full row may be its second line.
	while (last < end) {
		const [above, row] = [rows[last - 1], rows[last]];
		if (!above || !row || row.y - above.y > leading(row.size) * 1.15) break;
		last++;
	}
	return last - from;
}

/** A single stretch that stays inside one column of what is above. */
function isWithin({ parts }: Row, above: Row[]): boolean {
	const [part] = parts;
	const columns = columnsOf(above);
	return part !== undefined && columns.filter((one) => overlap(one, part)).length === 1;
}

const overlap = (column: Column, part: Line) =>
	part.x < column.right - 1 && part.right > column.x + 1;

function columnsOf(rows: Row[]): Column[] {
	const columns: Column[] = [];
	const parts = rows.flatMap((row) => (row.parts.length > 1 ? row.parts : []));
	for (const { x, right } of [...parts].sort((a, b) => a.x - b.x)) {
		const last = columns.at(-1);
		if (last && x < last.right + 2) last.right = Math.max(last.right, right);
		else columns.push({ x, right });
	}
	return columns;
}

function gridOf(rows: Row[], leading: (size: number) => number): Grid | null {
	const columns = columnsOf(rows);
	const full = rows.filter(isCells);
	if (columns.length < 2 || full.length < 2) return null;
	const gaps = rows.map((row, at) => row.y - (rows[at - 1]?.y ?? -1_000));
	const isLoose = gaps.slice(1).some((gap, at) => gap > leading(rows[at + 1]?.size ?? 0) * 1.2);
	const table: Line[][][] = [];
	rows.forEach((row, at) => {
		const isTight = (gaps[at] ?? 0) <= leading(row.size) * 1.1;
		const goesOn = at > 0 && (isCells(row) ? isLoose && isTight : isTight);
		const cells = goesOn ? table.at(-1) : undefined;
		const here = cells ?? columns.map((): Line[] => []);
		if (!cells) table.push(here);
		for (const part of row.parts) here[columns.findIndex((one) => overlap(one, part))]?.push(part);
	});
	const isRtl = (rows[0]?.parts[0]?.x ?? 0) > (rows[0]?.parts.at(-1)?.x ?? 0);
	const made = table.map((cells) => {
		const ordered = isRtl ? [...cells].reverse() : cells;
		return ordered.map((lines): Prose[] => (lines.length > 0 ? [prose(lines)] : []));
	});
	const page = rows[0]?.parts[0]?.page ?? 0;
	return { kind: 'grid', head: isHead(made) ? 1 : 0, rows: made, caption: [], page };
}

/** The first row is all bold, the others are not. */
function isHead([first, ...rest]: Prose[][][]): boolean {
	const isBold = (row: Prose[][]) =>
		row
			.flat(1)
			.flatMap(({ lines }) => lines)
			.flatMap(({ spans }) => spans)
			.every(({ font, text }) => font.bold || letters(text) === 0);
	return first !== undefined && rest.length > 0 && isBold(first) && !rest.every(isBold);
}
