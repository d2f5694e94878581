/** What a reader sees of a contribution: tombstones without words, nobody's account. Pure. */

import { anchorOf } from '../consultation/unit-names.ts';
import type { Act } from '../suggestion/suggestion.ts';
import type { Kind, State, Visibility } from './contribution.ts';

export type Shown = {
	id: string;
	reference: string;
	kind: Kind;
	/** How it came: `web`, or as what was received elsewhere. */
	channel: string;
	visibility: Visibility;
	state: State;
	depth: number;
	parentId: string | null;
	rootId: string | null;
	/** Null on a tombstone: whose it was and what it said are gone from sight. */
	author: string | null;
	organisation: { name: string; slug: string } | null;
	body: string | null;
	/** What it would put in the place of the unit, where it is a suggestion. */
	suggestion: Suggestion | null;
	/** The words of the text it is about. */
	quote: Words | null;
	/** Its unit's words are others now, or stand no more; null while they are what they were. */
	since: Since | null;
	/** The number of the version it was said about. */
	version: number;
	lang: string;
	redacted: boolean;
	receivedAt: Date;
	editedAt: Date | null;
	people: number;
	organisations: number;
	replies: number;
	/** Said by someone without a verified address; how many of those support it. */
	guest: boolean;
	guests: number;
	/** Other organisations may sign it; how many have. */
	joint: boolean;
	signatures: number;
	/** The rule it is held or refused by. */
	rule: string | null;
	/** Said by whoever is looking. */
	own: boolean;
	/** Its links work: something of its author has stood. */
	links: boolean;
	/** How many say the same and stand under it. */
	alike: number;
	/** The reference of the one it stands under. */
	alikeTo: string | null;
	/** Said by somebody whom the one looking does not want to read. */
	muted: boolean;
	/** As whom the one looking supports it: their own id, their organisations'. */
	supportedAs: string[];
};

/** What is suggested; `basedOn` names the suggestion it builds on. */
export type Suggestion = {
	act: Act;
	words: string | null;
	lang: string;
	basedOn: string | null;
};

/** Words of a unit and where they stand in it. */
export type Words = {
	exact: string;
	start: number;
	end: number;
	lang: string;
	/** Where they stand now, when they were chosen in an earlier version: null where they stand no more. */
	stands?: { anchor: string; start: number; end: number } | null;
	/** Not looked for yet in the version that stands. */
	waits?: true;
};

/** What happened between the version something was said about and the one that stands. */
export type Since = {
	what: 'changed' | 'removed';
	version: number;
	now: number;
	/** Its row where the two versions are compared. */
	anchor: string;
};

export type SinceRow = {
	was: number | null;
	stands: boolean;
	number: number | null;
	changed: boolean;
};
export type PlacedRow = {
	unitId: string | null;
	number: number | null;
	start: number | null;
	end: number | null;
};

export type Row = {
	unitId: string | null;
	versionId: string;
	version: number;
	now: number | null;
	since: SinceRow | null;
	placed: PlacedRow | null;
	suggestedAct: string | null;
	suggestedWords: string | null;
	suggestedLang: string | null;
	basedOn: string | null;
	quoteExact: string | null;
	quoteStart: number | null;
	quoteEnd: number | null;
	quoteLang: string | null;
	id: string;
	reference: string;
	kind: string;
	channel: string;
	visibility: string;
	state: string;
	depth: number;
	parentId: string | null;
	rootId: string | null;
	personId: string | null;
	authorName: string;
	organisationName: string | null;
	organisationSlug: string | null;
	body: string;
	lang: string;
	redacted: boolean;
	receivedAt: Date;
	editedAt: Date | null;
	supportPeople: number;
	supportOrganisations: number;
	replyCount: number;
	guest: boolean;
	supportGuests: number;
	joint: boolean;
	signatureCount: number;
	rule: string | null;
	links: boolean;
	alikeCount: number;
	alikeTo: string | null;
};

const nobody: ReadonlySet<string> = new Set();

/** Whom someone mutes, by the name they spoke under: what they say under another stays unconnected. */
export const mutedKey = (personId: string, name: string) => `${personId} ${name}`;

/** The row as one viewer may see it. */
export function shownTo(
	viewerId: string | null,
	row: Row,
	supportedAs: string[] = [],
	muted: ReadonlySet<string> = nobody
): Shown {
	const { id, reference, depth, parentId, rootId, lang, redacted, receivedAt, editedAt } = row;
	const stands = row.state === 'published';
	return {
		...{ id, reference, depth, parentId, rootId, lang, redacted, receivedAt, editedAt },
		kind: row.kind as Kind,
		channel: row.channel,
		visibility: row.visibility as Visibility,
		state: row.state as State,
		author: stands ? row.authorName : null,
		organisation:
			stands && row.organisationName !== null
				? { name: row.organisationName, slug: row.organisationSlug ?? '' }
				: null,
		body: stands ? row.body : null,
		suggestion: stands ? suggestionOf(row) : null,
		quote: stands ? wordsOf(row) : null,
		since: sinceOf(row),
		version: row.version,
		people: row.supportPeople,
		organisations: row.supportOrganisations,
		replies: row.replyCount,
		guest: stands && row.guest,
		guests: row.supportGuests,
		joint: stands && row.joint,
		signatures: row.signatureCount,
		rule: row.state === 'held' || row.state === 'refused' ? row.rule : null,
		own: viewerId !== null && row.personId === viewerId,
		links: row.links,
		alike: row.alikeCount,
		alikeTo: row.alikeTo,
		muted:
			stands &&
			row.organisationName === null &&
			row.personId !== null &&
			muted.has(mutedKey(row.personId, row.authorName)),
		supportedAs
	};
}

/** What a row suggests, whoever may see it. */
export const suggestionOf = (row: Row): Suggestion | null =>
	row.suggestedAct === null
		? null
		: {
				act: row.suggestedAct as Act,
				words: row.suggestedWords,
				lang: row.suggestedLang ?? '',
				basedOn: row.basedOn
			};

/** The words a row is about, whoever may see them. */
export function wordsOf(row: Row): Words | null {
	const { quoteExact: exact, quoteStart, quoteEnd, quoteLang, version, now, placed } = row;
	if (exact === null) return null;
	const words = { exact, start: quoteStart ?? 0, end: quoteEnd ?? 0, lang: quoteLang ?? '' };
	if (now === null || version === now) return words;
	if (!placed) return { ...words, stands: null, waits: true };
	const { unitId, number, start, end } = placed;
	if (unitId === null || start === null || end === null) return { ...words, stands: null };
	return { ...words, stands: { anchor: anchorOf({ unitId, number }), start, end } };
}

function sinceOf({ unitId, version, now, since }: Row): Since | null {
	if (!since || unitId === null || now === null || (since.stands && !since.changed)) return null;
	const anchor = (number: number | null) => anchorOf({ unitId, number });
	return since.stands
		? { what: 'changed', version, now, anchor: anchor(since.number) }
		: { what: 'removed', version, now, anchor: `was-${anchor(since.was)}` };
}

/** A remark with what was replied to it, as it is nested on a page. */
export type Branch = {
	remark: Shown;
	replies: Branch[];
	/** The first of those that say the same and stand under it, each with its replies. */
	alike: Branch[];
};

/** Remarks under what they reply to; the order of each level is the order given. */
export function nested(
	roots: readonly Shown[],
	replies: readonly Shown[],
	alike: readonly Shown[] = []
): Branch[] {
	const below = Map.groupBy(replies, ({ parentId }) => parentId);
	const under = Map.groupBy(alike, ({ alikeTo }) => alikeTo);
	const branch = (remark: Shown): Branch => ({
		remark,
		replies: (below.get(remark.id) ?? []).map(branch),
		alike: (under.get(remark.reference) ?? []).map(branch)
	});
	return roots.map(branch);
}
