/** Where someone is signed in, and how they end it. */

import { sql } from 'kysely';
import type { Database } from '#domain/database.server.ts';
import { newId, newToken } from '#domain/identity.ts';
import { inOne } from '#domain/transaction.server.ts';
import { personChanged } from './changed.server.ts';
import type { Viewer } from './viewer.ts';

/** The sessions of a person that still hold, the latest first. */
export const sessionsOf = (db: Database, personId: string) =>
	db
		.selectFrom('session')
		.select(['id', 'userAgent', 'createdAt', 'expiresAt'])
		.where('personId', '=', personId)
		.where('expiresAt', '>', (eb) => eb.fn<Date>('clock_timestamp'))
		.orderBy('createdAt', 'desc')
		.limit(100)
		.execute();

type Opened = { userAgent: string; days: number; stepped: boolean };

/** A session opened without a mail link; answers its secret. Nothing sensitive is done in it before who came is asked again, unless their second key opened it. */
export async function openSession(
	db: Database,
	personId: string,
	{ userAgent, days, stepped }: Opened
): Promise<string> {
	const token = newToken();
	const at = stepped ? sql<Date>`clock_timestamp()` : null;
	await db
		.insertInto('session')
		.values({
			id: newId(),
			personId,
			token,
			userAgent,
			expiresAt: sql<Date>`clock_timestamp() + make_interval(days => ${days})`,
			steppedAt: at,
			confirmedAt: at
		})
		.execute();
	return token;
}

/** Ends one of one's own sessions; whose it is not finds nothing to end. */
export function endSession(db: Database, by: Pick<Viewer, 'id'>, sessionId: string) {
	return inOne(db, async (tx) => {
		const ended = await tx
			.deleteFrom('session')
			.where('id', '=', sessionId)
			.where('personId', '=', by.id)
			.executeTakeFirst();
		if (ended.numDeletedRows > 0n) await personChanged(tx, by.id);
		return { ok: true as const, ended: Number(ended.numDeletedRows) };
	});
}

/** Ends all of one's sessions but the one this is asked from. */
export function endOtherSessions(db: Database, by: Pick<Viewer, 'id' | 'sessionId'>) {
	return inOne(db, async (tx) => {
		const ended = await tx
			.deleteFrom('session')
			.where('personId', '=', by.id)
			.where('id', '!=', by.sessionId)
			.executeTakeFirst();
		if (ended.numDeletedRows > 0n) await personChanged(tx, by.id);
		return { ok: true as const, ended: Number(ended.numDeletedRows) };
	});
}
