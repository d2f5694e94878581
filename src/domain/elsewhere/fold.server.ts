/** Puts what a file brought under what says the same, some at a time, so that other work gets its turn between. */

import { foldAlike } from '../contribution/alike.server.ts';
import { lock, touch } from '../consultation/lock.server.ts';
import type { Database, Transaction } from '../database.server.ts';
import { enqueue } from '../jobs.server.ts';

const together = 100;

/** Leaves the next of a file to the queue, in the order they were entered in. */
export const foldLater = (tx: Transaction, id: string, after: string | null = null) =>
	enqueue(tx, 'fold_elsewhere', { id, after }, { jobKey: `fold elsewhere ${id}` });

export function foldNext(db: Database, id: string, after: string | null): Promise<void> {
	return db.transaction().execute(async (tx) => {
		const rows = await tx
			.selectFrom('receivedElsewhere')
			.select(['contributionId', 'consultationId'])
			.where('importId', '=', id)
			.$if(after !== null, (query) => query.where('contributionId', '>', after))
			.orderBy('contributionId')
			.limit(together)
			.execute();
		const [first, last] = [rows[0], rows.at(-1)];
		if (!first || !last) return;
		await lock(tx, first.consultationId, 'shared');
		let folded = false;
		for (const { contributionId } of rows)
			folded = (await foldAlike(tx, contributionId)) !== null || folded;
		if (folded) await touch(tx, first.consultationId);
		if (rows.length === together) await foldLater(tx, id, last.contributionId);
	});
}
