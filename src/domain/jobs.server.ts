/** Work left for later: a row of the queue, written in the act's own transaction. */

import { sql } from 'kysely';
import type { Transaction } from './database.server.ts';

type When = { runAt?: Date; jobKey?: string };

/** Leaves a task to the queue; a job with the same key that still waits is replaced. */
export async function enqueue(
	tx: Transaction,
	task: string,
	payload: Record<string, unknown>,
	{ runAt, jobKey }: When = {}
): Promise<void> {
	await sql`select graphile_worker.add_job(
		${task}::text, payload => ${JSON.stringify(payload)}::json,
		run_at => ${runAt ?? null}::timestamptz, job_key => ${jobKey ?? null}::text
	)`.execute(tx);
}
