/**
 * Takes out what an approved wave means, or puts back what an undone one took: some people at a time, each time in a
 * transaction that has the consultation to itself for a moment. Repeated, it goes on where it was.
 */

import { sql } from 'kysely';
import { answeredIfNoneLeft } from '../consultation/answered.server.ts';
import { lock, touch, withhold } from '../consultation/lock.server.ts';
import { unfold } from '../contribution/alike.server.ts';
import type { Database, Transaction } from '../database.server.ts';
import { registerChanged } from '../moderation/register.server.ts';
import { inOne } from '../transaction.server.ts';
import * as ledger from '../ledger/ledger.server.ts';
import { bring } from './restore.server.ts';
import type { Step } from './step.ts';
import * as store from './store.server.ts';
import { take } from './take.server.ts';
import { tell } from './told.server.ts';
import type { Counts } from './wave.server.ts';

/** People at a time: their acts are out within some hundredths of a second. */
const atOnce = 500;

export async function carryOut(db: Database, id: string): Promise<void> {
	const row = await db
		.selectFrom('invalidation')
		.select('consultationId')
		.where('id', '=', id)
		.executeTakeFirst();
	if (!row) return;
	for (const part of [step, telling]) {
		let more = true;
		while (more) more = await inOne(db, (tx) => part(tx, row.consultationId, id));
	}
}

/** The next people's acts; false when nobody is left and that is written down. */
async function step(tx: Transaction, consultationId: string, id: string): Promise<boolean> {
	const held = await lock(tx, consultationId, 'alone');
	const one = held && (await store.locked(tx, consultationId, id));
	if (!one || (one.state !== 'taking' && one.state !== 'restoring')) return false;
	const { at } = held;
	const taking = one.state === 'taking';
	const people = await next(tx, id, taking);
	const scene = { tx, at, one, spaceId: held.consultation.spaceId };
	if (people.length === 0) {
		await (taking ? finishTaking : finishRestoring)(scene);
		if (taking) await answeredIfNoneLeft(tx, held.consultation, at);
		return false;
	}
	if (taking) await take(scene, people);
	else await bring(scene, people);
	await sql`update invalidation_person set taken = ${taking}, told = false
		where invalidation_id = ${id} and person_id = any (${people}::uuid[])`.execute(tx);
	await (taking && one.condition.takes.includes('contributions') ? withhold : touch)(
		tx,
		consultationId
	);
	return true;
}

/** The next people's mail, while votes go on; false when all were told. Whose acts are back is free again. */
async function telling(tx: Transaction, consultationId: string, id: string): Promise<boolean> {
	const one = await store.locked(tx, consultationId, id);
	if (one?.state !== 'standing' && one?.state !== 'restored') return false;
	const rows = await tx
		.selectFrom('invalidationPerson')
		.select('personId')
		.where('invalidationId', '=', id)
		.where('told', '=', false)
		.orderBy('personId')
		.limit(atOnce)
		.execute();
	if (rows.length === 0) return false;
	const people = rows.map(({ personId }) => personId);
	await tell({ tx, at: (one.restoredAt ?? one.carriedAt) as Date, one }, people);
	await (one.state === 'standing' ? mark : release)(tx, id, people);
	return true;
}

async function next(tx: Transaction, id: string, taking: boolean) {
	const rows = await tx
		.selectFrom('invalidationPerson')
		.select('personId')
		.where('invalidationId', '=', id)
		.where('taken', '=', !taking)
		.orderBy('personId')
		.limit(atOnce)
		.execute();
	return rows.map(({ personId }) => personId);
}

const mark = (tx: Transaction, id: string, people: readonly string[]) =>
	sql`update invalidation_person set told = true
		where invalidation_id = ${id} and person_id = any (${people}::uuid[])`.execute(tx);

/** They may vote and speak again. */
const release = (tx: Transaction, id: string, people: readonly string[]) =>
	sql`delete from invalidation_person
		where invalidation_id = ${id} and person_id = any (${people}::uuid[])`.execute(tx);

async function finishTaking({ tx, at, one, spaceId }: Step) {
	const { rows } = await sql<Counts>`select
		(select count(*) from invalidation_person where invalidation_id = ${one.id}) as people,
		(select count(*) from invalid_vote where invalidation_id = ${one.id}) as votes,
		(select count(*) from invalid_support where invalidation_id = ${one.id}) as supports,
		(select count(*) from moderation_act where invalidation_id = ${one.id} and act = 'refuse') as contributions`.execute(
		tx
	);
	const counts = rows[0] ?? { people: 0, votes: 0, supports: 0, contributions: 0 };
	await tx
		.updateTable('invalidation')
		.set({ ...counts, carriedAt: at })
		.where('id', '=', one.id)
		.execute();
	await unfold(tx, await contributionsOf(tx, one.id));
	await record({ tx, at, one, spaceId }, 'invalidation.carried_out', counts);
	await registerChanged(tx, spaceId);
	await touch(tx, one.consultationId);
}

async function finishRestoring({ tx, at, one, spaceId }: Step) {
	await tx.updateTable('invalidation').set({ restoredAt: at }).where('id', '=', one.id).execute();
	await record({ tx, at, one, spaceId }, 'invalidation.restored', {});
	await registerChanged(tx, spaceId);
	await touch(tx, one.consultationId);
}

async function contributionsOf(tx: Transaction, id: string) {
	const rows = await tx
		.selectFrom('moderationAct')
		.select('contributionId')
		.distinct()
		.where('invalidationId', '=', id)
		.execute();
	return rows.map(({ contributionId }) => contributionId);
}

const record = ({ tx, at, one, spaceId }: Step, type: string, counts: Partial<Counts>) =>
	ledger.record(tx, {
		...{ spaceId, type, about: ['invalidation', one.id], role: 'CLOCK', at },
		payload: { consultation: one.consultationId, ...counts }
	});
