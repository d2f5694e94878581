/** What staff have before them when they change a unit: what was said about it, what was suggested, what was answered. */

import { sql } from 'kysely';
import type { Viewer } from '../accounts/viewer.ts';
import { visibleTo } from '../contribution/read.server.ts';
import type { Database } from '../database.server.ts';
import { atDesk } from '../response/open.server.ts';
import { differenceOf, type Difference } from '../suggestion/difference.ts';
import { proposed, type Act } from '../suggestion/suggestion.ts';
import type { Unit } from '../text/unit.ts';

/** So many are offered to tick; others are named by their reference. */
export const mostOffered = 60;
const mostSuggestions = 40;

export type Offered = {
	id: string;
	reference: string;
	kind: string;
	authorName: string;
	channel: string;
	organisation: string | null;
	opening: string;
	lang: string;
	isPrivate: boolean;
	/** The answer that stands to it. */
	response: string | null;
};

type Where = { consultationId: string; spaceId: string; unitIds: readonly string[] };

/** What was said about these units, answered ones first; at most so many, and how many there are. */
export async function saidOn(db: Database, viewer: Viewer, where: Where) {
	const rows = await db
		.selectFrom('contribution')
		.leftJoin('organisation', 'organisation.id', 'contribution.organisationId')
		.leftJoin('reasonedResponse as r', 'r.id', 'contribution.responseId')
		.select([
			'contribution.id',
			'contribution.reference',
			'contribution.kind',
			'contribution.authorName',
			'contribution.channel',
			'organisation.name as organisation',
			'contribution.lang',
			'r.reference as response'
		])
		.select([
			sql<string>`left(contribution.body, 160)`.as('opening'),
			sql<boolean>`contribution.visibility = 'private'`.as('isPrivate'),
			sql<number>`count(*) over ()::int`.as('all')
		])
		.where('contribution.consultationId', '=', where.consultationId)
		.where('contribution.unitId', '=', sql<string>`any (${[...where.unitIds]}::uuid[])`)
		.where('contribution.state', '=', 'published')
		.where(visibleTo(viewer, where.spaceId))
		.orderBy(sql`(contribution.response_id is null)`)
		.orderBy(sql`contribution.support_people + contribution.support_organisations`, 'desc')
		.orderBy('contribution.receivedAt')
		.limit(mostOffered)
		.execute();
	return {
		offered: rows.map(({ all: _, ...row }): Offered => row),
		all: rows[0]?.all ?? 0
	};
}

/** Answers that were given to what was said about these units, or that name them. */
export function answersOn(db: Database, viewer: Viewer, where: Where) {
	const { consultationId, spaceId, unitIds } = where;
	const units = sql`any (${[...unitIds]}::uuid[])`;
	return db
		.selectFrom('reasonedResponse as r')
		.select(['r.reference', 'r.kind', 'r.lang', sql<string>`left(r.influence, 160)`.as('opening')])
		.where('r.consultationId', '=', consultationId)
		.where('r.state', '=', 'published')
		.where(atDesk(viewer, spaceId))
		.where(
			sql<boolean>`(exists (select 1 from contribution k where k.response_id = r.id and k.unit_id = ${units})
				or exists (select 1 from reasoned_response_link l where l.response_id = r.id and l.unit_id = ${units}))`
		)
		.orderBy('r.reference')
		.limit(mostOffered)
		.execute();
}

export type OnOffer = {
	reference: string;
	act: Act;
	words: string | null;
	lang: string;
	authorName: string;
	organisation: string | null;
	reason: string;
	reasonLang: string;
	support: number;
	unitId: string;
	/** What it changes in the words it was made on. */
	difference: Difference;
	/** The words it was made on are those that stand now: it can be taken as it is. */
	fits: boolean;
};

/** Suggestions on these units that still have their words, the most supported first. */
export async function suggestionsFor(
	db: Database,
	viewer: Viewer,
	where: Where,
	now: Unit | null
): Promise<OnOffer[]> {
	const rows = await db
		.selectFrom('contribution')
		.innerJoin('suggestion', 'suggestion.contributionId', 'contribution.id')
		.innerJoin('unitText as t', (on) =>
			on
				.onRef('t.unitId', '=', 'contribution.unitId')
				.onRef('t.versionId', '=', 'contribution.versionId')
		)
		.leftJoin('organisation', 'organisation.id', 'contribution.organisationId')
		.select([
			...(['contribution.reference', 'contribution.authorName', 'contribution.body'] as const),
			...(['contribution.lang as reasonLang', 'organisation.name as organisation'] as const),
			...(['suggestion.act', 'suggestion.words', 'suggestion.lang'] as const),
			...(['t.unitId', 't.kind as unitKind', 't.body as unitBody'] as const),
			sql<number>`contribution.support_people + contribution.support_organisations`.as('support')
		])
		.where('contribution.consultationId', '=', where.consultationId)
		.where('contribution.unitId', '=', sql<string>`any (${[...where.unitIds]}::uuid[])`)
		.where('contribution.state', '=', 'published')
		.where(visibleTo(viewer, where.spaceId))
		.orderBy('support', 'desc')
		.orderBy('contribution.receivedAt')
		.limit(mostSuggestions)
		.execute();
	return rows.map(({ unitKind, unitBody, body, act, ...row }) => {
		const old = { kind: unitKind, body: unitBody } as unknown as Pick<Unit, 'kind' | 'body'>;
		const proposal = { act: act as Act, words: row.words };
		const after = proposed(proposal, old);
		return {
			...{ ...row, ...proposal, reason: body },
			difference: differenceOf(act === 'add' ? null : old.body, after?.body ?? null, row.lang),
			fits: act === 'add' || (now !== null && sameWords(old, now))
		};
	});
}

const sameWords = (a: Pick<Unit, 'kind' | 'body'>, b: Pick<Unit, 'kind' | 'body'>) =>
	a.kind === b.kind && canonical(a.body) === canonical(b.body);

const canonical = (body: unknown) =>
	JSON.stringify(body, (_, value: unknown) =>
		typeof value === 'object' && value !== null && !Array.isArray(value)
			? Object.fromEntries(Object.entries(value).sort(([x], [y]) => (x < y ? -1 : 1)))
			: value
	);

/** How much was said about each unit, as far as the viewer may see it. */
export async function countsOn(db: Database, viewer: Viewer, where: Omit<Where, 'unitIds'>) {
	const rows = await db
		.selectFrom('contribution')
		.select('contribution.unitId')
		.select([
			sql<number>`count(*)::int`.as('said'),
			sql<number>`count(*) filter (where contribution.kind = 'suggestion')::int`.as('suggestions')
		])
		.where('contribution.consultationId', '=', where.consultationId)
		.where('contribution.unitId', 'is not', null)
		.where('contribution.state', '=', 'published')
		.where(visibleTo(viewer, where.spaceId))
		.groupBy('contribution.unitId')
		.execute();
	return new Map(rows.map(({ unitId, ...counts }) => [unitId ?? '', counts]));
}
