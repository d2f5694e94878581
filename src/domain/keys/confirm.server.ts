/** Asking again who is there: a form that waits meanwhile, and a mail link for who has no second key. */

import { sql } from 'kysely';
import { confirmSession } from '#domain/accounts/sure.server.ts';
import type { Database } from '#domain/database.server.ts';
import { newId } from '#domain/identity.ts';
import { notify } from '#domain/notifications/notify.server.ts';
import { inOne } from '#domain/transaction.server.ts';
import type { Holder } from './changed.server.ts';
import { newTicket, ticketOf, useTicket } from './ticket.server.ts';

export type HeldForm = { path: string; fields: Record<string, string> };

/** Forms that wait for one session at most: the oldest goes for the newest. */
export const mostHeld = 5;

/** Keeps a form for half an hour, for the session that sent it; answers its id. */
export async function holdForm(db: Database, sessionId: string, form: HeldForm): Promise<string> {
	const id = newId();
	await sql`delete from held_form where session_id = ${sessionId}::uuid and id not in (
		select id from held_form where session_id = ${sessionId}::uuid
		order by expires_at desc limit ${mostHeld - 1})`.execute(db);
	await db
		.insertInto('heldForm')
		.values({
			id,
			sessionId,
			path: form.path,
			fields: JSON.stringify(form.fields),
			expiresAt: sql<Date>`clock_timestamp() + interval '30 minutes'`
		})
		.execute();
	return id;
}

/** A session's own waiting form; undefined when it is not, or no longer, there. */
export async function heldForm(
	db: Database,
	sessionId: string,
	id: string
): Promise<HeldForm | undefined> {
	const row = await db
		.selectFrom('heldForm')
		.select(['path', 'fields'])
		.where('id', '=', id)
		.where('sessionId', '=', sessionId)
		.where('expiresAt', '>', sql<Date>`clock_timestamp()`)
		.executeTakeFirst();
	return row as HeldForm | undefined;
}

/** Mails a link that makes this session, and no other, sure of its person; answers the link's path. */
export async function mailConfirmation(db: Database, by: Holder, next: string): Promise<string> {
	return inOne(db, async (tx) => {
		const bound = { personId: by.id, sessionId: by.sessionId, facts: { next } };
		const path = `/${by.language}/account/confirm/${await newTicket(tx, 'confirm', bound)}`;
		const facts = { path, name: by.name };
		await notify(tx, { recipient: by.email, language: by.language, kind: 'confirm', facts });
		return path;
	});
}

/** Where a link's press leads, without using it; null in any other session than the one that asked. */
export async function confirmationOf(db: Database, by: Holder, token: string) {
	const ticket = await ticketOf(db, 'confirm', token);
	return ticket?.sessionId === by.sessionId ? { next: ticket.facts.next ?? '' } : null;
}

/** Uses the link up: where to go on, or null. */
export function confirmByLink(db: Database, by: Holder, token: string): Promise<string | null> {
	return inOne(db, async (tx) => {
		if (!(await confirmationOf(tx, by, token))) return null;
		const ticket = await useTicket(tx, 'confirm', token);
		if (!ticket) return null;
		await confirmSession(tx, by.sessionId);
		return ticket.facts.next ?? '';
	});
}
