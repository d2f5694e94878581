/** The questions behind what is taken away: public rows only, a batch at a time. */

import { sql } from 'kysely';
import type { Database } from '#domain/database.server.ts';
import type { VoterKind } from '#domain/voting/vote.ts';

const columns = [
	'c.id',
	'c.slug',
	'c.title',
	'c.language',
	'c.versionId',
	'c.announcedAt',
	'c.opensAt',
	'c.closesAt',
	'c.answeredAt',
	'c.archivedAt',
	'c.cancelledAt',
	's.slug as space'
] as const;

/** A consultation by its address, once it was announced: a draft that was cancelled stays unseen too. */
export function bySlug(db: Database, spaceId: string, slug: string) {
	return db
		.selectFrom('consultation as c')
		.innerJoin('space as s', 's.id', 'c.spaceId')
		.select(columns)
		.where('c.spaceId', '=', spaceId)
		.where('c.slug', '=', slug)
		.where('c.announcedAt', 'is not', null)
		.executeTakeFirst();
}
export type Found = NonNullable<Awaited<ReturnType<typeof bySlug>>>;

/** Changes whenever anything that is taken away does: the generation, and votes not yet folded. */
export async function mark(db: Database, consultationId: string): Promise<string> {
	const { rows } = await sql<{ mark: string }>`
		select concat_ws('-',
			coalesce((select n from consultation_generation where consultation_id = ${consultationId}), 0),
			coalesce((select max(id) from vote_delta where consultation_id = ${consultationId}), 0)
		) as mark`.execute(db);
	return rows[0]?.mark ?? '0-0';
}

/** The units of the published version with their public contributions counted. */
export function units(db: Database, { id, versionId }: Found) {
	return db
		.selectFrom('unitText as t')
		.innerJoin('textVersion as v', 'v.id', 't.versionId')
		.leftJoin(
			(eb) =>
				eb
					.selectFrom('contribution')
					.select(['unitId', eb.fn.countAll<number>().as('n')])
					.where('consultationId', '=', id)
					.where('visibility', '=', 'public')
					.groupBy('unitId')
					.as('said'),
			(join) => join.onRef('said.unitId', '=', 't.unitId')
		)
		.select(['v.n as version', 't.unitId', 't.number', 't.position', 't.kind', 't.level'])
		.select(['t.lang', 't.plain', 't.hash', 'said.n as contributions'])
		.where('t.versionId', '=', versionId)
		.orderBy('t.position')
		.execute();
}
/** The units' words in every language the text can be read in, the original's first. */
export async function texts(db: Database, { versionId }: Found) {
	const { rows } = await sql<TextRow>`
		select v.n as version, w.unit_id, t.number, t.position, w.lang, w.original, w.plain, w.hash
		from (
			select unit_id, lang, true as original, plain, hash from unit_text where version_id = ${versionId}
			union all
			select unit_id, lang, false, plain, hash from unit_translation where version_id = ${versionId}
		) w
		join unit_text t on t.version_id = ${versionId} and t.unit_id = w.unit_id
		join text_version v on v.id = t.version_id
		order by t.position, w.original desc, w.lang`.execute(db);
	return rows;
}
export type TextRow = {
	version: number;
	unitId: string;
	number: number | null;
	position: number;
	lang: string;
	original: boolean;
	plain: string;
	hash: string;
};
export type UnitRow = Awaited<ReturnType<typeof units>>[number];

/** Votes per unit as shown: what is folded and what still waits. */
export async function tallies(db: Database, { id, versionId }: Found) {
	const { rows } = await sql<TallyRow>`
		with counted as (
			select unit_id, voter_kind, agree, changes, disagree, unsure from tally where consultation_id = ${id}
			union all
			select unit_id, voter_kind, agree, changes, disagree, unsure from vote_delta where consultation_id = ${id}
		)
		select v.n as version, t.number, t.unit_id, k.kind as voter_kind,
			coalesce(sum(c.agree), 0)::int as agree, coalesce(sum(c.changes), 0)::int as changes,
			coalesce(sum(c.disagree), 0)::int as disagree, coalesce(sum(c.unsure), 0)::int as unsure
		from unit_text t
		join text_version v on v.id = t.version_id
		cross join (values ('person', 1), ('organisation', 2), ('guest', 3)) as k (kind, line)
		left join counted c on c.unit_id = t.unit_id and c.voter_kind = k.kind
		where t.version_id = ${versionId} and t.number is not null
		group by v.n, t.number, t.unit_id, k.kind, k.line, t.position
		order by t.position, k.line`.execute(db);
	return rows;
}
export type TallyRow = {
	version: number;
	number: number;
	unitId: string;
	voterKind: VoterKind;
	agree: number;
	changes: number;
	disagree: number;
	unsure: number;
};

/** Where a batch ended; microseconds count, so the time stays a text. */
export type Place = { at: string; id: string };
export const beginning: Place = { at: '-infinity', id: '00000000-0000-0000-0000-000000000000' };

/** Public contributions in the order they came, `size` of them after a place. */
export function contributionsAfter(
	db: Database,
	consultationId: string,
	size: number,
	after = beginning
) {
	return db
		.selectFrom('contribution as c')
		.innerJoin('textVersion as v', 'v.id', 'c.versionId')
		.leftJoin('contribution as p', 'p.id', 'c.parentId')
		.leftJoin('organisation as o', 'o.id', 'c.organisationId')
		.leftJoin('quote as q', 'q.contributionId', 'c.id')
		.leftJoin('suggestion as s', 's.contributionId', 'c.id')
		.leftJoin('contribution as basis', 'basis.id', 's.basedOn')
		.leftJoin('unitText as t', (join) =>
			join.onRef('t.versionId', '=', 'c.versionId').onRef('t.unitId', '=', 'c.unitId')
		)
		.select([
			'c.id',
			'c.reference',
			'c.place',
			'c.unitId',
			'c.kind',
			'c.lang',
			'c.body',
			'c.authorName'
		])
		.select(['s.act as suggests', 's.words as suggestedText', 'basis.reference as basedOn'])
		.select(['q.exact', 'q.prefix', 'q.suffix', 'q.startAt', 'q.endAt', 'q.lang as quoteLang'])
		.select(['c.receivedAt', 'c.editedAt', 'c.state', 'c.redacted', 'c.organisationId'])
		.select([
			'c.supportPeople',
			'c.supportOrganisations',
			'c.supportGuests',
			'c.guest',
			'c.replyCount',
			'v.n as version'
		])
		.select([
			'c.signatureCount',
			sql<string | null>`case when c.signature_count > 0 then (
				select string_agg(so.name, '; ' order by s.signed_at, so.id) from signature s
				join organisation so on so.id = s.organisation_id where s.contribution_id = c.id) end`.as(
				'signedBy'
			)
		])
		.select(['t.number', 'p.reference as parentReference', 'p.visibility as parentVisibility'])
		.select(['o.name as organisation', sql<string>`c.received_at::text`.as('at')])
		.where('c.consultationId', '=', consultationId)
		.where('c.visibility', '=', 'public')
		.where(sql<boolean>`(c.received_at, c.id) > (${after.at}::timestamptz, ${after.id}::uuid)`)
		.orderBy('c.receivedAt')
		.orderBy('c.id')
		.limit(size)
		.execute();
}
export type ContributionRow = Awaited<ReturnType<typeof contributionsAfter>>[number];
