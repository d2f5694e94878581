/** Against an act of moderation: once, within six months, decided by somebody who had no part in it. Pure. */

import type { State } from '../../contribution/contribution.ts';
import { clean } from '../../text/characters.ts';
import { restricts, type Act } from '../moderation.ts';

export const outcomes = ['upheld', 'reversed'] as const;
export type Outcome = (typeof outcomes)[number];
export const isOutcome = (word: unknown): word is Outcome => outcomes.includes(word as Outcome);

export const longestAppeal = 2000;
export const longestReasons = 1000;

export type Obstacle =
	| { code: 'missing' }
	| { code: 'not_allowed' }
	| { code: 'not_against' }
	| { code: 'replaced' }
	| { code: 'appealed' }
	| { code: 'too_late'; until: Date }
	| { code: 'words_missing' }
	| { code: 'words_too_long'; length: number; limit: number }
	| { code: 'own' }
	| { code: 'same_person' }
	| { code: 'decided' }
	| { code: 'reasons_missing' }
	| { code: 'reasons_too_long'; length: number; limit: number };

/** What an appeal has to know about the act it is against. */
export type Against = {
	act: string;
	appealUntil: Date | null;
	/** No later act changed what it did. */
	standing: boolean;
	appealed: boolean;
};

/** What keeps an author from appealing against an act at a moment. */
export function mayAppeal(one: Against, at: Date): Obstacle | null {
	if (!restricts(one.act) || !one.appealUntil) return { code: 'not_against' };
	if (one.appealed) return { code: 'appealed' };
	if (!one.standing) return { code: 'replaced' };
	return at < one.appealUntil ? null : { code: 'too_late', until: one.appealUntil };
}

/** Whether an act still has the effect it had: what was taken out of the words stays out. */
export function stands(act: string, state: State, isLatest: boolean): boolean {
	if (state === 'withdrawn') return false;
	if (act === 'redact') return true;
	const made: Partial<Record<Act, State>> = { hold: 'held', refuse: 'refused' };
	return isLatest && made[act as Act] === state;
}

export type Deciding = {
	authorId: string | null;
	/** Who took the act, who asked for it: none of them judges it again. */
	takenBy: readonly (string | null)[];
	decidedAt: Date | null;
};

/** What keeps somebody of the staff from deciding an appeal. */
export function mayDecide({ authorId, takenBy, decidedAt }: Deciding, by: string): Obstacle | null {
	if (decidedAt) return { code: 'decided' };
	if (authorId === by) return { code: 'own' };
	return takenBy.includes(by) ? { code: 'same_person' } : null;
}

type Said = { ok: true; words: string } | { ok: false; obstacle: Obstacle };

/** What an author says against it, as it will stand. */
export const wordsOf = (typed: string): Said => within(typed, 'words', longestAppeal);

/** Why it was decided so, as it will stand. */
export const reasonsOf = (typed: string): Said => within(typed, 'reasons', longestReasons);

function within(typed: string, what: 'words' | 'reasons', limit: number): Said {
	const words = clean(typed).trim();
	const { length } = [...words];
	if (!words) return { ok: false, obstacle: { code: `${what}_missing` } };
	if (length <= limit) return { ok: true, words };
	return { ok: false, obstacle: { code: `${what}_too_long`, length, limit } };
}

type Taken = { id: string; act: string; appealUntil: Date | null; appealedAt: Date | null };

/** Of what was done about a contribution, in order, the acts its author can appeal against at a moment. */
export function appealable(taken: readonly Taken[], state: State, at: Date): string[] {
	const last = taken.findLast(({ act }) => ['hold', 'refuse', 'restore'].includes(act));
	return taken
		.filter((one) => {
			const standing = stands(one.act, state, one.id === last?.id);
			const { act, appealUntil, appealedAt } = one;
			return mayAppeal({ act, appealUntil, standing, appealed: appealedAt !== null }, at) === null;
		})
		.map(({ id }) => id);
}
