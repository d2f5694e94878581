/** Who hears of what is new on a consultation: authors, voters and followers, each person once for each fact. */

import { sql } from 'kysely';
import type { Database, Transaction } from '../database.server.ts';
import { paceOfOwn } from './notices.ts';
import { tellContacts } from './tell-contacts.server.ts';

/** Pieces of news taken at once. */
const batch = 100;

/**
 * Finds who hears of the news that wait on a consultation, and writes a notice for each of them. Answers how
 * many pieces of news that were; none waits when there were less than a batch.
 */
export function hear(db: Database, consultationId: string): Promise<number> {
	return db.transaction().execute(async (tx) => {
		await sql`select pg_advisory_xact_lock(hashtextextended('hear ' || ${consultationId}::text, 0))`.execute(
			tx
		);
		const { rows } = await sql<{ id: string }>`select id from news
			where consultation_id = ${consultationId} and told_at is null order by at, id limit ${batch}`.execute(
			tx
		);
		const ids = rows.map(({ id }) => id);
		if (ids.length === 0) return 0;
		await write(tx, ids);
		await tellContacts(tx, ids);
		await tx
			.updateTable('news')
			.set((eb) => ({ toldAt: eb.fn<Date>('clock_timestamp') }))
			.where('id', 'in', ids)
			.execute();
		return ids.length;
	});
}

/** The same for all that wait. */
export async function hearAll(db: Database, consultationId: string): Promise<void> {
	while ((await hear(db, consultationId)) === batch);
}

/**
 * The most particular reason wins, also where it says never. Others hear only of what is public and still
 * stands; its author hears of what became of it wherever it can be seen.
 */
async function write(tx: Transaction, ids: readonly string[]) {
	await sql`
		with due as (
			select n.*, n.kind in ('contribution', 'reply') as said from news n where n.id = any(${ids}::uuid[])
		), about as (
			select n.id as news_id, n.kind, n.said, k.id, k.parent_id, k.person_id, k.organisation_id, k.unit_id,
				k.visibility = 'public' and k.state = 'published' as shown
			from due n join contribution k on k.id = n.contribution_id
			union
			select n.id, n.kind, n.said, k.id, k.parent_id, k.person_id, k.organisation_id, k.unit_id,
				k.visibility = 'public' and k.state = 'published'
			from due n join reasoned_response_contribution r on r.response_id = n.response_id
			join contribution k on k.id = r.contribution_id where k.state <> 'withdrawn'
			union
			select n.id, n.kind, n.said, k.id, k.parent_id, k.person_id, k.organisation_id, k.unit_id,
				k.visibility = 'public' and k.state = 'published'
			from due n join (
				select version_id, contribution_id from unit_change_contribution
				union
				select u.version_id, r.contribution_id from unit_change_response u
				join reasoned_response_contribution r on r.response_id = u.response_id
			) c on c.version_id = n.version_id
			join contribution k on k.id = c.contribution_id
			where n.kind = 'version' and k.state <> 'withdrawn'
		), heard as (
			select news_id, person_id, 'own' as target, person_id as target_id, null as pace, null::timestamptz as since, 2 as rank
			from about where not said and person_id is not null
			union all
			select a.news_id, p.person_id, 'own', p.person_id, null, null, 2
			from about a join contribution p on p.id = a.parent_id
			where a.kind = 'reply' and a.shown and p.person_id is not null
			union all
			select n.id, v.voter_id, 'own', v.voter_id, null, null, 2
			from due n join text_version t on t.id = n.version_id
			join earlier_vote v on v.version_id = t.base_id and v.voter_kind = 'person'
			where n.kind = 'version'
			union all
			select n.id, v.voter_id, 'own', v.voter_id, null, null, 2
			from due n join unit u on u.consultation_id = n.consultation_id
			join earlier_vote v on v.unit_id = u.id and v.voter_kind = 'person'
			where n.kind = 'round'
			union all
			select a.news_id, f.person_id, f.target, f.target_id, f.pace, f.at, 1
			from about a join follow f on f.target = 'contribution'
				and f.target_id in (a.id, case when a.kind = 'reply' then a.parent_id end)
			where a.shown
			union all
			select w.news_id, f.person_id, f.target, f.target_id, f.pace, f.at, 3
			from (
				select news_id, unit_id from about where shown and kind <> 'grouped'
				union select id, unit_id from due where not said
				union select n.id, c.unit_id from due n join unit_change c on c.version_id = n.version_id
					where n.kind = 'version'
			) w join follow f on f.target = 'unit' and f.target_id = w.unit_id
			union all
			select a.news_id, f.person_id, f.target, f.target_id, f.pace, f.at, 4
			from about a join contribution_theme t on t.contribution_id = a.id
			join follow f on f.target = 'theme' and f.target_id = t.theme_id
			where a.shown and a.kind <> 'grouped'
			union all
			select a.news_id, f.person_id, f.target, f.target_id, f.pace, f.at, 5
			from about a join follow f on f.target = 'organisation' and f.target_id = a.organisation_id
			where a.shown and a.kind <> 'grouped'
			union all
			select n.id, f.person_id, f.target, f.target_id, f.pace, f.at, 6
			from due n join follow f on f.target = 'consultation' and f.target_id = n.consultation_id
			where n.kind <> 'grouped' and (n.kind not in ('contribution', 'reply', 'response')
				or exists (select from about a where a.news_id = n.id and a.shown))
		), chosen as (
			select distinct on (h.news_id, h.person_id) h.news_id, h.person_id, h.target, h.target_id,
				coalesce(h.pace, o.pace, ${paceOfOwn}) as pace
			from heard h
			join due n on n.id = h.news_id and (h.since is null or h.since <= n.at)
			left join follow o on h.target = 'own' and o.target = 'own' and o.person_id = h.person_id
			order by h.news_id, h.person_id, h.rank, h.target_id
		)
		insert into notice (news_id, person_id, target, target_id, pace, at)
		select c.news_id, c.person_id, c.target, c.target_id, c.pace, clock_timestamp()
		from chosen c
		join due n on n.id = c.news_id
		join person p on p.id = c.person_id
		left join contribution k on k.id = n.contribution_id and n.said
		left join reasoned_response r on r.id = n.response_id
		left join text_version v on v.id = n.version_id
		where c.pace <> 'never'
			and p.suspended_at is null and p.erased_at is null and not p.guest
			and c.person_id is distinct from coalesce(n.by_id, k.person_id, r.published_by, v.published_by)
			and not exists (
				select from mute m where m.person_id = c.person_id and m.muted_id = k.person_id
			)
		on conflict (person_id, news_id) do nothing`.execute(tx);
}
