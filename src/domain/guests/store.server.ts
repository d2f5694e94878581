/** How guests and what they ask for are found. */

import { sql } from 'kysely';
import { holds, type Viewer } from '../accounts/viewer.ts';
import type { Database, Transaction } from '../database.server.ts';
import type { Payload, PendingAct } from '../pending/pending.ts';
import { askedDays } from './guest.ts';

export const pageSize = 20;

/** The space an act that waits would be done in, while it welcomes guests; undefined otherwise. */
export async function welcomingSpace(db: Database, payload: Payload) {
	const { consultationId, unitId } = payload;
	const { rows } = await sql<{ id: string }>`
		select s.id from space s join consultation c on c.space_id = s.id
		where s.guests and c.id = coalesce(
			${typeof consultationId === 'string' ? consultationId : null}::uuid,
			(select u.consultation_id from unit u where u.id = ${typeof unitId === 'string' ? unitId : null}::uuid)
		)`.execute(db);
	return rows[0]?.id;
}

/** Leaves an act to the moderators of its space; false when it does not wait or guests are not welcome there. */
export async function ask(db: Database, id: string, guest: Pick<Viewer, 'email'>) {
	const act = await db
		.selectFrom('pendingAct')
		.select('payload')
		.where('id', '=', id)
		.where('email', '=', guest.email)
		.where('doneAt', 'is', null)
		.executeTakeFirst();
	const spaceId = act && (await welcomingSpace(db, act.payload as Payload));
	if (!spaceId) return false;
	await db
		.updateTable('pendingAct')
		.set({
			spaceId,
			askedAt: (eb) => eb.fn<Date>('clock_timestamp'),
			expiresAt: sql`created_at + make_interval(days => ${askedDays})`
		})
		.where('id', '=', id)
		.where('askedAt', 'is', null)
		.execute();
	return true;
}

/** What waits and whoever looks may read: what was written to the secretariat alone waits for the secretariat. */
const asked = (db: Database, by: Viewer, spaceId: string) =>
	db
		.selectFrom('pendingAct')
		.$if(!holds(by, spaceId, 'SECRETARIAT'), (some) =>
			some.where(sql<boolean>`payload ->> 'visibility' is distinct from 'private'`)
		)
		.innerJoin('person', 'person.email', 'pendingAct.email')
		.where('pendingAct.spaceId', '=', spaceId)
		.where('pendingAct.askedAt', 'is not', null)
		.where('pendingAct.doneAt', 'is', null)
		.where('pendingAct.refusedBecause', 'is', null)
		.where('pendingAct.expiresAt', '>', (eb) => eb.fn<Date>('clock_timestamp'))
		.where('person.guest', '=', true);

/** What guests ask the moderators of a space to let in, the longest waiting first, a page at a time. */
export async function queue(db: Database, by: Viewer, spaceId: string, page: number) {
	const [{ total }, rows] = await Promise.all([
		asked(db, by, spaceId)
			.select(({ fn }) => fn.countAll<number>().as('total'))
			.executeTakeFirstOrThrow(),
		asked(db, by, spaceId)
			.select(['pendingAct.id', 'act', 'payload', 'pendingAct.language', 'returnTo', 'askedAt'])
			.select(['person.id as personId', 'person.name'])
			.orderBy('askedAt')
			.orderBy('pendingAct.id')
			.limit(pageSize)
			.offset((page - 1) * pageSize)
			.execute()
	]);
	return {
		total: Number(total),
		items: rows.map((row) => ({
			...row,
			act: row.act as PendingAct,
			payload: row.payload as Payload
		}))
	};
}

/** The acts of one guest that wait in a space for whoever looks, in the order they were sent. */
export const actsOf = (db: Database, by: Viewer, spaceId: string, personId: string) =>
	asked(db, by, spaceId)
		.select(['pendingAct.id', 'person.id as personId', 'person.name', 'person.email'])
		.select(['person.language', 'person.suspendedAt', 'pendingAct.askedAt'])
		.where('person.id', '=', personId)
		.orderBy('pendingAct.createdAt')
		.limit(100)
		.execute();

/** Where the acts of a guest stand: asked for, or refused and why. By their ids. */
export async function standings(db: Database, email: string) {
	const rows = await db
		.selectFrom('pendingAct')
		.select(['id', 'refusedBecause'])
		.where('email', '=', email)
		.where('doneAt', 'is', null)
		.where('askedAt', 'is not', null)
		.limit(100)
		.execute();
	const refused = rows.filter((row) => row.refusedBecause !== null);
	return {
		asked: rows.filter((row) => row.refusedBecause === null).map(({ id }) => id),
		refused: new Map(refused.map((row) => [row.id, row.refusedBecause ?? '']))
	};
}

/** Spends a proof of work; false when it was spent before. */
export async function spend(db: Database | Transaction, signature: string, seconds: number) {
	const spent = await db
		.insertInto('spentProof')
		.values({ signature, expiresAt: sql`clock_timestamp() + make_interval(secs => ${seconds})` })
		.onConflict((on) => on.column('signature').doNothing())
		.returning('signature')
		.executeTakeFirst();
	return spent !== undefined;
}
