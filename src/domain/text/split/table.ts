/** Tables as rows of cells; merged cells are split, tables in cells become text. */

import type { Element } from 'hast';
import { isBlank, tidy, type Cell, type Run } from '../unit.ts';
import { below, isLeftOut, type Context, type Rough } from './context.ts';
import { runsOf } from './flat.ts';
import { limits } from './outcome.ts';
import { elements, is, isElement, number } from './tree.ts';

type Row = { cells: Element[]; isHead: boolean };

export function table(element: Element, context: Context): Rough[] {
	const rows = rowsOf(element, context);
	const [first] = rows;
	const [single] = first?.cells ?? [];
	// A frame drawn around text is no table.
	if (single && rows.length === 1 && first?.cells.length === 1)
		return context.inside(single.children, below(context, single));

	if ([...elements(element)].some((inner) => is(inner, 'table'))) context.findings.nestedTables++;
	const grid = squared(
		rows.map(({ cells }) => cells),
		context
	);
	const heads = rows.findIndex(({ isHead }) => !isHead);
	const isAllHead = heads === -1;
	const headRows = isAllHead ? Math.min(1, rows.length - 1) : heads;

	const caption = captionOf(element, context);
	const body = {
		...(isBlank(caption) ? {} : { caption }),
		head: grid.slice(0, headRows).filter(saysSomething),
		rows: grid.slice(headRows)
	};
	if (![...body.head, ...body.rows].some(saysSomething)) {
		return isBlank(caption)
			? []
			: [{ kind: 'paragraph', lang: context.lang, body: { runs: caption } }];
	}
	return [{ kind: 'table', lang: context.lang, body }];
}

const saysSomething = (row: Cell[]) => row.some((cell) => !isBlank(cell));

/** Rows of this table in order, not of tables inside it. */
function rowsOf(element: Element, context: Context, isHead = false): Row[] {
	return element.children.filter(isElement).flatMap((child) => {
		if (is(child, 'caption') || isLeftOut(child, context)) return [];
		if (!is(child, 'tr')) return rowsOf(child, context, is(child, 'thead'));
		const cells = child.children.filter((cell): cell is Element => is(cell, 'td', 'th'));
		const allHeads = cells.length > 0 && cells.every((cell) => is(cell, 'th'));
		return cells.length > 0 ? [{ cells, isHead: isHead || allHeads }] : [];
	});
}

function captionOf(element: Element, context: Context): Run[] {
	const caption = element.children.find((child) => is(child, 'caption')) as Element | undefined;
	return caption ? tidy(runsOf(context.inside(caption.children, below(context, caption)))) : [];
}

/** Every row with as many cells as the widest; what a merged cell covers is empty. */
function squared(rows: Element[][], context: Context): Cell[][] {
	const covered: number[] = [];
	let isMerged = false;
	const grid = rows.map((cells) => {
		const row: Cell[] = [];
		const skipCovered = () => {
			while ((covered[row.length] ?? 0) > 0 && row.length < limits.columns) {
				covered[row.length] = (covered[row.length] ?? 0) - 1;
				row.push([]);
			}
		};
		for (const cell of cells) {
			skipCovered();
			if (row.length >= limits.columns) {
				row[row.length - 1]?.push({ text: ' ' }, ...cellRuns(cell, context));
				continue;
			}
			const across = Math.min(
				Math.max(1, number(cell, 'colSpan') ?? 1),
				limits.columns - row.length
			);
			const down = Math.min(Math.max(1, number(cell, 'rowSpan') ?? 1), 1_000) - 1;
			isMerged ||= across > 1 || down > 0;
			for (let step = 0; step < across; step++) {
				covered[row.length] = down;
				row.push(step === 0 ? cellRuns(cell, context) : []);
			}
		}
		skipCovered();
		return row;
	});
	if (isMerged) context.findings.mergedTables++;
	const width = Math.max(0, ...grid.map((row) => row.length));
	return grid.map((row) => [...row, ...Array.from({ length: width - row.length }, (): Cell => [])]);
}

const cellRuns = (cell: Element, context: Context): Cell =>
	tidy(runsOf(context.inside(cell.children, below(context, cell))));
