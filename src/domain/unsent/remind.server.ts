/** Tells whoever has something unsent that the consultation closes soon: one mail for each of them, once. */

import { sql } from 'kysely';
import type { Database, Transaction } from '../database.server.ts';
import { notify } from '../notifications/notify.server.ts';
import { hoursBefore } from './unsent.ts';

type Due = {
	personId: string;
	consultationId: string;
	n: number;
	name: string;
	email: string;
	language: string;
	title: string;
	closesAt: Date;
	space: string;
	zone: string;
};

/** At most a hundred people at a time; who is typing this very hour needs no telling. Answers how many. */
export async function remind(db: Database): Promise<number> {
	return db.transaction().execute(async (tx) => {
		// Two processes never tell the same person twice.
		const { rows } = await sql<{ taken: boolean }>`
			select pg_try_advisory_xact_lock(hashtextextended('remind', 0)) as taken`.execute(tx);
		if (!rows[0]?.taken) return 0;
		const found = await due(tx);
		for (const one of found) {
			await notify(tx, {
				recipient: one.email,
				language: one.language,
				kind: 'unsent',
				facts: {
					name: one.name,
					title: one.title,
					count: one.n,
					closes: { at: one.closesAt.toISOString(), zone: one.zone },
					path: `/${one.language}/${one.space}/contributions`
				}
			});
			await tx
				.updateTable('unsent')
				.set((eb) => ({ remindedAt: eb.fn<Date>('clock_timestamp') }))
				.where('personId', '=', one.personId)
				.where('consultationId', '=', one.consultationId)
				.execute();
		}
		return found.length;
	});
}

async function due(tx: Transaction): Promise<Due[]> {
	const { rows } = await sql<Due>`
		select u.person_id, u.consultation_id, count(*)::int as n, p.name, p.email, p.language,
			c.title, c.closes_at, s.slug as space, s.time_zone as zone
		from unsent u
		join consultation c on c.id = u.consultation_id
		join space s on s.id = c.space_id
		join person p on p.id = u.person_id
		where c.cancelled_at is null and c.announced_at is not null and c.opens_at <= clock_timestamp()
			and c.closes_at between clock_timestamp() and clock_timestamp() + make_interval(hours => ${hoursBefore})
			and p.suspended_at is null
		group by u.person_id, u.consultation_id, p.id, c.id, s.id
		having bool_and(u.reminded_at is null) and max(u.saved_at) < clock_timestamp() - interval '1 hour'
		limit 100`.execute(tx);
	return rows;
}
