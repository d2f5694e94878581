/** A unit as the lines its words stand on: items, cells, paragraphs, notes; and the same unit with other words on them. */

import { collapse } from './characters.ts';
import { mapRuns } from './note-calls.ts';
import { notes, tidy, type Run, type Unit } from './unit.ts';

const said = (runs: readonly Run[]) => collapse(runs.map(({ text }) => text).join(''));

/** The words of each line, in order; empty ones keep their place. */
export function leaves(unit: Unit): string[] {
	if (unit.kind === 'code') return unit.body.code.split('\n');
	const found: string[] = unit.kind === 'figure' ? [collapse(unit.body.alt)] : [];
	mapRuns(unit, (runs) => {
		found.push(said(runs));
		return runs;
	});
	return [...found, ...notes(unit).map(({ runs }) => said(runs))];
}

/**
 * The unit with these words on its lines, in its own shape; null when there are more or fewer lines.
 * A line whose words stay keeps its style, another keeps only the notes it calls, at its end.
 */
export function withLeaves(unit: Unit, lines: readonly string[]): Unit | null {
	if (unit.kind === 'code') return { ...unit, body: { code: lines.join('\n') } };
	if (lines.length !== leaves(unit).length) return null;
	const left = [...lines];
	const next = (runs: Run[]): Run[] => {
		const text = collapse(left.shift() ?? '');
		if (text === said(runs)) return runs;
		return tidy([{ text }, ...runs.filter(({ note }) => note !== undefined)]);
	};
	const alt = unit.kind === 'figure' ? collapse(left.shift() ?? '') : '';
	const changed = mapRuns(unit, next);
	const book = notes(unit).map((note) => ({ ...note, runs: next(note.runs) }));
	const body = {
		...changed.body,
		...(unit.kind === 'figure' ? { alt } : {}),
		...(book.length ? { notes: book } : {})
	};
	return { ...changed, body } as Unit;
}
