/** Links of newcomers are inert until something of theirs has stood: a day in public unreported, left to stand, or answered. */

import { sql } from 'kysely';
import { touch } from '../consultation/lock.server.ts';
import type { Database } from '../database.server.ts';
import { inOne } from '../transaction.server.ts';

/** Whose first contribution has stood by now: from here on their links work, earlier ones too. Answers how many people. */
export const letStand = (db: Database): Promise<number> =>
	inOne(db, async (tx) => {
		const { rows: people } = await sql<{ id: string }>`
			update person p set stood_at = clock_timestamp()
			where p.stood_at is null and p.suspended_at is null and p.id in (
				select c.person_id from contribution c
				where not c.links and c.state = 'published' and c.visibility = 'public' and c.person_id is not null
					and (
						c.received_at <= clock_timestamp() - interval '1 day'
						and not exists (select from report r where r.contribution_id = c.id and r.settled_at is null)
						or c.answered_at is not null
						or exists (select from moderation_act a where a.contribution_id = c.id and a.act = 'dismiss')
					)
			)
			returning p.id`.execute(tx);
		if (people.length === 0) return 0;
		const { rows } = await sql<{ id: string }>`
			with turned as (
				update contribution set links = true
				where person_id = any (${people.map(({ id }) => id)}::uuid[]) and not links
				returning consultation_id
			) select distinct consultation_id as id from turned`.execute(tx);
		for (const { id } of rows) await touch(tx, id);
		return people.length;
	});
