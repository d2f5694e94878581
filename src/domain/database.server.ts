/** The database as the domain sees it. Functions take `db` first; one that asks for a Transaction must run in one. */

import type { Kysely, Transaction as KyselyTransaction } from 'kysely';
import type { DB } from './tables.server.ts';

export type Tables = DB;
export type Database = Kysely<Tables>;
export type Transaction = KyselyTransaction<Tables>;

/** Runs the work in the transaction it is given, or in one of its own: so verbs can be joined into one act. */
export const within = <Result>(
	db: Database,
	work: (tx: Transaction) => Promise<Result>
): Promise<Result> => (db.isTransaction ? work(db as Transaction) : db.transaction().execute(work));
