/** The lock of a consultation: writers share it, closing and extending hold it alone; the time is read after it. */

import { sql } from 'kysely';
import type { Transaction } from '#domain/database.server.ts';
import { now } from '#domain/clock.server.ts';

/** Takes the lock of one consultation and answers its row and the time from then on; undefined when it is missing. */
export async function lock(tx: Transaction, consultationId: string, how: 'shared' | 'alone') {
	const take = how === 'alone' ? sql`pg_advisory_xact_lock` : sql`pg_advisory_xact_lock_shared`;
	await sql`select ${take}(consultation_lock(${consultationId}::uuid))`.execute(tx);
	const at = await now(tx);
	const consultation = await tx
		.selectFrom('consultation')
		.selectAll()
		.where('id', '=', consultationId)
		.executeTakeFirst();
	return consultation && { consultation, at };
}

/** Makes the public pages of a consultation old, in every process, once this transaction commits. */
export async function touch(tx: Transaction, consultationId: string): Promise<void> {
	await sql`select touch(${consultationId}::uuid)`.execute(tx);
}

/** The same where words are gone for good or for now: not even copies kept for an outage may show them. */
export async function withhold(tx: Transaction, consultationId: string): Promise<void> {
	await touch(tx, consultationId);
	await sql`select pg_notify('folkmoot', ${`withheld ${consultationId}`})`.execute(tx);
}
