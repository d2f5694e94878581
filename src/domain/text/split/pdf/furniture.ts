/** Running titles, page numbers and other words that come back at the edge of page after page. */

import type { Line, Sheet } from './span.ts';
import { rowsOf, type Row } from './rows.ts';

/** The share of a page's height that counts as its edge. */
const margin = 0.1;
/** Rows at each edge that are looked at. */
const deep = 4;

type Edge = { row: Row; key: string };

/** The parts of each page that are its own. */
export function withoutFurniture(pages: { sheet: Sheet; parts: Line[] }[]): {
	own: Line[][];
	found: boolean;
} {
	const edges = pages.map(({ sheet, parts }) => edgesOf(sheet, parts));
	const times = new Map<string, number>();
	for (const page of edges)
		for (const key of new Set(page.flat().map((edge) => edge.key)))
			times.set(key, (times.get(key) ?? 0) + 1);
	const needed = pages.length <= 3 ? 2 : 3;
	let found = false;
	const own = pages.map(({ parts }, at) => {
		const gone = new Set<Line>();
		for (const edge of edges[at] ?? [])
			// From the outside in: what stands inside of the text is text.
			for (const { row, key } of edge) {
				if ((times.get(key) ?? 0) < needed) break;
				for (const part of row.parts) gone.add(part);
				found = true;
			}
		return parts.filter((part) => !gone.has(part));
	});
	return { own, found };
}

function edgesOf({ height }: Sheet, parts: Line[]): [Edge[], Edge[]] {
	const rows = rowsOf(parts);
	const upper = rows.slice(0, deep).filter(({ y }) => y < height * margin);
	const lower = rows
		.slice(-deep)
		.filter(({ y }) => y > height * (1 - margin))
		.reverse();
	const named = (row: Row, side: string) => ({ row, key: `${side} ${likeness(row)}` });
	return [upper.map((row) => named(row, 'upper')), lower.map((row) => named(row, 'lower'))];
}

/** The same on all pages but for the number of the page. */
const likeness = ({ parts, y }: Row) =>
	`${Math.round(y / 12)} ${parts
		.flatMap(({ spans }) => spans.map(({ text }) => text.trim()))
		.join(' ')
		.toLowerCase()
		.replace(/^[ivxlc]{1,7}$|\p{Nd}+/gu, '#')}`;
