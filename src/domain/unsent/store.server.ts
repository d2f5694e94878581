/** How unsent words are kept and found. */

import { sql } from 'kysely';
import type { Database, Transaction } from '../database.server.ts';
import { isId } from '../identity.ts';
import type { Fields } from './unsent.ts';

type Where = { consultationId: string; form: string };
export const pageSize = 20;

const at = (personId: string, { consultationId, form }: Where) => ({
	personId,
	consultationId,
	form
});

/** What one person typed into one form; undefined when nothing is kept. */
export async function find(db: Database, personId: string, where: Where) {
	const row = await db
		.selectFrom('unsent')
		.select(['fields', 'savedAt'])
		.where('personId', '=', personId)
		.where('consultationId', '=', where.consultationId)
		.where('form', '=', where.form)
		.executeTakeFirst();
	return row && { fields: row.fields as Fields, savedAt: row.savedAt };
}

export async function write(
	tx: Transaction,
	personId: string,
	where: Where,
	fields: Fields,
	savedAt: Date
) {
	const kept = { fields: JSON.stringify(fields), savedAt };
	await tx
		.insertInto('unsent')
		.values({ ...at(personId, where), ...kept })
		.onConflict((on) => on.columns(['personId', 'consultationId', 'form']).doUpdateSet(kept))
		.execute();
}

/** Whether a form of this key was sent by a person; asked under the person's lock, which sending takes too. */
export async function wasSent(tx: Transaction, personId: string, key: string): Promise<boolean> {
	if (!isId(key)) return false;
	const row = await tx
		.selectFrom('sentForm')
		.select('key')
		.where('sender', '=', personId)
		.where('key', '=', key)
		.executeTakeFirst();
	return row !== undefined;
}

/** What was sent is unsent no more, whatever is still on its way to be kept. */
export async function forgetSent(tx: Transaction, personId: string, where: Where) {
	await sql`select 1 from person where id = ${personId} for no key update`.execute(tx);
	await drop(tx, personId, where);
}

/** Forgets what was typed into a form: it was sent, or emptied, or is no longer wanted. */
export async function drop(db: Database, personId: string, where: Where) {
	await db
		.deleteFrom('unsent')
		.where('personId', '=', personId)
		.where('consultationId', '=', where.consultationId)
		.where('form', '=', where.form)
		.execute();
}

export async function countOthers(
	tx: Transaction,
	personId: string,
	{ consultationId, form }: Where
) {
	const { n } = await tx
		.selectFrom('unsent')
		.select(({ fn }) => fn.countAll<number>().as('n'))
		.where('personId', '=', personId)
		.where((eb) => eb.not(eb.and({ consultationId, form })))
		.executeTakeFirstOrThrow();
	return Number(n);
}

/** All that one person has not sent in a space, the latest first, with the consultation it is for. */
export async function ofPerson(db: Database, personId: string, spaceId: string) {
	const rows = await db
		.selectFrom('unsent')
		.innerJoin('consultation', 'consultation.id', 'unsent.consultationId')
		.select(['unsent.form', 'unsent.fields', 'unsent.savedAt', 'unsent.consultationId'])
		.select(['slug', 'title', 'language', 'closesAt', 'cancelledAt'])
		.where('unsent.personId', '=', personId)
		.where('consultation.spaceId', '=', spaceId)
		.orderBy('unsent.savedAt', 'desc')
		.limit(100)
		.execute();
	return rows.map((row) => ({ ...row, fields: row.fields as Fields }));
}
