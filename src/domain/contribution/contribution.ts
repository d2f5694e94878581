/** A contribution: what someone says about a text, and who may still change it. Pure. */

import { stateOf, type Dates } from '../consultation/consultation.ts';
import type { Obstacle as Unsuggested } from '../suggestion/suggestion.ts';
import type { Unquoted } from '../text/anchor/quote.ts';

/** What a remark can be; a suggestion has a form of its own. */
export const remarkKinds = ['comment', 'question', 'evidence'] as const;
export const kinds = [...remarkKinds, 'suggestion'] as const;
export type Kind = (typeof kinds)[number];
export type RemarkKind = (typeof remarkKinds)[number];

export const visibilities = ['public', 'private'] as const;
export type Visibility = (typeof visibilities)[number];

/** Held while it is looked at, refused under a rule: its place stays in both. */
export const states = ['published', 'held', 'refused', 'withdrawn'] as const;
export type State = (typeof states)[number];

/** A remark stands at depth 0; its replies go two levels deep. */
export const deepest = 2;

/** Minutes in which its author may still put it differently. */
export const minutesToEdit = 15;

export const isRemarkKind = (word: unknown): word is RemarkKind =>
	remarkKinds.includes(word as RemarkKind);
export const isVisibility = (word: unknown): word is Visibility =>
	visibilities.includes(word as Visibility);

/** What a rule has to know about a contribution that stands. */
export type Standing = {
	personId: string | null;
	organisationId: string | null;
	visibility: Visibility;
	state: State;
	depth: number;
	receivedAt: Date;
	replyCount: number;
	supportPeople: number;
	supportOrganisations: number;
	supportGuests: number;
	signatureCount: number;
};

export type Obstacle =
	| { code: 'missing' }
	| { code: 'not_allowed' }
	| { code: 'not_represented' }
	| { code: 'invalidated' }
	| { code: 'blocked' }
	| { code: 'not_open'; opensAt: Date | null }
	| { code: 'closed'; closedAt: Date | null }
	| { code: 'empty' }
	| { code: 'too_long'; length: number; limit: number }
	| { code: 'place_missing' }
	| { code: 'reply_missing' }
	| { code: 'too_deep' }
	| { code: 'quote_reply' }
	| Unquoted
	| Unsuggested
	| { code: 'private' }
	| { code: 'gone'; state: State }
	| { code: 'own' }
	| { code: 'edit_over'; until: Date }
	| { code: 'answered' }
	| { code: 'unchanged' };

export type Refused = { ok: false; obstacle: Obstacle };

/** What keeps anyone from adding to a consultation at a moment: it is not open yet, or no longer. */
export function notOpen(dates: Dates, at: Date): Obstacle | null {
	const state = stateOf(dates, at);
	if (state === 'OPEN') return null;
	if (state === 'DRAFT' || state === 'ANNOUNCED')
		return { code: 'not_open', opensAt: dates.opensAt };
	return { code: 'closed', closedAt: dates.cancelledAt ?? dates.closesAt };
}

/** What keeps a reply from standing under a contribution. */
export function replyTo(parent: Standing | undefined): Obstacle | null {
	if (!parent) return { code: 'reply_missing' };
	if (parent.visibility === 'private') return { code: 'private' };
	if (parent.state !== 'published') return { code: 'gone', state: parent.state };
	return parent.depth >= deepest ? { code: 'too_deep' } : null;
}

/** Its author may put it differently for a quarter of an hour, until someone built on it or it closed. */
export function mayEdit(one: Standing, by: string, dates: Dates, at: Date): Obstacle | null {
	const held = mayWithdraw(one, by, dates, at);
	if (held) return held;
	if (one.state !== 'published') return { code: 'gone', state: one.state };
	if (
		one.replyCount +
			one.supportPeople +
			one.supportOrganisations +
			one.supportGuests +
			one.signatureCount >
		0
	)
		return { code: 'answered' };
	const until = editableUntil(one);
	return at < until ? null : { code: 'edit_over', until };
}

export const editableUntil = ({ receivedAt }: Pick<Standing, 'receivedAt'>) =>
	new Date(receivedAt.getTime() + minutesToEdit * 60_000);

/** Its author may take it back until the closing of the round it was said in, hidden or not. */
export function mayWithdraw(one: Standing, by: string, dates: Dates, at: Date): Obstacle | null {
	if (one.personId !== by) return { code: 'missing' };
	if (one.state === 'withdrawn') return { code: 'gone', state: one.state };
	const isEarlier = dates.opensAt !== null && one.receivedAt < dates.opensAt;
	return notOpen(dates, at) ?? (isEarlier ? { code: 'closed', closedAt: null } : null);
}

/** Supported once by each person and organisation, never by whoever said it. */
export function maySupport(
	one: Standing,
	by: string,
	as: string | null,
	dates: Dates,
	at: Date
): Obstacle | null {
	if (one.visibility === 'private') return { code: 'private' };
	if (one.state !== 'published') return { code: 'gone', state: one.state };
	if (one.personId === by || (as !== null && one.organisationId === as)) return { code: 'own' };
	return notOpen(dates, at);
}
