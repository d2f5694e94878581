/** Pages put together: what the end of a page cut is made whole. */

import { goesOn, wordsOf, type Block, type Grid, type Prose } from './block.ts';

export function joined(pages: Block[][]): Block[] {
	const all: Block[] = [];
	for (const blocks of pages) {
		const [top, ...rest] = blocks;
		const at = all.findLastIndex(isText);
		const before = all[at];
		const first = top && before ? inItem(before, top) : top;
		const next = first && before ? wholeOf(before, first) : null;
		if (next) {
			all[at] = next;
			all.push(...rest);
		} else all.push(...(first ? [first, ...rest] : []));
	}
	return all;
}

/** What begins below the words of an item is part of it. */
function inItem(before: Block, next: Block): Block {
	if (before.kind !== 'prose' || next.kind !== 'prose') return next;
	const isBelow = before.item && !next.item && Math.abs(next.from - before.from) < 4;
	return isBelow && !next.heading && next.note === null ? { ...next, item: { label: null } } : next;
}

/** Notes stand between the end of a page's text and the next page. */
const isText = (one: Block) => one.kind !== 'prose' || one.note === null;

export function wholeOf(before: Block, next: Block): Block | null {
	if (before.kind === 'prose' && next.kind === 'prose')
		return goesOn(before, next) ? { ...before, lines: [...before.lines, ...next.lines] } : null;
	if (before.kind !== 'grid' || next.kind !== 'grid' || next.caption.length > 0) return null;
	const width = (grid: Grid) => Math.max(0, ...grid.rows.map((row) => row.length));
	if (width(before) !== width(next)) return null;
	const isSaidAgain = before.head > 0 && headOf(before) === headOf({ ...next, head: before.head });
	const rows = isSaidAgain ? next.rows.slice(before.head) : next.rows;
	return { ...before, rows: [...before.rows, ...rows] };
}

const headOf = ({ head, rows }: Grid) =>
	JSON.stringify(rows.slice(0, head).map((row) => row.map(cellWords)));

const cellWords = (cell: Prose[]) => wordsOf(cell.flatMap(({ lines }) => lines));
