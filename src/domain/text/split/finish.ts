/** From rough units to units: notes go to the unit that calls them, and each gets its language. */

import { collapse } from '../characters.ts';
import { documentLanguage, languageOf, tag } from '../language.ts';
import { withNotes } from '../note-calls.ts';
import { plain, type Note, type Unit } from '../unit.ts';
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
