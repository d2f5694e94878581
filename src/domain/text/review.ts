/** The review of an imported draft: what staff may do to the list of units before it is published. */

import { collapse } from './characters.ts';
import { tag } from './language.ts';
import { join } from './join.ts';
import { cut } from './cut.ts';
import { retyped, type Target } from './retype.ts';
import { tidy, type Unit } from './unit.ts';

/**
 * An excluded unit stays in the draft, and out of what is published. An unchecked one was guessed
 * from the look of a page, and nobody has said yet that it is right.
 */
export type Entry = { unit: Unit; excluded: boolean; unchecked?: true };

export type Obstacle =
	| { code: 'unit_not_found'; at: number }
	| { code: 'none_chosen' }
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

export function draft(units: readonly Unit[], guessed: readonly number[] = []): Entry[] {
	const unchecked = new Set(guessed);
	return units.map((unit, at) => ({
		unit,
		excluded: false,
		...(unchecked.has(at) ? { unchecked: true as const } : {})
	}));
}

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
	const unchecked = before.unchecked ?? entry.unchecked;
	return done(entries.toSpliced(at - 1, 2, { ...before, unit, ...(unchecked && { unchecked }) }));
}

/** Cuts a unit in two at one of its `places` (cut.ts), or at any offset in code points within prose. */
export const splitAt = (entries: readonly Entry[], at: number, place: number): Outcome =>
	change(entries, at, (entry) => {
		const { unit } = entry;
		const parts = cut(unit, place);
		if (!parts) return { code: 'no_such_place', kind: unit.kind, place };
		return parts.map((part) => ({ ...entry, unit: part }));
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

/** Somebody has looked at it: it is right, or not published anyway. */
export const check = (entries: readonly Entry[], at: number): Outcome =>
	change(entries, at, ({ unit, excluded }) => [{ unit, excluded }]);

export type Bulk = 'exclude' | 'include' | 'check';

/** The same for many at once. */
export function several(entries: readonly Entry[], at: readonly number[], to: Bulk): Outcome {
	if (at.length === 0) return refused({ code: 'none_chosen' });
	const missing = at.find((one) => !entries[one]);
	if (missing !== undefined) return refused({ code: 'unit_not_found', at: missing });
	const chosen = new Set(at);
	return done(
		entries.map((entry, place) => {
			if (!chosen.has(place)) return entry;
			if (to === 'check') return { unit: entry.unit, excluded: entry.excluded };
			return { ...entry, excluded: to === 'exclude' };
		})
	);
}

/** Positions of units that will be published and that nobody has looked at. */
export const unchecked = (entries: readonly Entry[]): number[] =>
	entries.flatMap((entry, at) => (entry.unchecked && !entry.excluded ? [at] : []));

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
