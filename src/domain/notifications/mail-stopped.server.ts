/** An address that takes no mail gets none until its owner says otherwise. */

import { sql } from 'kysely';
import type { Viewer } from '../accounts/viewer.ts';
import type { Database } from '../database.server.ts';
import { forgetContact } from './tell-contacts.server.ts';

/** Stops mail to whoever has an address, with what its server said; answers whether it went until now. */
export async function stopMailTo(db: Database, email: string, because: string): Promise<boolean> {
	const { rows } = await sql`
		update person set mail_stopped_at = clock_timestamp(), mail_stopped_because = ${because.slice(0, 300) || '…'}
		where email = lower(${email}) and mail_stopped_at is null returning id`.execute(db);
	// Who left an address with what came on paper has no account to say otherwise in.
	const forgotten = await forgetContact(db, email.toLowerCase());
	return rows.length > 0 || forgotten > 0;
}

export async function isStopped(db: Database, email: string): Promise<boolean> {
	const row = await db
		.selectFrom('person')
		.select('id')
		.where('email', '=', email)
		.where('mailStoppedAt', 'is not', null)
		.executeTakeFirst();
	return row !== undefined;
}

export const mailStopOf = (db: Database, personId: string) =>
	db
		.selectFrom('person')
		.select(['mailStoppedAt as at', 'mailStoppedBecause as because'])
		.where('id', '=', personId)
		.executeTakeFirst();

/** Its owner wants mail again. */
export async function resumeMail(db: Database, by: Viewer): Promise<void> {
	await db
		.updateTable('person')
		.set({ mailStoppedAt: null, mailStoppedBecause: null })
		.where('id', '=', by.id)
		.execute();
}

/** Where mail to a person goes; undefined when there is no such person. */
export async function emailOf(db: Database, personId: string): Promise<string | undefined> {
	const row = await db
		.selectFrom('person')
		.select('email')
		.where('id', '=', personId)
		.where('erasedAt', 'is', null)
		.executeTakeFirst();
	return row?.email;
}
