/** Consultations that have closed, for tests of what comes after. */

import { sql } from 'kysely';
import { close } from '#domain/consultation/close.server.ts';
import type { Database } from '#domain/database.server.ts';
import * as staff from './staff.ts';

/** Lets the time of an open consultation run out: its whole period is now in the past. */
export async function runOut(db: Database, id: string) {
	await sql`update consultation set
			opens_at = least(opens_at, clock_timestamp() - interval '1 hour'),
			closes_at = clock_timestamp() - interval '1 second'
		where id = ${id}::uuid`.execute(db);
	const closed = await close(db, id);
	if (!closed.ok) throw new Error(closed.obstacle.code);
}

export async function closedIn(
	db: Database,
	place: Awaited<ReturnType<typeof staff.office>>,
	units = staff.someUnits
) {
	const { id, slug } = await staff.openIn(db, place, 3600, units);
	await runOut(db, id);
	return { id, slug };
}

/** The units of the text that stands, in order. */
export const unitsOf = (db: Database, id: string) =>
	db
		.selectFrom('unitText as t')
		.innerJoin('consultation as c', 'c.versionId', 't.versionId')
		.select(['t.unitId', 't.number', 't.plain', 't.versionId', 't.kind'])
		.where('c.id', '=', id)
		.orderBy('t.position')
		.execute();
