/** How people are found and changed. */

import type { Database, Transaction } from '#domain/database.server.ts';
import { newId } from '#domain/identity.ts';
import { inOne } from '#domain/transaction.server.ts';
import { addressKey } from './address-key.ts';
import { nameObstacle, nameOf, type NameObstacle } from './accounts.ts';
import { personChanged } from './changed.server.ts';
import type { Viewer } from './viewer.ts';

/** What stands for a name until its person has signed in and given one. */
export const unnamed = '—';

/** The person of a mailbox, however its address is spelt; undefined when there is none. */
export const personByEmail = (db: Database, email: string) =>
	db
		.selectFrom('person')
		.select(['id', 'name', 'email', 'language', 'emailVerified', 'suspendedAt'])
		.where((eb) => eb.or([eb('email', '=', email), eb('addressKey', '=', addressKey(email))]))
		.orderBy((eb) => eb('email', '=', email), 'desc')
		.limit(1)
		.executeTakeFirst();

/** Where mail for an address goes: to the account its mailbox has, as that account spells it. */
export const mailboxOf = async (db: Database, email: string) =>
	(await personByEmail(db, email))?.email ?? email;

/** The person of an address, made when there is none: they give their name when they first sign in. */
export async function personFor(tx: Transaction, email: string, language: string) {
	await tx
		.insertInto('person')
		.values({ id: newId(), email, addressKey: addressKey(email), name: unnamed, language })
		.onConflict((on) => on.doNothing())
		.execute();
	const person = await personByEmail(tx, email);
	if (!person) throw new Error('A person just written cannot be read.');
	return person;
}

export type Renamed = { ok: true } | { ok: false; obstacle: NameObstacle };

/** Changes the name shown with what someone sends from now on, and the language of their mail. */
export function changeProfile(
	db: Database,
	by: Pick<Viewer, 'id'>,
	to: { name: string; language: string }
): Promise<Renamed> {
	const name = nameOf(to.name);
	const obstacle = nameObstacle(name);
	if (obstacle) return Promise.resolve({ ok: false, obstacle });
	return inOne(db, async (tx) => {
		await tx
			.updateTable('person')
			.set({ name, language: to.language })
			.where('id', '=', by.id)
			.execute();
		await personChanged(tx, by.id);
		return { ok: true };
	});
}
