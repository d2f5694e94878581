/** Codes of an app (RFC 6238): set up with a first right code, then asked for as the second step. */

import { Secret, TOTP } from 'otpauth';
import { now } from '#domain/clock.server.ts';
import type { Database, Transaction } from '#domain/database.server.ts';
import { inOne } from '#domain/transaction.server.ts';
import { keysChanged, tellChange, type Holder } from './changed.server.ts';
import { typedCode } from './codes.ts';
import { lock, unlock } from './locked.server.ts';
import { replaceRecoveryCodes, useRecoveryCode } from './recovery.server.ts';
import { dropRecoveryWithLast } from './last.server.ts';

const period = 30;

const generatorOf = (secret: string, label = '') =>
	new TOTP({ issuer: 'Folkmoot', label, secret: Secret.fromBase32(secret), period });

/** What an app needs to know: the secret to type, and the same as a link and picture. */
export type SetUp = { secret: string; link: string };

/** A new secret, which waits for its first right code; codes of an earlier app go on until then. */
export async function beginCodes(db: Database, by: Holder, sealing: string): Promise<void> {
	const nextSecret = await lock(new Secret({ size: 20 }).base32, sealing);
	await db
		.insertInto('authenticator')
		.values({ personId: by.id, nextSecret })
		.onConflict((on) => on.column('personId').doUpdateSet({ nextSecret }))
		.execute();
}

/** The secret that waits, to be shown; null when none does. */
export async function waitingCodes(
	db: Database,
	by: Holder,
	sealing: string
): Promise<SetUp | null> {
	const row = await db
		.selectFrom('authenticator')
		.select('nextSecret')
		.where('personId', '=', by.id)
		.executeTakeFirst();
	const secret = row?.nextSecret ? await unlock(row.nextSecret, sealing) : null;
	return secret ? { secret, link: generatorOf(secret, by.email).toString() } : null;
}

type Refused = { ok: false; obstacle: { code: 'code_wrong' | 'none_waiting' } };
/** The recovery codes are there when there were none before. */
export type Begun = { ok: true; token: string; codes: string[] } | Refused;

/** The first code of the new app: from here on codes are asked for. */
export function confirmCodes(
	db: Database,
	by: Holder,
	typed: string,
	sealing: string
): Promise<Begun> {
	return inOne<Begun>(db, async (tx) => {
		const at = await now(tx);
		const row = await lockAuthenticator(tx, by.id);
		const secret = row?.nextSecret ? await unlock(row.nextSecret, sealing) : null;
		if (!row || !secret) return { ok: false, obstacle: { code: 'none_waiting' } };
		const lastStep = stepOf(secret, typed, at);
		if (lastStep === null) return { ok: false, obstacle: { code: 'code_wrong' } };
		await tx
			.updateTable('authenticator')
			.set({ secret: row.nextSecret, nextSecret: null, since: at, lastStep })
			.where('personId', '=', by.id)
			.execute();
		const codes = await replaceRecoveryCodes(tx, by.id);
		return { ok: true, token: await keysChanged(tx, by, 'codes_on'), codes };
	});
}

/** Takes a code of the app, or a recovery code, once. */
export function takeCode(
	db: Database,
	by: Holder,
	typed: string,
	sealing: string
): Promise<boolean> {
	return inOne(db, async (tx) => {
		const code = typedCode(typed);
		if (code?.kind === 'recovery') {
			const used = await useRecoveryCode(tx, by.id, code.code);
			if (used) await tellChange(tx, by, 'recovery_used');
			return used;
		}
		const at = await now(tx);
		const row = await lockAuthenticator(tx, by.id);
		const secret = row?.secret ? await unlock(row.secret, sealing) : null;
		const lastStep = secret ? stepOf(secret, typed, at) : null;
		if (!row || lastStep === null || lastStep <= Number(row.lastStep)) return false;
		await tx.updateTable('authenticator').set({ lastStep }).where('personId', '=', by.id).execute();
		return true;
	});
}

/** No more codes of an app. */
export function endCodes(db: Database, by: Holder): Promise<string> {
	return inOne(db, async (tx) => {
		await tx.deleteFrom('authenticator').where('personId', '=', by.id).execute();
		await dropRecoveryWithLast(tx, by.id);
		return keysChanged(tx, by, 'codes_off');
	});
}

/** Ten new recovery codes in place of what is left of the old. */
export function renewRecoveryCodes(db: Database, by: Holder) {
	return inOne(db, async (tx) => {
		const codes = await replaceRecoveryCodes(tx, by.id);
		return { codes, token: await keysChanged(tx, by, 'recovery_new') };
	});
}

/** The half minute a code belongs to: now, the one before or the one after; null when it is of neither. */
function stepOf(secret: string, typed: string, at: Date): number | null {
	const code = typedCode(typed);
	if (code?.kind !== 'digits') return null;
	const delta = generatorOf(secret).validate({
		token: code.digits,
		timestamp: at.getTime(),
		window: 1
	});
	return delta === null ? null : Math.floor(at.getTime() / 1000 / period) + delta;
}

const lockAuthenticator = (tx: Transaction, personId: string) =>
	tx
		.selectFrom('authenticator')
		.select(['secret', 'nextSecret', 'lastStep'])
		.where('personId', '=', personId)
		.forUpdate()
		.executeTakeFirst();
