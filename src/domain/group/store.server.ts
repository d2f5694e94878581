/** How groups are kept: contributions that say the same, answered together. */

import { sql } from 'kysely';
import type { Database } from '#domain/database.server.ts';

export type InGroup = {
	id: string;
	title: string;
	lang: string;
	/** How many are in it, private ones counted. */
	count: number;
	/** When this contribution came into it. */
	at: Date;
};

/** The group a contribution is in; null when it is in none. */
export async function groupOf(db: Database, contributionId: string): Promise<InGroup | null> {
	const row = await db
		.selectFrom('contribution as k')
		.innerJoin('contributionGroup as g', 'g.id', 'k.groupId')
		.select(['g.id', 'g.title', 'g.lang', 'k.groupedAt as at'])
		.select(
			sql<number>`(select count(*)::int from contribution m
				where m.group_id = g.id and m.state in ('published', 'held'))`.as('count')
		)
		.where('k.id', '=', contributionId)
		.executeTakeFirst();
	return row ? { ...row, at: row.at ?? new Date(0) } : null;
}
