/** The database as the domain sees it. Functions take `db` first; one that asks for a Transaction must run in one. */

import type { Kysely, Transaction as KyselyTransaction } from 'kysely';
import type { DB } from './tables.server.ts';

export type Tables = DB;
export type Database = Kysely<Tables>;
export type Transaction = KyselyTransaction<Tables>;
