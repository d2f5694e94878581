/** Every public count that is stored, recomputed from the rows it counts. */

import { sql } from 'kysely';
import type { Database } from '#domain/database.server.ts';

/** A count that is not what its rows come to. */
export type Difference = { count: string; of: string; shown: string; counted: string };
export type Checked = { count: string; checked: number };

const votes = sql<Difference>`
	with shown as (
		select unit_id, voter_kind, sum(agree) as agree, sum(changes) as changes, sum(disagree) as disagree, sum(unsure) as unsure
		from (
			select unit_id, voter_kind, agree, changes, disagree, unsure from tally
			union all
			select unit_id, voter_kind, agree, changes, disagree, unsure from vote_delta
		) both_of_them group by unit_id, voter_kind
	), counted as (
		select unit_id, voter_kind, count(*) filter (where value = 'agree') as agree,
			count(*) filter (where value = 'changes') as changes,
			count(*) filter (where value = 'disagree') as disagree,
			count(*) filter (where value = 'unsure') as unsure
		from vote group by unit_id, voter_kind
	), faced as (
		select unit_id, voter_kind,
			concat_ws('/', coalesce(s.agree, 0), coalesce(s.changes, 0), coalesce(s.disagree, 0), coalesce(s.unsure, 0)) as shown,
			concat_ws('/', coalesce(c.agree, 0), coalesce(c.changes, 0), coalesce(c.disagree, 0), coalesce(c.unsure, 0)) as counted
		from shown s full join counted c using (unit_id, voter_kind)
	)
	select 'votes' as count, voter_kind || ' on unit ' || unit_id as of, shown, counted from faced where shown <> counted`;

const places = sql<Difference>`
	select 'place of tally' as count, 'unit ' || t.unit_id as of, t.consultation_id::text as shown, u.consultation_id::text as counted
	from tally t join unit u on u.id = t.unit_id where t.consultation_id <> u.consultation_id`;

const supports = sql<Difference>`
	with counted as (
		select contribution_id, count(*) filter (where voter_kind = 'person') as people,
			count(*) filter (where voter_kind = 'organisation') as organisations,
			count(*) filter (where voter_kind = 'guest') as guests
		from support group by contribution_id
	)
	select 'support' as count, c.reference as of,
		concat_ws('/', c.support_people, c.support_organisations, c.support_guests) as shown,
		concat_ws('/', coalesce(n.people, 0), coalesce(n.organisations, 0), coalesce(n.guests, 0)) as counted
	from contribution c left join counted n on n.contribution_id = c.id
	where (c.support_people, c.support_organisations, c.support_guests)
		<> (coalesce(n.people, 0), coalesce(n.organisations, 0), coalesce(n.guests, 0))`;

const replies = sql<Difference>`
	with counted as (
		select parent_id, count(*) as n from contribution
		where parent_id is not null and visibility = 'public' group by parent_id
	)
	select 'replies' as count, c.reference as of, c.reply_count::text as shown, coalesce(n.n, 0)::text as counted
	from contribution c left join counted n on n.parent_id = c.id
	where c.reply_count <> coalesce(n.n, 0)`;

const signatures = sql<Difference>`
	with counted as (select contribution_id, count(*) as n from signature group by contribution_id)
	select 'signatures' as count, c.reference as of, c.signature_count::text as shown, coalesce(n.n, 0)::text as counted
	from contribution c left join counted n on n.contribution_id = c.id
	where c.signature_count <> coalesce(n.n, 0)`;

/** Heads of folded texts count those that say the same; nothing is folded twice. */
const alike = sql<Difference>`
	with counted as (select alike_of as id, count(*) as n from contribution where alike_of is not null group by alike_of)
	select 'folded' as count, c.reference as of, c.alike_count::text as shown,
		case when c.alike_of is not null and n.n > 0 then 'folded itself' else coalesce(n.n, 0)::text end as counted
	from contribution c left join counted n using (id)
	where c.alike_count <> coalesce(n.n, 0) or (c.alike_of is not null and n.n > 0)`;

/** What an invalidation took is in no count: neither a vote nor a support of the same voter stands beside it. */
const invalidated = sql<Difference>`
	select 'invalidated' as count, 'unit ' || i.unit_id as of, 'out' as shown, 'in' as counted
	from invalid_vote i join vote v using (unit_id, voter_id, version_id)
	union all
	select 'invalidated', c.reference, 'out', 'in'
	from invalid_support i join support s using (contribution_id, voter_id) join contribution c on c.id = i.contribution_id`;

/** Votes that stayed with an earlier text. */
const earlier = sql<Difference>`
	with counted as (
		select version_id, unit_id, voter_kind, count(*) filter (where value = 'agree') as agree,
			count(*) filter (where value = 'changes') as changes,
			count(*) filter (where value = 'disagree') as disagree,
			count(*) filter (where value = 'unsure') as unsure
		from earlier_vote group by version_id, unit_id, voter_kind
	), faced as (
		select version_id, unit_id, voter_kind,
			concat_ws('/', coalesce(s.agree, 0), coalesce(s.changes, 0), coalesce(s.disagree, 0), coalesce(s.unsure, 0)) as shown,
			concat_ws('/', coalesce(c.agree, 0), coalesce(c.changes, 0), coalesce(c.disagree, 0), coalesce(c.unsure, 0)) as counted
		from earlier_tally s full join counted c using (version_id, unit_id, voter_kind)
	)
	select 'earlier votes' as count, voter_kind || ' on unit ' || unit_id || ' in version ' || version_id as of, shown, counted
	from faced where shown <> counted`;

/** Compares in one snapshot, so that votes cast meanwhile are no differences. */
export function differences(db: Database): Promise<Difference[]> {
	return db
		.transaction()
		.setIsolationLevel('repeatable read')
		.setAccessMode('read only')
		.execute(async (tx) => {
			// Counting a million votes may take longer than a page is given.
			await sql`set local statement_timeout = 0`.execute(tx);
			const found: Difference[] = [];
			for (const question of [
				votes,
				places,
				earlier,
				supports,
				replies,
				signatures,
				alike,
				invalidated
			]) {
				found.push(...(await question.execute(tx)).rows);
			}
			return found;
		});
}

/** How many counts there are to compare, by name. */
export async function countsThere(db: Database): Promise<Checked[]> {
	const { rows } = await sql<Checked>`
		select 'votes' as count, count(distinct (unit_id, voter_kind)) as checked from vote
		union all select 'earlier votes', count(distinct (version_id, unit_id, voter_kind)) from earlier_vote
		union all select 'support', count(*) from contribution
		union all select 'replies', count(*) from contribution
		union all select 'signatures', count(*) from contribution where joint
		union all select 'folded', count(*) from contribution
		union all select 'invalidated', (select count(*) from invalid_vote) + (select count(*) from invalid_support)`.execute(
		db
	);
	return rows;
}
