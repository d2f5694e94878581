/** The queue of the answer desk: what waits for an answer, a page at a time, and the way from one to the next. */

import { sql } from 'kysely';
import type { Database } from '../database.server.ts';
import type { Kind } from '../contribution/contribution.ts';
import type { Given } from '../theme/store.server.ts';
import { themesOf } from '../theme/store.server.ts';
import { pageSize, type Filter } from './filter.ts';
import { matching, orders } from './matching.server.ts';
import type { Scope } from './scope.ts';

export type Line = {
	id: string;
	reference: string;
	kind: Kind;
	lang: string;
	author: string;
	channel: string;
	organisation: string | null;
	guest: boolean;
	private: boolean;
	held: boolean;
	/** Said in reply to something. */
	reply: boolean;
	place: string;
	number: number | null;
	section: string | null;
	/** The first words; nothing where they are held from whoever looks. */
	opening: string;
	people: number;
	organisations: number;
	guests: number;
	alike: number;
	receivedAt: Date;
	group: { id: string; title: string; lang: string } | null;
	agency: string | null;
	assignee: string | null;
	/** The answer that stands, or the draft on its way. */
	answer: { reference: string; state: string } | null;
	themes: Given[];
};

type Row = Omit<Line, 'group' | 'answer' | 'themes'> & {
	groupId: string | null;
	groupTitle: string;
	groupLang: string;
	answerReference: string | null;
	answerState: string;
};

/** What the desk shows of a row, wherever it is listed; joined to `k`. */
const columns = ({ readsHeld }: Scope) => sql`
	k.id, k.reference, k.kind, k.lang, k.author_name as author, k.channel, o.name as organisation, k.guest,
	k.visibility = 'private' as private, k.state = 'held' as held, k.depth > 0 as reply, k.place, t.number,
	case when k.place = 'section' then t.plain end as section,
	case when k.state = 'published' or ${readsHeld} then left(k.body, 280) else '' end as opening,
	k.support_people as people, k.support_organisations as organisations, k.support_guests as guests,
	k.alike_count as alike, k.received_at,
	g.id as group_id, g.title as group_title, g.lang as group_lang, a.name as agency, p.name as assignee,
	r.reference as answer_reference, r.state as answer_state`;

const joins = sql`
	left join organisation o on o.id = k.organisation_id
	left join unit_text t on t.version_id = k.version_id and t.unit_id = k.unit_id
	left join contribution_group g on g.id = k.group_id
	left join organisation a on a.id = k.agency_id
	left join person p on p.id = k.assignee_id
	left join lateral (
		select d.reference, d.state from reasoned_response d where d.id = k.response_id
		union all
		select d.reference, d.state from reasoned_response_contribution rc
		join reasoned_response d on d.id = rc.response_id
		where k.response_id is null and rc.contribution_id = k.id and d.state in ('draft', 'review')
		limit 1
	) r on true`;

const lineOf = ({
	groupId,
	groupTitle,
	groupLang,
	answerReference,
	answerState,
	...row
}: Row): Omit<Line, 'themes'> => ({
	...row,
	group: groupId === null ? null : { id: groupId, title: groupTitle, lang: groupLang },
	answer: answerReference === null ? null : { reference: answerReference, state: answerState }
});

/** A page of those a filter shows, and how many it shows in all. Two queries, however many there are. */
export async function queue(
	db: Database,
	scope: Scope,
	filter: Filter,
	page = 1
): Promise<{ total: number; lines: Line[] }> {
	const where = matching(scope, filter);
	const { by } = orders[filter.sort];
	const [{ rows: counted }, { rows }] = await Promise.all([
		sql<{
			total: number;
		}>`select count(*)::int as total from contribution k where ${where}`.execute(db),
		sql<Row>`
			with page as materialized (
				select k.id, row_number() over (order by ${by}) as n from contribution k where ${where}
				order by ${by} limit ${pageSize} offset ${(page - 1) * pageSize}
			)
			select ${columns(scope)} from page join contribution k using (id) ${joins} order by page.n`.execute(
			db
		)
	]);
	return { total: counted[0]?.total ?? 0, lines: await withThemes(db, rows) };
}

/** These contributions as the desk lists them, in the order given; what whoever looks may not see is absent. */
export async function linesOf(db: Database, scope: Scope, ids: readonly string[]): Promise<Line[]> {
	if (ids.length === 0) return [];
	const { rows } = await sql<Row>`
		select ${columns(scope)} from unnest(${ids}::uuid[]) with ordinality as wanted (id, n)
		join contribution k using (id) ${joins}
		where k.consultation_id = ${scope.consultationId} and k.state in ('published', 'held')
			and (${scope.withPrivate} or k.visibility = 'public')
		order by wanted.n`.execute(db);
	return withThemes(db, rows);
}

async function withThemes(db: Database, rows: readonly Row[]): Promise<Line[]> {
	const themes = await themesOf(
		db,
		rows.map(({ id }) => id)
	);
	return rows.map((row) => ({ ...lineOf(row), themes: themes.get(row.id) ?? [] }));
}

export type Way = {
	previous: string | null;
	next: string | null;
	/** Which of all it is, from 1; null where the filter does not show it any more. */
	n: number | null;
	total: number;
};

/** The way on from one contribution within a filter, also when it has just left it. One query. */
export async function wayFrom(
	db: Database,
	scope: Scope,
	filter: Filter,
	id: string
): Promise<Way> {
	const { keys, way } = orders[filter.sort];
	const [before, after] = filter.sort === 'newest' ? [sql`>`, sql`<`] : [sql`<`, sql`>`];
	const back = filter.sort === 'newest' ? sql`asc` : sql`desc`;
	const { rows } = await sql<Way & { within: boolean; ahead: number }>`
		with own as (select ${keys} as key from contribution k where k.id = ${id}),
		found as materialized (
			select k.id, k.reference, ${keys} as key from contribution k where ${matching(scope, filter)}
		)
		select
			(select reference from found, own where found.key ${before} own.key order by found.key ${back} limit 1) as previous,
			(select reference from found, own where found.key ${after} own.key order by found.key ${way} limit 1) as next,
			(select count(*)::int from found, own where found.key ${before} own.key) as ahead,
			exists (select from found where id = ${id}) as within,
			(select count(*)::int from found) as total`.execute(db);
	const [row] = rows;
	if (!row) return { previous: null, next: null, n: null, total: 0 };
	const { previous, next, within, ahead, total } = row;
	return { previous, next, total, n: within ? ahead + 1 : null };
}
