/** Jobs that a process took and died with. The queue itself would keep them from the others for four hours. */

import { sql } from 'kysely';
import type { Database } from '#domain/database.server.ts';
import { presence } from './hub.server.ts';

/** Frees the jobs of processes that are no longer there; answers how many processes that were. */
export async function freeLeftBehind(db: Database, afterSeconds = 30): Promise<number> {
	const { rows } = await sql<{ worker: string }>`
		select distinct locked_by as worker from graphile_worker.jobs
		where locked_at < clock_timestamp() - make_interval(secs => ${afterSeconds})
			and not exists (
				select from pg_stat_activity a
				where a.datname = current_database() and a.application_name like ${`${presence}%`}
					and position(split_part(locked_by, '-', 2) in a.application_name) > 0
			)`.execute(db);
	const gone = rows.map(({ worker }) => worker);
	if (gone.length > 0) {
		const { rows: held } = await sql<{ id: string }>`select id::text from graphile_worker.jobs
			where locked_by = any(${gone}::text[]) and task_identifier = 'send_mail'`.execute(db);
		await sql`select graphile_worker.force_unlock_workers(${gone}::text[])`.execute(db);
		// A process that died is no try: the row of a mail counts those and says when it is given up.
		await sql`select graphile_worker.reschedule_jobs(${held.map(({ id }) => id)}::bigint[], attempts => 0)`.execute(
			db
		);
	}
	return gone.length;
}
