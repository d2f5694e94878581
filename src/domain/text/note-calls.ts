/** Notes travel with the unit that calls them: numbering calls anew, changing every run. */

import { tidy, type Listing, type Note, type Run, type Unit } from './unit.ts';

/** Turns calls to the book into calls to the unit's own notes. */
export function withNotes(unit: Unit, book: Note[]): Unit {
	const own: Note[] = [];
	const numbers = new Map<number, number>();
	const local = (runs: Run[]): Run[] =>
		tidy(runs).flatMap((run) => {
			if (run.note === undefined) return [run];
			const note = book[run.note];
			if (!note) return [];
			const known = numbers.get(run.note) ?? own.push(note) - 1;
			numbers.set(run.note, known);
			return [{ ...run, note: known }];
		});
	const changed = mapRuns(unit, local);
	if (changed.kind === 'code' || own.length === 0) return changed;
	return { ...changed, body: { ...changed.body, notes: own } } as Unit;
}

/** The same unit with every stretch of runs changed. */
export function mapRuns(unit: Unit, change: (runs: Run[]) => Run[]): Unit {
	switch (unit.kind) {
		case 'heading':
		case 'paragraph':
			return { ...unit, body: { ...unit.body, runs: change(unit.body.runs) } } as Unit;
		case 'quote':
			return { ...unit, body: { ...unit.body, paragraphs: unit.body.paragraphs.map(change) } };
		case 'list': {
			const { lead } = unit.body;
			const above = lead ? { lead: change(lead) } : {};
			return { ...unit, body: { ...unit.body, ...above, ...mapList(unit.body, change) } };
		}
		case 'table': {
			const { caption, head, rows } = unit.body;
			const cells = (all: Run[][][]) => all.map((row) => row.map(change));
			const above = caption ? { caption: change(caption) } : {};
			return { ...unit, body: { ...unit.body, ...above, head: cells(head), rows: cells(rows) } };
		}
		case 'figure': {
			const { caption } = unit.body;
			return caption ? { ...unit, body: { ...unit.body, caption: change(caption) } } : unit;
		}
		case 'code':
			return unit;
	}
}

const mapList = ({ marker, start, items }: Listing, change: (runs: Run[]) => Run[]): Listing => ({
	marker,
	start,
	items: items.map(({ parts }) => ({
		parts: parts.map((part) =>
			'list' in part ? { list: mapList(part.list, change) } : { runs: change(part.runs) }
		)
	}))
});
