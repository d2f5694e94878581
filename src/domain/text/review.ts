/** The review of an imported draft: what staff may do to the list of units before it is published. */

import { collapse } from './characters.ts';
import { tag } from './language.ts';
import { join } from './join.ts';
import { cut } from './cut.ts';
import { retyped, type Target } from './retype.ts';
import { tidy, type Unit } from './unit.ts';

/** An excluded unit stays in the draft, and out of what is published. */
export type Entry = { unit: Unit; excluded: boolean };

export type Obstacle =
	| { code: 'unit_not_found'; at: number }
	| { code: 'nothing_before' }
	| { code: 'cannot_merge'; into: Unit['kind']; from: Unit['kind'] }
	| { code: 'one_is_excluded' }
	| { code: 'no_such_place'; kind: Unit['kind']; place: number }
	| { code: 'cannot_retype'; from: Unit['kind']; to: Unit['kind'] }
	| { code: 'cannot_reword'; kind: Unit['kind'] }
	| { code: 'empty_text' }
	| { code: 'not_a_language'; language: string };

export type Outcome = { ok: true; entries: Entry[] } | { ok: false; obstacle: Obstacle };

const done = (entries: Entry[]): Outcome => ({ ok: true, entries });
const refused = (obstacle: Obstacle): Outcome => ({ ok: false, obstacle });

/** Changes the entry at a position into none, one or more. */
function change(
	entries: readonly Entry[],
	at: number,
	to: (entry: Entry) => Entry[] | Obstacle
): Outcome {
	const entry = entries[at];
	if (!entry) return refused({ code: 'unit_not_found', at });
	const changed = to(entry);
	return Array.isArray(changed) ? done(entries.toSpliced(at, 1, ...changed)) : refused(changed);
}

export const draft = (units: readonly Unit[]): Entry[] =>
	units.map((unit) => ({ unit, excluded: false }));

/** Puts a unit to the end of the one before it, which keeps its kind. */
export function mergeWithPrevious(entries: readonly Entry[], at: number): Outcome {
	const [before, entry] = [entries[at - 1], entries[at]];
	if (!entry) return refused({ code: 'unit_not_found', at });
	if (!before) return refused({ code: 'nothing_before' });
	if (before.excluded !== entry.excluded) return refused({ code: 'one_is_excluded' });
	const unit = join(before.unit, entry.unit);
	if (!unit) {
		const [into, from] = [before.unit.kind, entry.unit.kind];
		return refused({ code: 'cannot_merge', into, from });
	}
	return done(entries.toSpliced(at - 1, 2, { ...before, unit }));
}

/** Cuts a unit in two at one of its `places` (cut.ts), or at any offset in code points within prose. */
export const splitAt = (entries: readonly Entry[], at: number, place: number): Outcome =>
	change(entries, at, ({ unit, excluded }) => {
		const parts = cut(unit, place);
		if (!parts) return { code: 'no_such_place', kind: unit.kind, place };
		return parts.map((part) => ({ unit: part, excluded }));
	});

export const retype = (entries: readonly Entry[], at: number, to: Target): Outcome =>
	change(entries, at, (entry) => {
		const unit = retyped(entry.unit, to);
		return unit
			? [{ ...entry, unit }]
			: { code: 'cannot_retype', from: entry.unit.kind, to: to.kind };
	});

/** Takes a unit out and puts it in so that it stands at `to`; beyond the ends is at the end. */
export function move(entries: readonly Entry[], from: number, to: number): Outcome {
	const entry = entries[from];
	if (!entry) return refused({ code: 'unit_not_found', at: from });
	const target = Math.min(Math.max(0, Number.isInteger(to) ? to : from), entries.length - 1);
	return done(entries.toSpliced(from, 1).toSpliced(target, 0, entry));
}

export const exclude = (entries: readonly Entry[], at: number): Outcome =>
	change(entries, at, (entry) => [{ ...entry, excluded: true }]);

export const include = (entries: readonly Entry[], at: number): Outcome =>
	change(entries, at, (entry) => [{ ...entry, excluded: false }]);

export const setLanguage = (entries: readonly Entry[], at: number, language: string): Outcome =>
	change(entries, at, (entry) => {
		const lang = tag(language);
		if (!lang) return { code: 'not_a_language', language };
		return [{ ...entry, unit: { ...entry.unit, lang } }];
	});

/** New words for a heading or paragraph; its notes stay, called at the end. */
export const reword = (entries: readonly Entry[], at: number, text: string): Outcome =>
	change(entries, at, (entry) => {
		const { unit } = entry;
		if (unit.kind !== 'heading' && unit.kind !== 'paragraph')
			return { code: 'cannot_reword', kind: unit.kind };
		if (!collapse(text)) return { code: 'empty_text' };
		const calls = unit.body.runs.filter(({ note }) => note !== undefined);
		const isKept = collapse(text) === collapse(unit.body.runs.map((run) => run.text).join(''));
		const runs = isKept ? unit.body.runs : tidy([{ text }, ...calls]);
		return [{ ...entry, unit: { ...unit, body: { ...unit.body, runs } } as Unit }];
	});

export const mayBeFirst = (number: number) =>
	Number.isSafeInteger(number) && number >= 0 && number <= 100_000;

/** Numbers in order for every unit that is published, headings excepted. */
export function number(entries: readonly Entry[], first: number): (number | null)[] {
	let next = first;
	return entries.map(({ unit, excluded }) => (excluded || unit.kind === 'heading' ? null : next++));
}

/** What is published, with its numbers. */
export function published(entries: readonly Entry[], first: number) {
	const numbers = number(entries, first);
	return entries.flatMap(({ unit, excluded }, index) =>
		excluded ? [] : [{ unit, number: numbers[index] ?? null }]
	);
}
