/** Work left for later: a row of the queue, written in the act's own transaction. */

import { sql } from 'kysely';
import type { Transaction } from './database.server.ts';

type When = {
	runAt?: Date;
	jobKey?: string;
	/** Less than 0 goes before others, more than 0 after them. */
	priority?: number;
};

/** Leaves a task to the queue; a job with the same key that still waits is replaced. */
export async function enqueue(
	tx: Transaction,
	task: string,
	payload: Record<string, unknown>,
	{ runAt, jobKey, priority }: When = {}
): Promise<void> {
	await sql`select graphile_worker.add_job(
		${task}::text, payload => ${JSON.stringify(payload)}::json,
		run_at => ${runAt ?? null}::timestamptz, job_key => ${jobKey ?? null}::text,
		priority => ${priority ?? 0}::int
	)`.execute(tx);
}

/** The same task for many, in one statement. */
export async function enqueueAll(
	tx: Transaction,
	task: string,
	jobs: readonly { payload: Record<string, unknown>; jobKey: string }[]
): Promise<void> {
	if (jobs.length === 0) return;
	await sql`select graphile_worker.add_job(
		${task}::text, payload => job -> 'payload', job_key => job ->> 'jobKey'
	) from json_array_elements(${JSON.stringify(jobs)}::json) job`.execute(tx);
}
