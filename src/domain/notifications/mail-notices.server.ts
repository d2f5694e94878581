/** Notices become mail: one for a person and a consultation at once, one for a person and a space by day and week. */

import { sql, type RawBuilder } from 'kysely';
import type { Database, Transaction } from '../database.server.ts';
import { breath, digestHour } from './notices.ts';

/** People written to in one transaction. */
const batch = 1000;

/** Mail of news lets links to sign in and receipts go first. */
const after = 10;

/**
 * Writes the mail of what waits to be told at once on a consultation; answers to how many. What only tells of
 * others' words waits until some minutes have passed since the last mail.
 */
export async function mailAtOnce(db: Database, consultationId: string): Promise<number> {
	return inBatches(
		db,
		`at once ${consultationId}`,
		sql`
		select t.person_id, array_agg(t.news_id) as news
		from notice t join news n on n.id = t.news_id
		where t.pace = 'at_once' and t.told_at is null and n.consultation_id = ${consultationId}
		group by t.person_id
		having not bool_and(n.kind in ('contribution', 'reply', 'grouped') and (t.target <> 'own' or n.kind = 'grouped'))
			or not exists (
				select from notice e join news en on en.id = e.news_id join mail m on m.id = e.mail_id
				where e.person_id = t.person_id and e.pace = 'at_once' and en.consultation_id = ${consultationId}
					and m.created_at > clock_timestamp() - make_interval(mins => ${breath})
			)`
	);
}

/** Writes the digests of a space that are due: of all that came before the last eight o’clock there. */
export async function mailDigests(db: Database, spaceId: string): Promise<number> {
	let told = 0;
	for (const pace of ['daily', 'weekly'] as const)
		told += await inBatches(
			db,
			`${pace} ${spaceId}`,
			sql`
			select t.person_id, array_agg(t.news_id) as news
			from notice t join news n on n.id = t.news_id join space s on s.id = n.space_id
			where t.pace = ${pace} and t.told_at is null and n.space_id = ${spaceId}
				and t.at < ${lastHour(pace)}
			group by t.person_id`
		);
	return told;
}

/** Spaces with a digest that is due, and consultations with something to tell that nobody was asked to tell. */
export async function waiting(db: Database) {
	const { rows: spaces } = await sql<{ id: string }>`
		select distinct s.id from space s join news n on n.space_id = s.id join notice t on t.news_id = n.id
		where t.told_at is null and (
			t.pace = 'daily' and t.at < ${lastHour('daily')} or t.pace = 'weekly' and t.at < ${lastHour('weekly')}
		)`.execute(db);
	const { rows: consultations } = await sql<{ id: string }>`
		select distinct consultation_id as id from news where told_at is null
		union
		select distinct n.consultation_id from notice t join news n on n.id = t.news_id
		where t.told_at is null and t.pace = 'at_once'`.execute(db);
	return {
		spaces: spaces.map(({ id }) => id),
		consultations: consultations.map(({ id }) => id)
	};
}

/** The last eight o’clock in the zone of the space `s`: of a day, or of a Monday. */
const lastHour = (pace: 'daily' | 'weekly') => {
	const unit = pace === 'daily' ? 'day' : 'week';
	const hours = sql`make_interval(hours => ${digestHour})`;
	return sql`((date_trunc(${unit}, (clock_timestamp() at time zone s.time_zone) - ${hours}) + ${hours})
		at time zone s.time_zone)`;
};

/** `who` answers people with the news each is told. */
async function inBatches(db: Database, lock: string, who: RawBuilder<unknown>): Promise<number> {
	let told = 0;
	for (;;) {
		const found = await db.transaction().execute((tx) => one(tx, lock, who));
		told += found;
		if (found < batch) return told;
	}
}

async function one(tx: Transaction, lock: string, who: RawBuilder<unknown>): Promise<number> {
	await sql`select pg_advisory_xact_lock(hashtextextended(${lock}, 1))`.execute(tx);
	// Whose address takes no mail finds the news on the site.
	const { rows } = await sql<{ told: number }>`
		with told as materialized (
			select w.person_id, w.news, p.email, p.language, gen_random_uuid() as mail_id,
				p.mail_stopped_at is null and p.suspended_at is null
					and p.erased_at is null as reached
			from (${who}) w join person p on p.id = w.person_id
			order by w.person_id limit ${batch}
		), letters as (
			insert into mail (id, recipient, language, kind, facts)
			select mail_id, email, language, 'notices', jsonb_build_object('person', person_id)
			from told where reached returning id
		), marked as (
			update notice t set told_at = clock_timestamp(),
				mail_id = case when x.reached then x.mail_id end
			from (select person_id, unnest(news) as news_id, mail_id, reached from told) x
			where t.person_id = x.person_id and t.news_id = x.news_id
		), jobs as (
			select count(*) from graphile_worker.add_jobs((
				select array_agg(row('send_mail', json_build_object('id', id), null, null, null,
					'mail ' || id, ${after}, null)::graphile_worker.job_spec) from letters
			))
		)
		select (select count(*) from told)::int as told, (select * from jobs)`.execute(tx);
	return rows[0]?.told ?? 0;
}
