/** First aid for a conversation: which rules may be cited, and what a redaction leaves. Pure. */

import type { State } from '../contribution/contribution.ts';
import { clean } from '../text/characters.ts';

/** The rules of conduct; `rules.<key>.title` and `.text` say them. Nothing else may be cited. */
export const rules = [
	'subject',
	'respect',
	'hatred',
	'privacy',
	'honesty',
	'repetition',
	'advertising',
	'unlawful'
] as const;
export type Rule = (typeof rules)[number];
export const isRule = (word: unknown): word is Rule => rules.includes(word as Rule);

/** Held: out of sight while it is looked at. Refused: out of sight under a rule, until somebody finds otherwise. */
export const acts = ['hold', 'refuse', 'restore', 'redact', 'dismiss'] as const;
export type Act = (typeof acts)[number];
export const isAct = (word: unknown): word is Act => acts.includes(word as Act);

/** The acts that take something from sight: each is stated to its author, who may appeal against it. */
export const restrictions = ['hold', 'refuse', 'redact'] as const satisfies readonly Act[];
export const restricts = (act: string) => restrictions.some((one) => one === act);

export const longestNote = 1000;

/** What a statement of reasons lacks. */
export type Ungrounded =
	| { code: 'facts_missing' }
	| { code: 'facts_too_long'; length: number; limit: number }
	| { code: 'facts_name'; name: string }
	| { code: 'law_missing' }
	| { code: 'law_too_long'; length: number; limit: number }
	| { code: 'body_too_long'; length: number; limit: number };

export type Obstacle =
	| { code: 'missing' }
	| { code: 'not_allowed' }
	| { code: 'own' }
	| { code: 'gone'; state: State }
	| { code: 'held' }
	| { code: 'not_refused' }
	| { code: 'no_reports' }
	| Ungrounded
	| { code: 'note_too_long'; length: number; limit: number }
	| { code: 'passages_missing' }
	| { code: 'passage_absent'; passage: string };

/** What keeps an act from a contribution in a state, with so many reports waiting. */
export function obstacleTo(act: Act, state: State, reports: number): Obstacle | null {
	if (state === 'withdrawn' && act !== 'dismiss') return { code: 'gone', state };
	if (act === 'refuse' && state === 'refused') return { code: 'gone', state };
	if (act === 'hold' && state !== 'published') return { code: 'gone', state };
	if (act === 'restore' && state === 'published') return { code: 'not_refused' };
	// Letting it stand would leave it out of sight with nobody looking at it any more.
	if (act === 'dismiss' && state === 'held') return { code: 'held' };
	return act === 'dismiss' && reports === 0 ? { code: 'no_reports' } : null;
}

/** What a reporter adds; may be empty. */
export function noteOf(
	typed: string
): { ok: true; note: string } | { ok: false; obstacle: Obstacle } {
	const note = clean(typed).trim();
	const { length } = [...note];
	if (length <= longestNote) return { ok: true, note };
	return { ok: false, obstacle: { code: 'note_too_long', length, limit: longestNote } };
}

/** What stands for each passage that was taken out. */
export const bar = '▮';

/** The passages to take out, one a line; longest first, so that one inside another goes with it. */
export const passagesOf = (typed: string): string[] =>
	[
		...new Set(
			clean(typed)
				.split('\n')
				.map((line) => line.trim())
		)
	]
		.filter((line) => line !== '')
		.slice(0, 50)
		.toSorted((a, b) => b.length - a.length);

/** A text without the passages, every time each of them occurs. */
export const redacted = (text: string, passages: readonly string[]): string =>
	passages.reduce((left, passage) => left.replaceAll(passage, bar), text);

/** The first passage no wording holds: a redaction that takes nothing out is a mistake to be told. */
export const absent = (texts: readonly string[], passages: readonly string[]) =>
	passages.find((passage) => !texts.some((text) => text.includes(passage)));
