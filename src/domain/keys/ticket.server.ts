/** One-time secrets for one purpose each: kept as a hash, gone with their use or their time. */

import { sql } from 'kysely';
import type { Database, Transaction } from '#domain/database.server.ts';
import { newToken } from '#domain/identity.ts';
import { hashOf } from '#domain/secret.server.ts';

export type Purpose =
	'confirm' | 'address' | 'passkey_new' | 'passkey_step' | 'passkey_sign_in' | 'arrival' | 'spent';

/** Minutes each is good for. */
const minutes: Record<Purpose, number> = {
	confirm: 15,
	address: 30,
	passkey_new: 5,
	passkey_step: 5,
	passkey_sign_in: 5,
	arrival: 15,
	spent: 20
};

type Bound = { personId?: string; sessionId?: string; facts?: Record<string, string | null> };
export type Ticket = {
	personId: string | null;
	sessionId: string | null;
	facts: Record<string, string | null>;
};

/** A new secret for a purpose, bound to a person or a session where it is for no other. */
export async function newTicket(
	db: Database,
	purpose: Purpose,
	{ personId, sessionId, facts = {} }: Bound = {}
): Promise<string> {
	const token = newToken();
	await sql`
		insert into ticket (token_hash, purpose, person_id, session_id, facts, created_at, expires_at)
		select ${hashOf(token)}, ${purpose}, ${personId ?? null}::uuid, ${sessionId ?? null}::uuid,
			${JSON.stringify(facts)}::jsonb, at, at + make_interval(mins => ${minutes[purpose]})
		from clock_timestamp() at`.execute(db);
	return token;
}

/** Marks something that is good for one use and was not made here; false when it was used before. */
export async function spend(db: Database, what: string): Promise<boolean> {
	const { numAffectedRows } = await sql`
		insert into ticket (token_hash, purpose, created_at, expires_at)
		select ${hashOf(what)}, 'spent', at, at + make_interval(mins => ${minutes.spent})
		from clock_timestamp() at on conflict do nothing`.execute(db);
	return numAffectedRows === 1n;
}

/** What a secret is for, without using it; undefined when it is unknown, used, over, or for something else. */
export async function ticketOf(
	db: Database,
	purpose: Purpose,
	token: string
): Promise<Ticket | undefined> {
	const row = await db
		.selectFrom('ticket')
		.select(['personId', 'sessionId', 'facts'])
		.where('tokenHash', '=', hashOf(token))
		.where('purpose', '=', purpose)
		.where('expiresAt', '>', sql<Date>`clock_timestamp()`)
		.executeTakeFirst();
	return row as Ticket | undefined;
}

/** Uses a secret up: of many at once, one gets it. */
export async function useTicket(
	tx: Transaction,
	purpose: Purpose,
	token: string
): Promise<Ticket | undefined> {
	const row = await tx
		.deleteFrom('ticket')
		.where('tokenHash', '=', hashOf(token))
		.where('purpose', '=', purpose)
		.where('expiresAt', '>', sql<Date>`clock_timestamp()`)
		.returning(['personId', 'sessionId', 'facts'])
		.executeTakeFirst();
	return row as Ticket | undefined;
}
