/** What became of contributions as data: answers, themes, versions, and what leads from one to the other. */

import { sql } from 'kysely';
import type { Database } from '#domain/database.server.ts';
import type { Names } from '../theme/theme.ts';
import { isOpen } from '../response/open.server.ts';
import type { Row } from './csv.ts';
import type { Source } from './rows.ts';
import type { Place } from './store.server.ts';

const addressOf = ({ origin, consultation }: Source, rest: string) =>
	`${origin}/${consultation.language}/${consultation.space}/consultations/${consultation.slug}${rest}`;

type ResponseRow = Record<
	'reference' | 'state' | 'kind' | 'lang' | 'input' | 'consideration' | 'influence' | 'reasons',
	string
> & {
	beyond: string;
	decidedBy: string;
	consideredOn: string | null;
	agency: string | null;
	publishedAt: Date;
	supersedes: string | null;
	contributions: number;
};

/** Published responses, and those that others took the place of. */
export async function responseRows(db: Database, source: Source): Promise<Row[]> {
	const { rows } = await sql<ResponseRow>`
		select r.reference, r.state, r.kind, r.lang, r.input, r.consideration, r.influence, r.reasons, r.beyond,
			r.decided_by, r.considered_on::text, a.name as agency, r.published_at, b.reference as supersedes,
			(select count(*)::int from reasoned_response_contribution l where l.response_id = r.id) as contributions
		from reasoned_response r
		left join reasoned_response b on b.id = r.supersedes
		left join organisation a on a.id = r.agency_id
		where r.consultation_id = ${source.consultation.id} and r.state in ('published', 'superseded') and ${isOpen()}
		order by r.published_at, r.id`.execute(db);
	return rows.map((row) => [
		...[row.reference, source.consultation.slug, row.state, row.kind, row.lang],
		...[row.input, row.consideration, row.influence, row.reasons, row.beyond],
		...[row.decidedBy, row.consideredOn, row.agency, row.publishedAt, row.supersedes],
		...[row.contributions, addressOf(source, `/answers/${row.reference}`)]
	]);
}

/** Themes that contributions of this consultation carry. */
export async function themeRows(db: Database, source: Source): Promise<Row[]> {
	const { rows } = await sql<{ slug: string; names: Names; basis: string; contributions: number }>`
		select t.slug, t.names, t.basis, count(*)::int as contributions
		from contribution k
		join contribution_theme n on n.contribution_id = k.id
		join theme t on t.id = n.theme_id
		where k.consultation_id = ${source.consultation.id} and k.visibility = 'public'
		group by t.id order by t.slug`.execute(db);
	return rows.flatMap(({ slug, names, basis, contributions }) =>
		Object.entries(names)
			.sort(([a], [b]) => (a < b ? -1 : 1))
			.map(([lang, name]): Row => [
				...[source.consultation.slug, slug, lang, name, basis, contributions],
				addressOf(source, `/answers?theme=${slug}`)
			])
	);
}

type ChangeRow = {
	version: number;
	publishedAt: Date;
	unitId: string;
	number: number | null;
	before: number | null;
	kind: string;
	moved: boolean;
	note: string;
	contributions: string | null;
	responses: string | null;
};

/** What happened to units from version to version, with its public causes. */
export async function changeRows(db: Database, source: Source): Promise<Row[]> {
	const { rows } = await sql<ChangeRow>`
		select v.n as version, v.published_at, c.unit_id, t.number, old.number as before, c.kind, c.moved, c.note,
			(select string_agg(k.reference, '; ' order by k.reference) from unit_change_contribution n
				join contribution k on k.id = n.contribution_id
				where n.version_id = c.version_id and n.unit_id = c.unit_id and k.visibility = 'public') as contributions,
			(select string_agg(r.reference, '; ' order by r.reference) from unit_change_response n
				join reasoned_response r on r.id = n.response_id
				where n.version_id = c.version_id and n.unit_id = c.unit_id
					and r.state in ('published', 'superseded') and ${isOpen()}) as responses
		from unit_change c
		join text_version v on v.id = c.version_id
		left join unit_text t on t.version_id = c.version_id and t.unit_id = c.unit_id
		left join unit_text old on old.version_id = v.base_id and old.unit_id = c.unit_id
		where v.consultation_id = ${source.consultation.id}
		order by v.n, coalesce(t.position, old.position)`.execute(db);
	return rows.map((row) => [
		...[source.consultation.slug, row.version, row.publishedAt, row.unitId, row.number, row.before],
		...[row.kind, row.moved, row.note, row.contributions, row.responses],
		addressOf(source, `/versions/${row.version}/changes`)
	]);
}

type LinkRow = {
	id: string;
	at: string;
	reference: string;
	relation: string | null;
	target: string | null;
	label: string | null;
	version: number | null;
	unit: number | null;
};

/** What leads on from the next contributions: to themes, a group, an answer, changes; and where to go on. */
export async function linkRows(
	db: Database,
	source: Source,
	size: number,
	after: Place
): Promise<{ rows: Row[]; last: Place | null; found: number }> {
	const { rows } = await sql<LinkRow>`
		with batch as (
			select id, reference, received_at, group_id, response_id from contribution
			where consultation_id = ${source.consultation.id} and visibility = 'public'
				and (received_at, id) > (${after.at}::timestamptz, ${after.id}::uuid)
			order by received_at, id limit ${size}
		), links as (
			select s.id, 1 as turn, 'theme' as relation, t.slug as target, null::text as label, null::int as version, null::int as unit
			from batch s join contribution_theme n on n.contribution_id = s.id join theme t on t.id = n.theme_id
			union all
			select s.id, 2, 'group', g.id::text, case when s.response_id is not null then g.title end, null, null
			from batch s join contribution_group g on g.id = s.group_id
			union all
			select s.id, 3, 'response', r.reference, r.kind, null, null
			from batch s join reasoned_response r on r.id = s.response_id
			union all
			select s.id, 4, 'change', c.unit_id::text, c.how, v.n, t.number
			from batch s join unit_change_contribution c on c.contribution_id = s.id
			join text_version v on v.id = c.version_id
			left join unit_text t on t.version_id = c.version_id and t.unit_id = c.unit_id
		)
		select s.id, s.received_at::text as at, s.reference, l.relation, l.target, l.label, l.version, l.unit
		from batch s left join links l on l.id = s.id
		order by s.received_at, s.id, l.turn, l.target, l.version`.execute(db);
	const last = rows.at(-1);
	return {
		rows: rows
			.filter(({ relation }) => relation !== null)
			.map((row) => [
				...[row.reference, source.consultation.slug, row.relation, row.target, row.label],
				...[row.version, row.unit]
			]),
		last: last ? { at: last.at, id: last.id } : null,
		found: new Set(rows.map(({ id }) => id)).size
	};
}
