/** How waiting acts are kept and found. */

import type { Database, Transaction } from '#domain/database.server.ts';
import { hashOf } from '#domain/secret.server.ts';
import type { Payload, PendingAct, Waiting } from './pending.ts';

const columns = ['id', 'act', 'payload', 'language', 'returnTo', 'createdAt', 'expiresAt'] as const;

const waitingRows = (db: Database) =>
	db
		.selectFrom('pendingAct')
		.select(columns)
		.select(['email', 'tokenHash'])
		.where('doneAt', 'is', null)
		.where('expiresAt', '>', (eb) => eb.fn<Date>('clock_timestamp'));

type Row = Awaited<ReturnType<ReturnType<typeof waitingRows>['executeTakeFirstOrThrow']>>;

const waitingOf = ({ email: _email, tokenHash: _hash, ...row }: Row): Waiting => ({
	...row,
	act: row.act as PendingAct,
	payload: row.payload as Payload
});

/** The act a token finds; undefined when it is done, dropped or expired. */
export async function byToken(db: Database, token: string): Promise<Waiting | undefined> {
	const row = await waitingRows(db).where('tokenHash', '=', hashOf(token)).executeTakeFirst();
	return row && waitingOf(row);
}

/** The act of an id while it is bound to an address. */
export async function byId(db: Database, id: string, email: string): Promise<Waiting | undefined> {
	const row = await waitingRows(db)
		.where('id', '=', id)
		.where('email', '=', email)
		.executeTakeFirst();
	return row && waitingOf(row);
}

/** What waits for the person of an address, the latest first. */
export async function ofEmail(db: Database, email: string): Promise<Waiting[]> {
	const rows = await waitingRows(db)
		.where('email', '=', email)
		.orderBy('createdAt', 'desc')
		.limit(100)
		.execute();
	return rows.map(waitingOf);
}

/** Says whose an act is; a later address replaces a mistyped one. Answers its id. */
export async function bind(db: Database, token: string, email: string): Promise<string | null> {
	const row = await db
		.updateTable('pendingAct')
		.set({ email })
		.where('tokenHash', '=', hashOf(token))
		.where('doneAt', 'is', null)
		.where('expiresAt', '>', (eb) => eb.fn<Date>('clock_timestamp'))
		.returning('id')
		.executeTakeFirst();
	return row?.id ?? null;
}

/** Takes one act for its author alone, until the transaction ends. */
export async function take(tx: Transaction, id: string, email: string) {
	const row = await waitingRows(tx)
		.where('id', '=', id)
		.where('email', '=', email)
		.where('refusedBecause', 'is', null)
		.forUpdate()
		.executeTakeFirst();
	return row && waitingOf(row);
}

/** An act that was carried out leaves only its row, so that its link can say so; the words go. */
export async function finish(tx: Transaction, id: string) {
	await tx
		.updateTable('pendingAct')
		.set({ payload: '{}', doneAt: (eb) => eb.fn<Date>('clock_timestamp') })
		.where('id', '=', id)
		.execute();
}

/** Drops one of one's waiting acts. */
export async function drop(db: Database, id: string, email: string): Promise<void> {
	await db.deleteFrom('pendingAct').where('id', '=', id).where('email', '=', email).execute();
}

/** Erases what nobody confirmed in time; answers how many. */
export async function eraseExpired(db: Database): Promise<number> {
	const erased = await db
		.deleteFrom('pendingAct')
		.where('expiresAt', '<=', (eb) => eb.fn<Date>('clock_timestamp'))
		.executeTakeFirst();
	return Number(erased.numDeletedRows);
}
