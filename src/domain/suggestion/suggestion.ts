/** Suggested wording: what someone would put in the place of a unit, or after it, and what may not be. Pure. */

import { clean } from '../text/characters.ts';
import type { Unit } from '../text/unit.ts';
import { alike, isSpelled, kindOf, spelled, unitOf } from './spelling.ts';

export const acts = ['replace', 'add', 'remove'] as const;
export type Act = (typeof acts)[number];
export const isAct = (word: unknown): word is Act => acts.includes(word as Act);

/** What can be suggested for a unit: other words only where its own can be typed. */
export const offered = (unit: { kind: string }): readonly Act[] =>
	acts.filter((act) => act !== 'replace' || isSpelled(unit));

/** Characters a suggestion may have, whatever it replaces. */
export const longest = 10_000;
/** So many times as long as the unit is no wording of it any more. */
export const tooManyTimes = 50;

/** What someone asks for, as typed. */
export type Asked = {
	act: Act;
	words: string;
	/** The reference of the suggestion this one builds on. */
	basedOn: string | null;
};

/** What is kept. Removing needs no words. */
export type Proposal = { act: Act; words: string | null; lang: string };

/** The unit a suggestion is about. */
export type Subject = Pick<Unit, 'kind' | 'body' | 'lang'> & { number: number | null };

export type Obstacle =
	| { code: 'unit_unsuitable' }
	| { code: 'not_spelled' }
	| { code: 'words_empty' }
	| { code: 'words_same' }
	| { code: 'words_too_long'; length: number; limit: number }
	| { code: 'basis_missing' };

export const obstacleCodes: readonly string[] = [
	'unit_unsuitable',
	'not_spelled',
	'words_empty',
	'words_same',
	'words_too_long',
	'basis_missing'
] satisfies Obstacle['code'][];

export type Proposed = { ok: true; proposal: Proposal } | { ok: false; obstacle: Obstacle };

/** The proposal as it will stand, or what is wrong with it. Only numbered units are suggested on. */
export function proposalOf({ act, words: typed }: Asked, unit: Subject): Proposed {
	if (unit.number === null) return refused({ code: 'unit_unsuitable' });
	const { lang } = unit;
	if (act === 'remove') return { ok: true, proposal: { act, words: null, lang } };
	if (act === 'replace' && !isSpelled(unit)) return refused({ code: 'not_spelled' });

	const limit = limitFor(act, unit);
	// What is far too long is refused unread.
	if (typed.length > 20 * longest) {
		return refused({ code: 'words_too_long', length: typed.length, limit });
	}
	const words = tidied(typed);
	if (!/[\p{L}\p{N}\p{P}\p{S}]/u.test(words)) return refused({ code: 'words_empty' });
	const { length } = [...words];
	if (length > limit) return refused({ code: 'words_too_long', length, limit });
	if (act === 'replace' && alike(unitOf(words, unit), unit.body))
		return refused({ code: 'words_same' });
	return { ok: true, proposal: { act, words, lang } };
}

const refused = (obstacle: Obstacle): Proposed => ({ ok: false, obstacle });

/** How many characters may stand in the place of a unit, or after it. */
export function limitFor(act: Act, unit: Pick<Subject, 'kind' | 'body'>): number {
	if (act !== 'replace' || !isSpelled(unit)) return longest;
	return Math.min(longest, tooManyTimes * [...spelled(unit)].length - 1);
}

/** More marks than this on one letter are no writing of any language. */
const piled = /(\p{M}{6})\p{M}+/gu;
/** Letters that show nothing: fillers of Hangul, the blank of Braille. */
const blank = /[\u115f\u1160\u3164\uffa0\u2800]/gu;

const tidied = (typed: string) =>
	clean(typed)
		.replace(blank, '')
		.replace(piled, '$1')
		.split('\n')
		.map((line) => line.trimEnd())
		.join('\n')
		.replace(/\n{3,}/g, '\n\n')
		.replace(/^\n+|\n+$/g, '')
		.normalize('NFC');

/** What the ledger seals: the reason alone, or with what is proposed, so that neither can change unnoticed. */
export const sealedText = (body: string, proposal: Proposal | null) =>
	proposal ? JSON.stringify([body, proposal.act, proposal.words, proposal.lang]) : body;

/** The unit as it would stand; null where it would not. */
export function proposed(
	{ act, words }: Pick<Proposal, 'act' | 'words'>,
	unit: Pick<Subject, 'kind' | 'body'>
): Pick<Subject, 'kind' | 'body'> | null {
	if (act === 'remove' || words === null) return null;
	const like = act === 'replace' ? unit : { kind: kindOf(words), body: { runs: [] } };
	return { kind: like.kind, body: unitOf(words, like) };
}
