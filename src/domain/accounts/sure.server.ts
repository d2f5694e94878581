/** How sure a session is of its person: raised by a key, doubted when what they hold changes. */

import { sql } from 'kysely';
import type { Database, Transaction } from '#domain/database.server.ts';
import { newToken } from '#domain/identity.ts';
import { personChanged } from './changed.server.ts';

/** Minutes after which a sensitive act asks again who is there. */
export const sureMinutes = 10;

/** Whether a session was shown to be its person's within the last minutes, by the database's clock. */
export async function isSure(db: Database, sessionId: string): Promise<boolean> {
	const row = await db
		.selectFrom('session')
		.select('id')
		.where('id', '=', sessionId)
		.where('confirmedAt', '>', sql<Date>`clock_timestamp() - make_interval(mins => ${sureMinutes})`)
		.executeTakeFirst();
	return row !== undefined;
}

/** The person was asked again and answered by mail: good for sensitive acts, not a second key. */
export async function confirmSession(tx: Transaction, sessionId: string): Promise<void> {
	await tx
		.updateTable('session')
		.set({ confirmedAt: sql<Date>`clock_timestamp()` })
		.where('id', '=', sessionId)
		.execute();
}

/** A second key was used: the session goes on under a new secret, answered; the old one opens nothing. */
export async function stepSession(
	tx: Transaction,
	by: { id: string; sessionId: string }
): Promise<string> {
	const token = newToken();
	await tx
		.updateTable('session')
		.set({
			token,
			steppedAt: sql<Date>`clock_timestamp()`,
			confirmedAt: sql<Date>`clock_timestamp()`
		})
		.where('id', '=', by.sessionId)
		.where('personId', '=', by.id)
		.execute();
	await personChanged(tx, by.id);
	return token;
}

/** The session goes on under a new secret, answered, and is asked again before anything sensitive. */
export async function renewSession(
	tx: Transaction,
	by: { id: string; sessionId: string }
): Promise<string> {
	const token = newToken();
	await tx
		.updateTable('session')
		.set({ token, confirmedAt: null })
		.where('id', '=', by.sessionId)
		.where('personId', '=', by.id)
		.execute();
	await personChanged(tx, by.id);
	return token;
}

/** What someone holds has changed: each of their sessions takes the second step again, and is asked again. */
export async function doubtSessions(tx: Transaction, personId: string): Promise<void> {
	await tx
		.updateTable('session')
		.set({ steppedAt: null, confirmedAt: null })
		.where('personId', '=', personId)
		.execute();
	await personChanged(tx, personId);
}
