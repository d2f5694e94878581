/** The one clock that decides: the database's, read at the moment of asking. */

import { sql } from 'kysely';
import type { Database } from './database.server.ts';

/** The database's time now; inside a transaction too, never the time it began. */
export async function now(db: Database): Promise<Date> {
	const { rows } = await sql<{ at: Date }>`select clock_timestamp() as at`.execute(db);
	if (!rows[0]) throw new Error('The database told no time.');
	return rows[0].at;
}
