/** Followers are told that a consultation closes soon: once for each closing that was announced. */

import { sql } from 'kysely';
import type { Database } from '../database.server.ts';
import { now } from '../clock.server.ts';
import { tell } from './news.server.ts';
import { soonHours } from './notices.ts';

type Due = { id: string; spaceId: string };

/** Answers how many consultations that were. An extension makes it news again; what is open shorter is no news. */
export async function tellClosing(db: Database): Promise<number> {
	return db.transaction().execute(async (tx) => {
		const { rows } = await sql<Due>`
			select c.id, c.space_id as "spaceId" from consultation c
			where c.announced_at is not null and c.cancelled_at is null and c.closed_at is null
				and c.opens_at < c.closes_at - make_interval(hours => ${soonHours})
				and clock_timestamp() between c.closes_at - make_interval(hours => ${soonHours}) and c.closes_at
				and not exists (
					select from news n where n.consultation_id = c.id and n.kind = 'closing'
						and n.at > c.closes_at - make_interval(hours => ${soonHours})
				)
			order by c.id limit 100 for no key update of c skip locked`.execute(tx);
		const at = await now(tx);
		for (const { id: consultationId, spaceId } of rows)
			await tell(tx, { kind: 'closing', spaceId, consultationId, at });
		return rows.length;
	});
}
