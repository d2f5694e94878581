/** Files nobody finished: a reading whose process died, and rows whose time is over. */

import { sql } from 'kysely';
import type { Database } from '../database.server.ts';
import { patience, type ImportObstacle } from './import.ts';

/** Days in which a file waits to be accepted, and rows with faults wait to be read. */
const days = 30;

export async function tidyElsewhere(db: Database): Promise<void> {
	const interrupted: ImportObstacle = { code: 'interrupted' };
	await sql`update contribution_import set state = 'refused', ended_at = clock_timestamp(),
			obstacle = ${JSON.stringify(interrupted)}::jsonb
		where state = 'reading' and created_at < clock_timestamp() - make_interval(mins => ${patience})`.execute(
		db
	);
	await sql`update contribution_import set state = 'cancelled', ended_at = clock_timestamp()
		where state in ('mapping', 'checked') and created_at < clock_timestamp() - make_interval(days => ${days})`.execute(
		db
	);
	await sql`delete from contribution_import_row r using contribution_import i
		where i.id = r.import_id and r.contribution_id is null and (
			i.state in ('refused', 'cancelled')
			or i.state = 'entered' and i.ended_at < clock_timestamp() - make_interval(days => ${days})
		)`.execute(db);
}
