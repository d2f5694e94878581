/** From rough units to units: notes go to the unit that calls them, and each gets its language. */

import { collapse } from '../characters.ts';
import { documentLanguage, languageOf, tag } from '../language.ts';
import { plain, tidy, type Listing, type Note, type Run, type Unit } from '../unit.ts';
import type { Rough } from './context.ts';

/** The running text and the notes of the book, as runs. */
export function finish(
	rough: Rough[],
	book: Note[],
	stated: string | null,
	declared: string | null
): { language: string; units: Unit[] } {
	const noted = rough.map((unit) => withNotes(unit, book));
	const texts = noted.map(plain);
	const language = stated ?? documentLanguage(texts.join('\n').slice(0, 100_000), declared);
	const units = noted.map((unit, index) => ({
		...unit,
		lang: languageOf(texts[index] ?? '', tag(unit.lang), language)
	}));
	return { language, units };
}

/** Turns calls to the book into calls to the unit's own notes. */
export function withNotes(unit: Rough, book: Note[]): Unit {
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
		case 'list':
			return { ...unit, body: { ...unit.body, ...mapList(unit.body, change) } };
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

/** Lists and paragraphs that are mostly lines ending in dots and a page number. */
export function contentsLike(units: Unit[]): number[] {
	return units.flatMap((unit, index) => {
		const lines = plain(unit).split('\n');
		const entries = lines.filter((line) => /(\.{3,}|…|\. \. \.)\s*\d{1,4}\W*$/.test(line));
		return entries.length > 0 && entries.length * 2 > lines.length ? [index] : [];
	});
}

export function longUnits(units: Unit[], longest: number): number[] {
	return units.flatMap((unit, index) =>
		collapse(plain(unit)).split(' ').length > longest ? [index] : []
	);
}
