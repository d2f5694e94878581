/** Another mail address for an account: both are told, and a press behind the link in the new one makes it so. */

import { sql } from 'kysely';
import { addressKey } from '#domain/accounts/address-key.ts';
import { personByEmail } from '#domain/accounts/person.server.ts';
import { personChanged } from '#domain/accounts/changed.server.ts';
import { renewSession } from '#domain/accounts/sure.server.ts';
import type { Database, Transaction } from '#domain/database.server.ts';
import { mayMail } from '#domain/notifications/quota.server.ts';
import { notify } from '#domain/notifications/notify.server.ts';
import { inOne } from '#domain/transaction.server.ts';
import type { Holder } from './changed.server.ts';
import { newTicket, ticketOf, useTicket } from './ticket.server.ts';

/** Mails the link to the new address and a word to the old one. Whether the new one has an account is said in its own mail only. */
export function askForAddress(db: Database, by: Holder, email: string): Promise<string | null> {
	return inOne(db, async (tx) => {
		const { language, name } = by;
		await tx
			.deleteFrom('ticket')
			.where('personId', '=', by.id)
			.where('purpose', '=', 'address')
			.execute();
		const told = { name, email, path: `/${language}/account` };
		await notify(tx, { recipient: by.email, language, kind: 'address_asked', facts: told });
		const may = await mayMail(tx, email);
		const known = await personByEmail(tx, email);
		if (known && known.id !== by.id) {
			if (may) await notify(tx, { recipient: email, language, kind: 'address_taken', facts: {} });
			return null;
		}
		const bound = { personId: by.id, facts: { email } };
		const path = `/${language}/account/address/${await newTicket(tx, 'address', bound)}`;
		const facts = { path, name };
		if (may) await notify(tx, { recipient: email, language, kind: 'address_confirm', facts });
		return path;
	});
}

/** What a link is for, without using it; null when it is unknown, used or over. */
export async function addressOf(db: Database, token: string) {
	const ticket = await ticketOf(db, 'address', token);
	if (!ticket?.personId) return null;
	const person = await personOf(db, ticket.personId);
	return person ? { email: ticket.facts.email ?? '', name: person.name, from: person.email } : null;
}

type Changed =
	/** The secret the session of the same person goes on under, when the link was opened in one. */
	{ ok: true; token: string | null } | { ok: false; obstacle: { code: 'link_over' | 'taken' } };

/** Uses the link up: the account has the new address; links to the old one and all other sessions are over. */
export function changeAddress(
	db: Database,
	token: string,
	viewer: { id: string; sessionId: string } | null
): Promise<Changed> {
	return inOne<Changed>(db, async (tx) => {
		const ticket = await useTicket(tx, 'address', token);
		const person = ticket?.personId ? await personOf(tx, ticket.personId) : undefined;
		const email = ticket?.facts.email;
		if (!person || !email) return { ok: false, obstacle: { code: 'link_over' } };
		// Nobody else takes the address between this look and the change.
		await sql`lock table person in share row exclusive mode`.execute(tx);
		const known = await personByEmail(tx, email);
		if (known && known.id !== person.id) return { ok: false, obstacle: { code: 'taken' } };

		await tx
			.updateTable('person')
			.set({
				...{ email, addressKey: addressKey(email) },
				...{ mailStoppedAt: null, mailStoppedBecause: null }
			})
			.where('id', '=', person.id)
			.execute();
		await forget(tx, person.id, person.email, email);
		const here = viewer?.id === person.id ? viewer : null;
		await tx
			.deleteFrom('session')
			.where('personId', '=', person.id)
			.$if(here !== null, (some) => some.where('id', '!=', here?.sessionId ?? ''))
			.execute();
		await personChanged(tx, person.id);
		const { name, language } = person;
		const facts = { name, email };
		for (const recipient of [person.email, email])
			await notify(tx, { recipient, language, kind: 'address_changed', facts });
		return { ok: true, token: here ? await renewSession(tx, here) : null };
	});
}

/** Everything that was sent to the old address opens nothing any more; what waits to be sent moves along. */
async function forget(tx: Transaction, personId: string, from: string, to: string) {
	await tx.deleteFrom('ticket').where('personId', '=', personId).execute();
	await sql`delete from verification where value::jsonb ->> 'email' = ${from}`.execute(tx);
	await tx.updateTable('pendingAct').set({ email: to }).where('email', '=', from).execute();
}

const personOf = (db: Database, id: string) =>
	db
		.selectFrom('person')
		.select(['id', 'name', 'email', 'language'])
		.where('id', '=', id)
		.where('suspendedAt', 'is', null)
		.executeTakeFirst();
