/** Keeps what is being typed, so that it is found again on any device; words that are gone are dropped. */

import { sql } from 'kysely';
import type { Viewer } from '../accounts/viewer.ts';
import { now } from '../clock.server.ts';
import type { Database } from '../database.server.ts';
import { inOne } from '../transaction.server.ts';
import { keptOf, most, type Fields } from './unsent.ts';
import * as store from './store.server.ts';

export type Kept =
	{ ok: true; savedAt: Date | null } | { ok: false; obstacle: { code: 'too_many'; most: number } };

/** The time it was kept at; null when there was nothing to keep. */
export function keep(
	db: Database,
	by: Pick<Viewer, 'id'>,
	where: { consultationId: string; form: string },
	fields: Fields
): Promise<Kept> {
	return inOne<Kept>(db, async (tx) => {
		const kept = keptOf(fields);
		if (!kept) {
			await store.drop(tx, by.id, where);
			return { ok: true, savedAt: null };
		}
		// One at a time per person, or the number kept could be passed; nothing for who has just gone.
		const there = await sql`select 1 from person
			where id = ${by.id} and erased_at is null for no key update`.execute(tx);
		if (there.rows.length === 0) return { ok: true, savedAt: null };
		// The form was sent while its words were on their way to be kept.
		if (fields.key && (await store.wasSent(tx, by.id, fields.key)))
			return { ok: true, savedAt: null };
		const others = await store.countOthers(tx, by.id, where);
		if (others >= most) return { ok: false, obstacle: { code: 'too_many', most } };
		const savedAt = await now(tx);
		await store.write(tx, by.id, where, kept, savedAt);
		return { ok: true, savedAt };
	});
}
