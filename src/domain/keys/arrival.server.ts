/** Someone who comes from an identity provider: known here, or someone who is about to be. */

import { sql } from 'kysely';
import { addressKey } from '#domain/accounts/address-key.ts';
import { personFor } from '#domain/accounts/person.server.ts';
import { now } from '#domain/clock.server.ts';
import type { Database, Transaction } from '#domain/database.server.ts';
import { newId } from '#domain/identity.ts';
import { hashOf } from '#domain/secret.server.ts';
import { inOne } from '#domain/transaction.server.ts';
import { keysChanged, tellChange, type Holder } from './changed.server.ts';
import { newTicket, ticketOf, useTicket, type Ticket } from './ticket.server.ts';

/** Who someone is at a provider: the issuer, a keyed hash of their name for them, and what we show of it. */
export type Account = { issuer: string; subject: string; shown: string };

export type Arrival = Account & {
	provider: string;
	email: string | null;
	/** The provider says so and is believed: no mail of ours is needed. */
	proven: boolean;
	name: string;
	to: string | null;
};

/** The person an account at a provider belongs to. The same name at another issuer is another account. */
export const personOfAccount = (db: Database, { issuer, subject }: Account) =>
	db
		.selectFrom('credential')
		.innerJoin('person', 'person.id', 'credential.personId')
		.select(['person.id', 'person.suspendedAt'])
		.where('providerId', '=', issuer)
		.where('accountId', '=', subject)
		.executeTakeFirst();

/** Keeps who arrived, for the browser that gets the secret; in a session, for joining it to that account. */
export const newArrival = (db: Database, { proven, ...rest }: Arrival, sessionId?: string) =>
	newTicket(db, 'arrival', {
		...(sessionId ? { sessionId } : {}),
		facts: { ...rest, proven: proven ? 'yes' : null }
	});

/** Who arrived with a secret; null when it is unknown, used or over, or for another session. */
export async function arrivalOf(
	db: Database,
	token: string,
	sessionId: string | null = null
): Promise<Arrival | null> {
	const ticket = await ticketOf(db, 'arrival', token);
	return ticket && ticket.sessionId === sessionId ? told(ticket) : null;
}

const told = ({ facts }: Ticket): Arrival => ({
	issuer: facts.issuer ?? '',
	subject: facts.subject ?? '',
	shown: facts.shown ?? '',
	provider: facts.provider ?? '',
	email: facts.email ?? null,
	proven: facts.proven === 'yes',
	name: facts.name ?? '',
	to: facts.to ?? null
});

type Entered =
	| { ok: true; personId: string }
	| { ok: false; obstacle: { code: 'arrival_over' | 'suspended' | 'joined_elsewhere' } };

/** An account whose address is proven by a provider we believe: joined to the person of that address, new or known. */
export function enter(
	db: Database,
	token: string,
	{ name, language }: { name: string; language: string }
): Promise<Entered> {
	return inOne<Entered>(db, async (tx) => {
		const ticket = await useTicket(tx, 'arrival', token);
		const arrival = ticket && told(ticket);
		if (!ticket || ticket.sessionId || !arrival?.email || !arrival.proven)
			return { ok: false, obstacle: { code: 'arrival_over' } };
		const person = await personFor(tx, arrival.email, language);
		// A provider vouches for an address as it spells it; for another spelling our own mail decides.
		if (person.email !== arrival.email) return { ok: false, obstacle: { code: 'arrival_over' } };
		if (person.suspendedAt) return { ok: false, obstacle: { code: 'suspended' } };
		if (!person.emailVerified)
			await tx
				.updateTable('person')
				.set({ emailVerified: true, name, language })
				.where('id', '=', person.id)
				.execute();
		const holder = { ...person, name: person.emailVerified ? person.name : name };
		return (await join(tx, holder, arrival))
			? { ok: true, personId: person.id }
			: { ok: false, obstacle: { code: 'joined_elsewhere' } };
	});
}

/** After a mail link was pressed in the browser that arrived: the account is joined to whom the mailbox belongs. */
export function joinArrived(
	db: Database,
	token: string,
	person: { id: string; email: string; name: string; language: string }
): Promise<boolean> {
	return inOne(db, async (tx) => {
		const arrival = await arrivalOf(tx, token);
		if (!arrival?.email || addressKey(arrival.email) !== addressKey(person.email)) return false;
		await useTicket(tx, 'arrival', token);
		return join(tx, person, arrival);
	});
}

type Joined =
	| { ok: true; token: string }
	| { ok: false; obstacle: { code: 'arrival_over' | 'joined_elsewhere' } };

/** Joins an account at a provider to one's own, from within it. Answers the session's new secret. */
export function joinOwn(db: Database, by: Holder, token: string): Promise<Joined> {
	return inOne<Joined>(db, async (tx) => {
		const arrival = await arrivalOf(tx, token, by.sessionId);
		if (!arrival) return { ok: false, obstacle: { code: 'arrival_over' } };
		await useTicket(tx, 'arrival', token);
		if (!(await insert(tx, by.id, arrival)))
			return { ok: false, obstacle: { code: 'joined_elsewhere' } };
		return { ok: true, token: await keysChanged(tx, by, 'provider_on') };
	});
}

/** Ends the joining of one of one's own; null when it is not. Answers the session's new secret. */
export function leaveProvider(db: Database, by: Holder, id: string): Promise<string | null> {
	return inOne(db, async (tx) => {
		const gone = await tx
			.deleteFrom('credential')
			.where('id', '=', id)
			.where('personId', '=', by.id)
			.executeTakeFirst();
		return gone.numDeletedRows === 0n ? null : keysChanged(tx, by, 'provider_off');
	});
}

async function join(
	tx: Transaction,
	person: { id: string; email: string; name: string; language: string },
	account: Account
) {
	if (!(await insert(tx, person.id, account))) return false;
	await tellChange(tx, { ...person, sessionId: '' }, 'provider_on');
	return true;
}

/** False when the account belongs to somebody else already. */
async function insert(tx: Transaction, personId: string, { issuer, subject, shown }: Account) {
	const at = await now(tx);
	await tx
		.insertInto('credential')
		.values({
			id: newId(),
			personId,
			providerId: issuer,
			accountId: subject,
			shown: [...shown].slice(0, 100).join(''),
			createdAt: at,
			updatedAt: at
		})
		.onConflict((on) => on.constraint('credential_unique').doNothing())
		.execute();
	return (await personOfAccount(tx, { issuer, subject, shown }))?.id === personId;
}

/** The address our own link goes to: only its mailbox's owner can join the account to theirs. */
export async function addressArrival(db: Database, token: string, email: string): Promise<void> {
	await db
		.updateTable('ticket')
		.set({ facts: sql`facts || ${JSON.stringify({ email, proven: null })}::jsonb` })
		.where('tokenHash', '=', hashOf(token))
		.where('purpose', '=', 'arrival')
		.execute();
}
