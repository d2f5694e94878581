/** Passkeys (WebAuthn): a device proves who holds it, with its own lock as the second step. */

import {
	generateAuthenticationOptions,
	generateRegistrationOptions,
	verifyAuthenticationResponse,
	verifyRegistrationResponse,
	type AuthenticationResponseJSON,
	type RegistrationResponseJSON
} from '@simplewebauthn/server';
import { now } from '#domain/clock.server.ts';
import type { Database, Transaction } from '#domain/database.server.ts';
import { newId } from '#domain/identity.ts';
import { inOne } from '#domain/transaction.server.ts';
import { keysChanged, type Holder } from './changed.server.ts';
import { dropRecoveryWithLast } from './last.server.ts';
import { mostPasskeys, passkeyNameOf } from './passkey.ts';
import { replaceRecoveryCodes } from './recovery.server.ts';
import { answersOf } from './store.server.ts';
import { newTicket, useTicket } from './ticket.server.ts';

/** Where the pages are: passkeys are bound to the host's name. */
export type Place = { origin: string };
const hostOf = ({ origin }: Place) => new URL(origin).hostname;
const bytes = (token: string) => new Uint8Array(Buffer.from(token, 'base64url'));

/** What the browser needs to make a new passkey. */
export async function newPasskeyOptions(db: Database, by: Holder, place: Place) {
	const known = await passkeysOf(db, by.id);
	const challenge = await newTicket(db, 'passkey_new', { personId: by.id });
	return generateRegistrationOptions({
		rpName: 'Folkmoot',
		rpID: hostOf(place),
		userName: by.email,
		userDisplayName: by.name,
		userID: new TextEncoder().encode(by.id),
		challenge: bytes(challenge),
		excludeCredentials: known,
		authenticatorSelection: { residentKey: 'required', userVerification: 'required' }
	});
}

/** What the browser needs to answer with a passkey: one of someone's own, or whichever the device knows. */
export async function passkeyOptions(db: Database, personId: string | null, place: Place) {
	const challenge = personId
		? await newTicket(db, 'passkey_step', { personId })
		: await newTicket(db, 'passkey_sign_in');
	return generateAuthenticationOptions({
		rpID: hostOf(place),
		challenge: bytes(challenge),
		userVerification: 'required',
		...(personId ? { allowCredentials: await passkeysOf(db, personId) } : {})
	});
}

type Refused = { ok: false; obstacle: { code: 'passkey_refused' | 'passkey_known' | 'too_many' } };
export type Added = { ok: true; token: string; codes: string[] } | Refused;

/** Keeps a new passkey. With someone's first second key come their recovery codes. */
export function addPasskey(
	db: Database,
	by: Holder,
	sent: { response: RegistrationResponseJSON; name: string; otherwise: string },
	place: Place
): Promise<Added> {
	return inOne<Added>(db, async (tx) => {
		const at = await now(tx);
		const mine = async (challenge: string) =>
			(await useTicket(tx, 'passkey_new', challenge))?.personId === by.id;
		// The library throws for every way in which an answer can be wrong.
		const checked = await verifyRegistrationResponse({
			response: sent.response,
			expectedChallenge: mine,
			expectedOrigin: place.origin,
			expectedRPID: hostOf(place),
			requireUserVerification: true
		}).catch(() => null);
		if (!checked?.verified) return { ok: false, obstacle: { code: 'passkey_refused' } };
		if ((await passkeysOf(tx, by.id)).length >= mostPasskeys)
			return { ok: false, obstacle: { code: 'too_many' } };
		const { credential, credentialBackedUp: backedUp } = checked.registrationInfo;
		const before = await answersOf(tx, by.id);
		const written = await tx
			.insertInto('passkey')
			.values({
				id: newId(),
				personId: by.id,
				credentialId: credential.id,
				publicKey: Buffer.from(credential.publicKey),
				counter: credential.counter,
				transports: credential.transports ?? [],
				backedUp,
				name: passkeyNameOf(sent.name, sent.otherwise),
				createdAt: at
			})
			.onConflict((on) => on.constraint('passkey_credential_unique').doNothing())
			.executeTakeFirst();
		if (!written.numInsertedOrUpdatedRows)
			return { ok: false, obstacle: { code: 'passkey_known' } };
		const first = !before.codes && !before.passkeys;
		const codes = first ? await replaceRecoveryCodes(tx, by.id) : [];
		return { ok: true, token: await keysChanged(tx, by, 'passkey_on'), codes };
	});
}

/** Takes a passkey's answer; whose it is, or null. `of` names whose it must be. */
export function takePasskey(
	db: Database,
	response: AuthenticationResponseJSON,
	of: string | null,
	place: Place
): Promise<string | null> {
	return inOne(db, async (tx) => {
		const row = await tx
			.selectFrom('passkey')
			.select(['id', 'personId', 'credentialId', 'publicKey', 'counter', 'transports'])
			.where('credentialId', '=', response.id)
			.forUpdate()
			.executeTakeFirst();
		if (!row || (of !== null && row.personId !== of)) return null;
		const asked = async (challenge: string) => {
			const ticket = await useTicket(tx, of ? 'passkey_step' : 'passkey_sign_in', challenge);
			return ticket !== undefined && ticket.personId === of;
		};
		// Wrong signature, origin, host, no verification by the device, or a count that does not grow: a copy.
		const checked = await verifyAuthenticationResponse({
			response,
			expectedChallenge: asked,
			expectedOrigin: place.origin,
			expectedRPID: hostOf(place),
			requireUserVerification: true,
			credential: {
				id: row.credentialId,
				publicKey: new Uint8Array(row.publicKey),
				counter: Number(row.counter),
				transports: row.transports
			}
		}).catch(() => null);
		if (!checked?.verified) return null;
		const { newCounter: counter, credentialBackedUp: backedUp } = checked.authenticationInfo;
		await tx
			.updateTable('passkey')
			.set({ counter, backedUp, usedAt: await now(tx) })
			.where('id', '=', row.id)
			.execute();
		return row.personId;
	});
}

/** Removes one of one's own; null when it is not. Answers the session's new secret. */
export function removePasskey(db: Database, by: Holder, id: string): Promise<string | null> {
	return inOne(db, async (tx) => {
		const gone = await tx
			.deleteFrom('passkey')
			.where('id', '=', id)
			.where('personId', '=', by.id)
			.executeTakeFirst();
		if (gone.numDeletedRows === 0n) return null;
		await dropRecoveryWithLast(tx, by.id);
		return keysChanged(tx, by, 'passkey_off');
	});
}

function passkeysOf(db: Database | Transaction, personId: string) {
	return db
		.selectFrom('passkey')
		.select(['credentialId as id', 'transports'])
		.where('personId', '=', personId)
		.limit(50)
		.execute();
}
