/** How far the telling of a response is: whether everyone was found, how many of them were told. */

import { sql } from 'kysely';
import type { Database } from '#domain/database.server.ts';

export type Telling = {
	/** Everyone who is to be told is known. */
	found: boolean;
	/** Who is told at once: by a notice with a mail, or a mail where they wrote from. */
	total: number;
	told: number;
	/** Who hears in a daily or weekly digest. */
	later: number;
};

/** Null before it was published. */
export async function tellingOf(db: Database, responseId: string): Promise<Telling | null> {
	const { rows } = await sql<Telling>`
		select n.told_at is not null as found,
			count(m.person_id) filter (where m.pace = 'at_once')::int as total,
			count(m.person_id) filter (where m.pace = 'at_once' and m.told_at is not null)::int as told,
			count(m.person_id) filter (where m.pace <> 'at_once')::int as later
		from news n left join notice m on m.news_id = n.id
		where n.response_id = ${responseId} and n.kind = 'response'
		group by n.id order by n.at desc limit 1`.execute(db);
	return rows[0] ?? null;
}
