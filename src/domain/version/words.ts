/** The words staff give a unit in the next version, as typed and as kept. Pure. */

import { clean } from '../text/characters.ts';
import { tag } from '../text/language.ts';
import { withNotes } from '../text/note-calls.ts';
import { notes, type Level, type Unit } from '../text/unit.ts';
import { isSpelled, kindOf, spelled, unitOf } from '../suggestion/spelling.ts';
import { rowsSpelled, tableOf } from './cells.ts';

/** Characters a unit may have: ten times what the longest articles of law need. */
export const longestUnit = 20_000;

export type WordsFault =
	| { code: 'not_spelled' }
	| { code: 'words_empty' }
	| { code: 'words_too_long'; length: number; limit: number }
	| { code: 'not_a_language'; language: string };

export type Worded = { ok: true; unit: Unit } | { ok: false; obstacle: WordsFault };
const refused = (obstacle: WordsFault): Worded => ({ ok: false, obstacle });

/** What can be typed: everything but the words for a picture nobody sees here. */
export const isTyped = (unit: Unit) => isSpelled(unit) || unit.kind === 'table';

/** The unit's words as one types them. */
export const typedOf = (unit: Unit): string =>
	unit.kind === 'table' ? rowsSpelled(unit) : spelled(unit);

/** The unit with these words; what it is (a heading of which level, which kind of list) stays. */
export function worded(unit: Unit, typed: string, level?: Level): Worded {
	if (!isTyped(unit)) return refused({ code: 'not_spelled' });
	const words = tidied(typed);
	const { length } = [...words];
	if (length > longestUnit) {
		return refused({ code: 'words_too_long', length, limit: longestUnit });
	}
	if (!/[\p{L}\p{N}\p{P}\p{S}]/u.test(words)) return refused({ code: 'words_empty' });
	// Items make a list of a paragraph, unless it looked like one before; a list without any is a paragraph.
	const becomes = unit.kind === 'paragraph' && kindOf(words) !== kindOf(spelled(unit));
	const like = becomes ? { ...unit, kind: kindOf(words) } : unit;
	const body = unit.kind === 'table' ? tableOf(words, unit) : unitOf(words, like as Unit);
	const isList = like.kind === 'list' && 'items' in body;
	const kind = like.kind === 'list' && !isList ? 'paragraph' : like.kind;
	const said = { ...unit, kind, body } as Unit;
	if (said.kind === 'heading') return ok({ ...said, ...(level ? { level } : {}) });
	return ok(said);
}

/** Notes that nothing calls any more go. */
const ok = (unit: Unit): Worded => ({ ok: true, unit: withNotes(unit, notes(unit)) });

/** What a unit that is added can be. */
export const addedKinds = ['paragraph', 'list', 'heading', 'quote'] as const;
export type AddedKind = (typeof addedKinds)[number];

/** A new unit of these words. */
export function unitFrom(kind: AddedKind, typed: string, lang: string, level: Level = 2): Worded {
	const tongue = tag(lang);
	if (!tongue) return refused({ code: 'not_a_language', language: lang });
	const like = { kind, lang: tongue, ...(kind === 'heading' ? { level } : {}) };
	const body =
		kind === 'quote'
			? { paragraphs: [] }
			: kind === 'list'
				? { marker: 'bullet', start: 1, items: [] }
				: { runs: [] };
	return worded({ ...like, body } as unknown as Unit, typed, level);
}

const tidied = (typed: string) =>
	clean(typed)
		.split('\n')
		.map((line) => line.trimEnd())
		.join('\n')
		.replace(/\n{3,}/g, '\n\n')
		.replace(/^\n+|\n+$/g, '');
