/** What its author has seen of what became of a contribution. */

import { sql } from 'kysely';
import type { Database } from '../database.server.ts';

/** Remembers that an author has now seen everything about one of their contributions. */
export async function see(db: Database, personId: string, contributionId: string): Promise<void> {
	await db
		.insertInto('seen')
		.values({ personId, contributionId, at: sql<Date>`clock_timestamp()` })
		.onConflict((on) =>
			on.columns(['personId', 'contributionId']).doUpdateSet({ at: sql<Date>`clock_timestamp()` })
		)
		.execute();
}

/** The same for everything they said in a space. */
export async function seeAll(db: Database, personId: string, spaceId: string): Promise<void> {
	await sql`
		insert into seen (person_id, contribution_id, at)
		select person_id, id, clock_timestamp() from contribution
		where person_id = ${personId} and space_id = ${spaceId} and news_at is not null
		on conflict (person_id, contribution_id) do update set at = excluded.at`.execute(db);
}

/** In how many of their contributions something became that they have not looked at yet, by space. */
export async function freshIn(db: Database, personId: string): Promise<Map<string, number>> {
	const rows = await db
		.selectFrom('contribution')
		.innerJoin('space', 'space.id', 'contribution.spaceId')
		.select(({ fn }) => ['space.slug', fn.countAll<number>().as('n')])
		.where('contribution.personId', '=', personId)
		.where(unread)
		.groupBy('space.slug')
		.execute();
	return new Map(rows.map(({ slug, n }) => [slug, Number(n)]));
}

/** Whether something became of it since its author looked. */
export const unread = sql<boolean>`coalesce(contribution.news_at > coalesce((
	select s.at from seen s where s.person_id = contribution.person_id and s.contribution_id = contribution.id
), contribution.received_at), false)`;
