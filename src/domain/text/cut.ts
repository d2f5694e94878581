/** One unit made two, at a place in it. */

import { withNotes } from './note-calls.ts';
import { isBlank, notes, words, type Run, type Unit } from './unit.ts';

/**
 * A place to cut: for headings and paragraphs the offset in code points, for the others the
 * number of the item, row, paragraph or line the second part begins with.
 */
export type Place = { at: number; begins: string };

type Prose = Extract<Unit, { kind: 'heading' | 'paragraph' }>;
const isProse = (unit: Unit): unit is Prose => unit.kind === 'heading' || unit.kind === 'paragraph';

/** The two parts, or null where nothing would be left of one of them. */
export function cut(unit: Unit, at: number): [Unit, Unit] | null {
	if (!Number.isInteger(at) || at <= 0) return null;
	const parts = isProse(unit) ? cutProse(unit, at) : cutLines(unit, at);
	if (!parts) return null;
	const book = notes(unit);
	return [withNotes(parts[0], book), withNotes(parts[1], book)];
}

function cutProse(unit: Prose, at: number): [Unit, Unit] | null {
	const first: Run[] = [];
	const second: Run[] = [];
	let passed = 0;
	for (const run of unit.body.runs) {
		const letters = [...run.text];
		const here = Math.min(letters.length, Math.max(0, at - passed));
		// A call has no length: it stays with the word before it.
		if (run.note !== undefined) (passed <= at ? first : second).push(run);
		else {
			if (here > 0) first.push({ ...run, text: letters.slice(0, here).join('') });
			if (here < letters.length) second.push({ ...run, text: letters.slice(here).join('') });
		}
		passed += letters.length;
	}
	if (isBlank(first) || isBlank(second)) return null;
	// The rest of a heading is text.
	return [
		{ ...unit, body: { runs: first } } as Unit,
		{ kind: 'paragraph', lang: unit.lang, body: { runs: second } }
	];
}

function cutLines(unit: Exclude<Unit, Prose>, at: number): [Unit, Unit] | null {
	if (unit.kind === 'figure' || at >= count(unit)) return null;
	switch (unit.kind) {
		case 'quote': {
			const { paragraphs } = unit.body;
			const part = (said: Run[][]): Unit => ({ ...unit, body: { paragraphs: said } });
			return [part(paragraphs.slice(0, at)), part(paragraphs.slice(at))];
		}
		case 'list': {
			const { marker, start, lead, items } = unit.body;
			const opened = { marker, start, ...(lead ? { lead } : {}), items: items.slice(0, at) };
			const rest = { marker, start: start + at, items: items.slice(at) };
			return [
				{ ...unit, body: opened },
				{ ...unit, body: marker === 'bullet' ? { ...rest, start } : rest }
			];
		}
		case 'table': {
			const { caption, head, rows } = unit.body;
			const above = caption ? { caption } : {};
			// Both parts are read by the same head.
			return [
				{ ...unit, body: { ...above, head, rows: rows.slice(0, at) } },
				{ ...unit, body: { head, rows: rows.slice(at) } }
			];
		}
		case 'code': {
			const lines = unit.body.code.split('\n');
			const part = (some: string[]): Unit => ({ ...unit, body: { code: some.join('\n') } });
			const parts: [string[], string[]] = [lines.slice(0, at), lines.slice(at)];
			return parts.some((some) => some.join('').trim() === '')
				? null
				: [part(parts[0]), part(parts[1])];
		}
	}
}

function count(unit: Exclude<Unit, Prose>): number {
	switch (unit.kind) {
		case 'quote':
			return unit.body.paragraphs.length;
		case 'list':
			return unit.body.items.length;
		case 'table':
			return unit.body.rows.length;
		case 'code':
			return unit.body.code.split('\n').length;
		case 'figure':
			return 0;
	}
}

/** Where this unit may sensibly be cut: after sentences and line breaks, between lines. */
export function places(unit: Unit): Place[] {
	if (isProse(unit)) return sentences(unit);
	return beginnings(unit)
		.map((begins, at) => ({ at, begins }))
		.filter(({ at }) => cut(unit, at) !== null);
}

function beginnings(unit: Exclude<Unit, Prose>): string[] {
	switch (unit.kind) {
		case 'quote':
			return unit.body.paragraphs.map((runs) => words(runs));
		case 'list':
			return unit.body.items.map(({ parts }) => {
				const [first] = parts;
				return first && 'runs' in first ? words(first.runs) : '';
			});
		case 'table':
			return unit.body.rows.map((row) => words(row.flatMap((cell) => [...cell, { text: ' ' }])));
		case 'code':
			return unit.body.code.split('\n');
		case 'figure':
			return [];
	}
}

function sentences(unit: Prose): Place[] {
	const text = unit.body.runs.map((run) => run.text).join('');
	const segmenter = new Intl.Segmenter(unit.lang, { granularity: 'sentence' });
	let at = 0;
	return [...segmenter.segment(text)]
		.flatMap(({ segment }) => segment.split(/(?<=\n)/))
		.flatMap((segment) => {
			const place = { at, begins: words([{ text: segment }]) };
			at += [...segment].length;
			return cut(unit, place.at) && place.begins ? [place] : [];
		});
}
