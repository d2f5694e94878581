/** Verbs run in one transaction: their own, or the one they are called in. */

import type { Database, Transaction } from './database.server.ts';

export const inOne = <Result>(
	db: Database,
	verb: (tx: Transaction) => Promise<Result>
): Promise<Result> => (db.isTransaction ? verb(db as Transaction) : db.transaction().execute(verb));
