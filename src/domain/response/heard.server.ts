/** What a consultation's public answers say: what was heard by theme, what was decided. */

import { sql } from 'kysely';
import type { Database } from '#domain/database.server.ts';
import { mostThemes, type Names } from '../theme/theme.ts';
import { mostInReport, pageSize, type Filter } from './heard.ts';
import { isOpen } from './open.server.ts';
import type { Kind, Parts } from './response.ts';
import { changedIn, numberOf } from './store.server.ts';

export type Heard = {
	/** Null for those that have no theme. */
	slug: string | null;
	names: Names;
	contributions: number;
	answered: number;
	byKind: Record<Kind, number>;
};

/**
 * Contributions by theme, the most spoken of first, those without one last; private ones are counted, withdrawn ones are
 * not. Empty where none has a theme.
 */
export async function heard(db: Database, consultationId: string): Promise<Heard[]> {
	const { rows } = await sql<Heard>`
		select t.slug, coalesce(t.names, '{}') as names, count(*)::int as contributions, count(k.response_id)::int as answered,
			json_build_object(
				'included', count(*) filter (where r.kind = 'included'),
				'included_with_changes', count(*) filter (where r.kind = 'included_with_changes'),
				'not_included', count(*) filter (where r.kind = 'not_included')
			) as by_kind
		from contribution k
		left join contribution_theme n on n.contribution_id = k.id
		left join theme t on t.id = n.theme_id
		left join reasoned_response r on r.id = k.response_id
		where k.consultation_id = ${consultationId} and k.state <> 'withdrawn'
		group by t.id order by t.id is null, count(*) desc, t.slug limit ${mostThemes + 1}`.execute(db);
	return rows.some(({ slug }) => slug !== null) ? rows : [];
}

/** A unit by its number in the newest version that has it, and the version its words changed in; null while none has come out. */
export type ChangedUnit = { number: number; version: number | null };

export type Decided = Parts & {
	id: string;
	reference: string;
	kind: Kind;
	lang: string;
	decidedBy: string;
	consideredOn: string | null;
	agency: { name: string; slug: string } | null;
	publishedAt: Date;
	/** Contributions it answers, private ones among them. */
	answers: number;
	themes: { slug: string; names: Names }[];
	/** The units it names as changed. */
	units: ChangedUnit[];
	/** Decisions and commitments it names. */
	links: { kind: 'decision' | 'commitment'; title: string; href: string | null }[];
};

/** Published responses that a filter asks for, the latest first, and how many there are: of each kind, too. */
export async function decided(
	db: Database,
	consultationId: string,
	filter: Filter,
	{ whole = false } = {}
) {
	const wanted = wantedBy(consultationId, filter);
	const ofKind = filter.kind ? sql`and r.kind = ${filter.kind}` : sql``;
	const [size, from] = whole ? [mostInReport, 0] : [pageSize, (filter.page - 1) * pageSize];
	const [{ rows: counted }, { rows }] = await Promise.all([
		sql<{ kind: Kind; n: number }>`
			select r.kind, count(*)::int as n from reasoned_response r where ${wanted} group by r.kind`.execute(
			db
		),
		sql<Decided>`
			select r.id, r.reference, r.kind, r.lang, r.input, r.consideration, r.influence, r.reasons, r.beyond,
				r.decided_by, r.considered_on::text, r.published_at,
				case when a.id is not null then json_build_object('name', a.name, 'slug', a.slug) end as agency,
				(select count(*)::int from contribution k where k.response_id = r.id) as answers,
				coalesce((
					select json_agg(json_build_object('slug', t.slug, 'names', t.names) order by t.n desc, t.slug) from (
						select th.slug, th.names, count(*) as n from contribution k
						join contribution_theme ct on ct.contribution_id = k.id join theme th on th.id = ct.theme_id
						where k.response_id = r.id group by th.id order by count(*) desc, th.slug limit 5
					) t
				), '[]') as themes,
				coalesce((
					select json_agg(json_build_object('number', t.number, 'version', ${changedIn(sql`l.unit_id`, sql`r.id`)}) order by l.n)
					from reasoned_response_link l cross join lateral (select ${numberOf(sql`l.unit_id`)} as number) t
					where l.response_id = r.id and t.number is not null
				), '[]') as units,
				coalesce((
					select json_agg(json_build_object('kind', l.kind, 'title', l.title, 'href', l.href) order by l.n)
					from reasoned_response_link l where l.response_id = r.id and l.kind <> 'unit'
				), '[]') as links
			from reasoned_response r left join organisation a on a.id = r.agency_id
			where ${wanted} ${ofKind}
			order by r.published_at desc, r.id limit ${size} offset ${from}`.execute(db)
	]);
	const counts: Record<Kind, number> = { included: 0, included_with_changes: 0, not_included: 0 };
	for (const { kind, n } of counted) counts[kind] = n;
	const all = counts.included + counts.included_with_changes + counts.not_included;
	return { counts, all, total: filter.kind ? counts[filter.kind] : all, rows };
}

/** Everything a filter asks for but the kind: of kinds, the numbers of all are shown. */
function wantedBy(consultationId: string, { theme, agency, unit }: Filter) {
	const byTheme = sql`exists (
		select 1 from contribution k join contribution_theme ct on ct.contribution_id = k.id
		join theme th on th.id = ct.theme_id where k.response_id = r.id and th.slug = ${theme})`;
	const byAgency = sql`exists (
		select 1 from organisation o where o.id = r.agency_id and o.slug = ${agency})`;
	const byUnit = sql`exists (
		select 1 from reasoned_response_link l join unit_text u on u.unit_id = l.unit_id
		where l.response_id = r.id and u.number = ${unit})`;
	return sql`r.consultation_id = ${consultationId} and r.state = 'published' and ${isOpen()}
		${theme ? sql`and ${byTheme}` : sql``} ${agency ? sql`and ${byAgency}` : sql``}
		${unit === null ? sql`` : sql`and ${byUnit}`}`;
}

/** Numbers of the units that answers name as changed while no version has come out yet in which they are. */
export async function promised(db: Database, consultationId: string): Promise<number[]> {
	const { rows } = await sql<{ number: number }>`
		select distinct t.number from reasoned_response r
		join reasoned_response_link l on l.response_id = r.id and l.kind = 'unit'
		join consultation c on c.id = r.consultation_id
		join unit_text t on t.version_id = c.version_id and t.unit_id = l.unit_id
		where r.consultation_id = ${consultationId} and r.state = 'published' and ${isOpen()} and t.number is not null
			and not exists (
				select from unit_change u join text_version v on v.id = u.version_id
				where u.unit_id = l.unit_id and v.consultation_id = r.consultation_id
			)
		order by t.number limit 200`.execute(db);
	return rows.map(({ number }) => number);
}

/** How many answers went to private contributions alone. */
export async function closedAnswers(db: Database, consultationId: string): Promise<number> {
	const { rows } = await sql<{ n: number }>`
		select count(*)::int as n from reasoned_response r
		where r.consultation_id = ${consultationId} and r.state = 'published' and not ${isOpen()}`.execute(
		db
	);
	return rows[0]?.n ?? 0;
}

/** The bodies that answered in a consultation. */
export const answering = (db: Database, consultationId: string) =>
	db
		.selectFrom('reasonedResponse as r')
		.innerJoin('organisation as o', 'o.id', 'r.agencyId')
		.select(['o.slug', 'o.name'])
		.distinct()
		.where('r.consultationId', '=', consultationId)
		.where('r.state', '=', 'published')
		.where(isOpen())
		.orderBy('o.name')
		.limit(200)
		.execute();
