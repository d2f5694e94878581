/** Says that what a person is or holds has changed, so that no process believes what it remembers of them. */

import { sql } from 'kysely';
import type { Transaction } from '#domain/database.server.ts';

/** Heard by every process once this transaction commits. */
export async function personChanged(tx: Transaction, personId: string): Promise<void> {
	await sql`select pg_notify('folkmoot', ${`person ${personId}`})`.execute(tx);
}
