/** What staff can do to a draft in one step, and doing it. */

import {
	check,
	exclude,
	include,
	mergeWithPrevious,
	move,
	retype,
	reword,
	setLanguage,
	several,
	splitAt,
	type Bulk,
	type Entry,
	type Obstacle
} from '#domain/text/review.ts';
import { tag } from '#domain/text/language.ts';
import type { Target } from '#domain/text/retype.ts';
import { limits } from '#domain/text/split/outcome.ts';

/** `at` is the position of a unit in the list, from 0. */
export type Operation =
	| { op: 'merge' | 'exclude' | 'include' | 'check'; at: number }
	| { op: 'several'; at: number[]; to: Bulk }
	/** All that was guessed is right as it is. */
	| { op: 'check_all' }
	| { op: 'split'; at: number; place: number }
	| { op: 'retype'; at: number; to: Target }
	| { op: 'move'; at: number; to: number }
	| { op: 'language'; at: number; language: string }
	| { op: 'reword'; at: number; text: string }
	/** Every unit that is in one language is said to be in another. */
	| { op: 'languages'; from: string; to: string }
	/** Staff have looked through it: it may be announced as it is. */
	| { op: 'reviewed' };

export type Applied =
	| { ok: true; entries: Entry[] }
	| { ok: false; obstacle: Obstacle | { code: 'too_many_units'; units: number; limit: number } };

export function apply(entries: Entry[], operation: Operation): Applied {
	const outcome = perform(entries, operation);
	if (outcome.ok && outcome.entries.length > limits.units) {
		const facts = { units: outcome.entries.length, limit: limits.units };
		return { ok: false, obstacle: { code: 'too_many_units', ...facts } };
	}
	return outcome;
}

function perform(entries: Entry[], operation: Operation): Applied {
	switch (operation.op) {
		case 'merge':
			return mergeWithPrevious(entries, operation.at);
		case 'exclude':
			return exclude(entries, operation.at);
		case 'include':
			return include(entries, operation.at);
		case 'check':
			return check(entries, operation.at);
		case 'several':
			return several(entries, operation.at, operation.to);
		case 'check_all':
			return {
				ok: true,
				entries: entries.map(({ unit, excluded }) => ({ unit, excluded }))
			};
		case 'split':
			return splitAt(entries, operation.at, operation.place);
		case 'retype':
			return retype(entries, operation.at, operation.to);
		case 'move':
			return move(entries, operation.at, operation.to);
		case 'language':
			return setLanguage(entries, operation.at, operation.language);
		case 'reword':
			return reword(entries, operation.at, operation.text);
		case 'languages':
			return everywhere(entries, operation.from, operation.to);
		case 'reviewed':
			return { ok: true, entries };
	}
}

function everywhere(entries: Entry[], from: string, to: string): Applied {
	const lang = tag(to);
	if (!lang) return { ok: false, obstacle: { code: 'not_a_language', language: to } };
	const changed = entries.map((entry) =>
		entry.unit.lang === from ? { ...entry, unit: { ...entry.unit, lang } } : entry
	);
	return { ok: true, entries: changed };
}
