/** A transaction that a refusal undoes: an outcome that is not ok leaves nothing of what was written on the way. */

import type { Database, Transaction } from './database.server.ts';

const undone = new Error('A refusal undid this transaction.');

export async function allOrNothing<Result extends { ok: boolean }>(
	db: Database,
	work: (tx: Transaction) => Promise<Result>
): Promise<Result> {
	let refusal: Result | undefined;
	try {
		return await db.transaction().execute(async (tx) => {
			const outcome = await work(tx);
			if (outcome.ok) return outcome;
			refusal = outcome;
			throw undone;
		});
	} catch (error) {
		if (error === undone && refusal) return refusal;
		throw error;
	}
}
