/** Asks the queue to turn up at a consultation's opening and closing; asking again moves the appointment. */

import type { Transaction } from '#domain/database.server.ts';
import { enqueue } from '#domain/jobs.server.ts';

type Dates = { id: string; opensAt: Date | null; closesAt: Date | null };

/** Part of the act's own transaction; dates that are null stay as they were asked for. */
export async function schedule(tx: Transaction, { id, opensAt, closesAt }: Dates): Promise<void> {
	const appoint = (task: string, runAt: Date) =>
		enqueue(tx, task, { id }, { runAt, jobKey: `${task} ${id}` });
	if (opensAt) await appoint('consultation_opens', opensAt);
	if (closesAt) await appoint('consultation_closes', closesAt);
}
