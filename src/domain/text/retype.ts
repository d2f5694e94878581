/** The same words as another kind of unit. */

import { withNotes } from './note-calls.ts';
import { notes, type Level, type Listing, type Marker, type Run, type Unit } from './unit.ts';

export type Target =
	| { kind: 'heading'; level: Level }
	| { kind: 'list'; marker?: Marker }
	| { kind: 'paragraph' | 'quote' | 'code' };

/** The unit as that kind, or null if it cannot be said so. */
export function retyped(unit: Unit, to: Target): Unit | null {
	if (to.kind === 'list' && unit.kind === 'list') return marked(unit, to.marker);
	if (to.kind === unit.kind && to.kind !== 'heading') return unit;
	const lines = linesOf(unit);
	// Notes would be lost in code, which calls none.
	if (lines.length === 0 || (to.kind === 'code' && notes(unit).length > 0)) return null;
	return withNotes(made(lines, unit.lang, to), notes(unit));
}

function made(lines: Run[][], lang: string, to: Target): Unit {
	switch (to.kind) {
		case 'heading':
			return {
				kind: 'heading',
				level: to.level,
				lang,
				body: { runs: joined(lines, ' ').map(flat) }
			};
		case 'paragraph':
			return { kind: 'paragraph', lang, body: { runs: joined(lines, '\n') } };
		case 'quote':
			return { kind: 'quote', lang, body: { paragraphs: lines } };
		case 'list': {
			const items = lines.flatMap(broken).map((runs) => ({ parts: [{ runs }] }));
			return { kind: 'list', lang, body: { marker: to.marker ?? 'bullet', start: 1, items } };
		}
		case 'code':
			return {
				kind: 'code',
				lang,
				body: {
					code: joined(lines, '\n')
						.map(({ text }) => text)
						.join('')
				}
			};
	}
}

const flat = (run: Run): Run => ({ ...run, text: run.text.replaceAll('\n', ' ') });

const joined = (lines: Run[][], between: string): Run[] =>
	lines.flatMap((runs, index) => (index === 0 ? runs : [{ text: between }, ...runs]));

/** A line with breaks in it as several. */
function broken(runs: Run[]): Run[][] {
	const lines: Run[][] = [[]];
	for (const run of runs) {
		const [first = '', ...rest] = run.text.split('\n');
		lines.at(-1)?.push({ ...run, text: first });
		for (const text of rest) lines.push([{ ...run, text }]);
	}
	return lines.filter((line) =>
		line.some(({ text, note }) => text.trim() !== '' || note !== undefined)
	);
}

function marked(unit: Extract<Unit, { kind: 'list' }>, marker: Marker = unit.body.marker): Unit {
	return { ...unit, body: { ...unit.body, marker } };
}

function linesOf(unit: Unit): Run[][] {
	switch (unit.kind) {
		case 'heading':
		case 'paragraph':
			return [unit.body.runs];
		case 'quote':
			return unit.body.paragraphs;
		case 'list':
			return [...(unit.body.lead ? [unit.body.lead] : []), ...itemLines(unit.body)];
		case 'code':
			return unit.body.code.split('\n').map((text) => [{ text }]);
		case 'figure': {
			const { alt, caption } = unit.body;
			return [...(alt ? [[{ text: alt }]] : []), ...(caption ? [caption] : [])];
		}
		case 'table': {
			const { caption, head, rows } = unit.body;
			const said = [...head, ...rows].map((row) => joined(row, ' '));
			return [...(caption ? [caption] : []), ...said];
		}
	}
}

const itemLines = (list: Listing): Run[][] =>
	list.items.flatMap(({ parts }) =>
		parts.flatMap((part) => ('list' in part ? itemLines(part.list) : [part.runs]))
	);
