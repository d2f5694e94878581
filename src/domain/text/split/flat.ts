/** Units that stand where only a line can: in a cell, a caption, a note. */

import type { Item, Run } from '../unit.ts';
import type { Rough } from './context.ts';

/** Everything in these units as runs, a line for each paragraph, item or row. */
export function runsOf(units: Rough[]): Run[] {
	return units
		.flatMap(linesOf)
		.flatMap((runs, index) => (index === 0 ? runs : [{ text: '\n' }, ...runs]));
}

function linesOf(unit: Rough): Run[][] {
	switch (unit.kind) {
		case 'paragraph':
		case 'heading':
			return [unit.body.runs];
		case 'quote':
			return unit.body.paragraphs;
		case 'list':
			return itemLines(unit.body.items);
		case 'code':
			return [[{ text: unit.body.code, code: true }]];
		case 'figure':
			return [unit.body.caption ?? [{ text: unit.body.alt }]];
		case 'table':
			return [...unit.body.head, ...unit.body.rows].map((row) =>
				row.flatMap((cell, at) => (at === 0 ? cell : [{ text: ' ' }, ...cell]))
			);
	}
}

const itemLines = (items: Item[]): Run[][] =>
	items.flatMap(({ parts }) =>
		parts.flatMap((part) => ('list' in part ? itemLines(part.list.items) : [part.runs]))
	);
