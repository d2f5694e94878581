/** What a sign-in link knows besides its address: kept with its hash, gone with its use. */

import { sql } from 'kysely';
import type { Database } from '#domain/database.server.ts';
import { newId, newToken } from '#domain/identity.ts';
import { hashOf } from '#domain/secret.server.ts';
import { personByEmail, unnamed } from './person.server.ts';

export type Link = {
	email: string;
	/** The name to offer in the form: someone who has not signed in yet is asked for one. */
	name: string;
	firstTime: boolean;
	suspended: boolean;
	/** The waiting act this link was asked for with, and the path to go to. */
	act: string | null;
	to: string | null;
};

type Note = { name?: string; act?: string | null; to?: string | null };

/** Minutes a sign-in link is good for. */
export const linkMinutes = 15;

/** A new one-time token for an address, in the form the sign-in machinery uses it up. */
export async function makeLink(db: Database, email: string, note: Note = {}): Promise<string> {
	const token = newToken();
	await db
		.insertInto('verification')
		.values({
			id: newId(),
			identifier: hashOf(token),
			value: JSON.stringify({ email, name: '', ...note }),
			expiresAt: sql`clock_timestamp() + make_interval(mins => ${linkMinutes})`
		})
		.execute();
	return token;
}

/** What a link is for, without using it; null when it is unknown, used or over. */
export async function linkOf(db: Database, token: string): Promise<Link | null> {
	const row = await db
		.selectFrom('verification')
		.select('value')
		.where('identifier', '=', hashOf(token))
		.where('expiresAt', '>', (eb) => eb.fn<Date>('clock_timestamp'))
		.executeTakeFirst();
	if (!row) return null;
	const kept = JSON.parse(row.value) as { email: string } & Note;
	const person = await personByEmail(db, kept.email);
	// Another spelling has become an account since: only a link to that one's own address opens it.
	if (person && person.email !== kept.email) return null;
	const known = person && person.name !== unnamed ? person.name : (kept.name ?? '');
	return {
		email: kept.email,
		name: known,
		firstTime: !person?.emailVerified,
		suspended: Boolean(person?.suspendedAt),
		act: kept.act ?? null,
		to: kept.to ?? null
	};
}

/** Before a link is used: whoever holds it has the mailbox, so the account may open; a new name is kept. */
export async function openWithLink(db: Database, token: string, email: string, name: string) {
	await sql`update verification set value = jsonb_set(value::jsonb, '{name}', to_jsonb(${name}::text))::text
		where identifier = ${hashOf(token)}`.execute(db);
	await db
		.updateTable('person')
		.set({ emailVerified: true, name })
		.where('email', '=', email)
		.where('emailVerified', '=', false)
		.execute();
}
