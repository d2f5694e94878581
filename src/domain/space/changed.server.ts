/** Says that something every page of a space shows has changed. */

import { sql } from 'kysely';
import type { Transaction } from '#domain/database.server.ts';

/** Heard by every process once this transaction commits. */
export async function spaceChanged(tx: Transaction, spaceId: string): Promise<void> {
	await sql`select pg_notify('folkmoot', ${`space ${spaceId}`})`.execute(tx);
}
