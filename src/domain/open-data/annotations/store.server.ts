/** What there is to annotate a text with: public remarks that stand, and published answers to such. */

import { sql } from 'kysely';
import type { Database } from '#domain/database.server.ts';
import { pageSize, type Answered, type Said } from './annotation.ts';

/** Contributions one annotation of an answer names; one that answers more has several annotations. */
const mostTargets = 500;

/** Every annotation as a line, oldest first: what is said later comes later, so that pages fill and stay. */
const lines = (consultationId: string) => sql`
	with answered as (
		select r.id, r.published_at,
			(row_number() over (partition by r.id order by c.received_at, c.id) - 1) / ${mostTargets} + 1 as nth
		from reasoned_response r
		join reasoned_response_contribution a on a.response_id = r.id
		join contribution c on c.id = a.contribution_id
		where r.consultation_id = ${consultationId}::uuid and r.state = 'published'
			and c.visibility = 'public' and c.state = 'published'
	), lines as (
		select c.id, c.received_at as at, 0 as nth from contribution c
		where c.consultation_id = ${consultationId}::uuid
			and c.visibility = 'public' and c.state = 'published'
		union all
		select id, published_at, nth from answered group by id, published_at, nth
	)`;

export async function total(db: Database, consultationId: string): Promise<number> {
	const { rows } = await sql<{ total: number }>`${lines(consultationId)}
		select count(*)::int as total from lines`.execute(db);
	return rows[0]?.total ?? 0;
}

export type Line = { said: Said; answered?: undefined } | { answered: Answered; said?: undefined };

/** The annotations of a page in their order, in three queries. */
export async function linesOn(db: Database, consultationId: string, page: number): Promise<Line[]> {
	const { rows: on } = await sql<{ id: string; nth: number }>`${lines(consultationId)}
		select id, nth::int from lines order by at, id, nth
		limit ${pageSize} offset ${(page - 1) * pageSize}`.execute(db);
	const of = (isSaid: boolean) =>
		on.filter(({ nth }) => (nth === 0) === isSaid).map(({ id }) => id);
	const [said, answered] = await Promise.all([saidIn(db, of(true)), answeredIn(db, of(false))]);
	return on.flatMap(({ id, nth }): Line[] => {
		if (nth === 0) {
			const one = said.get(id);
			return one ? [{ said: one }] : [];
		}
		const one = answered.get(`${id} ${nth}`);
		return one ? [{ answered: one }] : [];
	});
}

async function saidIn(db: Database, ids: string[]): Promise<Map<string, Said>> {
	if (ids.length === 0) return new Map();
	const { rows } = await sql<Said & { id: string }>`
		select c.id, c.reference, c.kind, c.depth, c.body, c.lang, c.author_name, o.name as organisation,
			c.received_at, c.edited_at, v.n as version, c.unit_id, t.number,
			q.exact, q.prefix, q.suffix, q.start_at as start, q.end_at as end, q.lang as quote_lang,
			s.act as suggests, s.words, s.lang as words_lang,
			case when p.visibility = 'public' and p.state = 'published' then p.reference end as parent_reference
		from contribution c
		join text_version v on v.id = c.version_id
		left join unit_text t on t.version_id = c.version_id and t.unit_id = c.unit_id
		left join organisation o on o.id = c.organisation_id
		left join quote q on q.contribution_id = c.id
		left join suggestion s on s.contribution_id = c.id
		left join contribution p on p.id = c.parent_id
		where c.id = any(${ids}::uuid[]) and c.visibility = 'public' and c.state = 'published'`.execute(db);
	return new Map(rows.map(({ id, ...row }) => [id, row]));
}

async function answeredIn(db: Database, ids: string[]): Promise<Map<string, Answered>> {
	if (ids.length === 0) return new Map();
	const { rows } = await sql<Answered & { id: string }>`
		with numbered as (
			select r.id, c.reference,
				(row_number() over (partition by r.id order by c.received_at, c.id) - 1) / ${mostTargets} + 1 as nth
			from reasoned_response r
			join reasoned_response_contribution a on a.response_id = r.id
			join contribution c on c.id = a.contribution_id
			where r.id = any(${ids}::uuid[]) and c.visibility = 'public' and c.state = 'published'
		)
		select r.id, r.reference, r.kind, r.lang, r.input, r.consideration, r.influence, r.reasons, r.beyond,
			r.published_at, o.name as agency, n.nth::int, array_agg(n.reference) as answers
		from numbered n
		join reasoned_response r on r.id = n.id and r.state = 'published'
		left join organisation o on o.id = r.agency_id
		group by r.id, o.name, n.nth`.execute(db);
	return new Map(rows.map(({ id, ...row }) => [`${id} ${row.nth}`, row]));
}
