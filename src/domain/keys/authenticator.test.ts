import { sql } from 'kysely';
import { Secret, TOTP } from 'otpauth';
import { expect, test } from 'vitest';
import { wayOf } from '#domain/accounts/store.server.ts';
import { isSure } from '#domain/accounts/sure.server.ts';
import { now } from '#domain/clock.server.ts';
import type { Viewer } from '#domain/accounts/viewer.ts';
import { newId, newToken } from '#domain/identity.ts';
import { freshDatabase } from '#tests/database.ts';
import { person } from '#tests/staff.ts';
import {
	beginCodes,
	confirmCodes,
	endCodes,
	renewRecoveryCodes,
	takeCode,
	waitingCodes
} from './authenticator.server.ts';
import { keysOf } from './store.server.ts';

const { db } = await freshDatabase();
const sealing = 'the secret of the installation, 32 or more';

/** Someone with two sessions; the viewer is in the first. */
async function someone(): Promise<Viewer> {
	const one = await person(db, 'Ines');
	for (const id of [one.sessionId, newId()])
		await db
			.insertInto('session')
			.values({ id, personId: one.id, token: newToken(), expiresAt: new Date(Date.now() + 1e8) })
			.execute();
	return one;
}
const codeOf = async (secret: string, steps = 0) =>
	new TOTP({ secret: Secret.fromBase32(secret) }).generate({
		timestamp: (await now(db)).getTime() + steps * 30_000
	});
const waiting = async (by: Viewer) => (await waitingCodes(db, by, sealing))?.secret ?? '';
/** Set up with the code of the step before, so that the present one is still good. */
async function setUp(by: Viewer) {
	await beginCodes(db, by, sealing);
	const secret = await waiting(by);
	const begun = await confirmCodes(db, by, await codeOf(secret, -1), sealing);
	if (!begun.ok) throw new Error(begun.obstacle.code);
	return { secret, ...begun };
}
const sessions = (by: Viewer) =>
	db.selectFrom('session').select(['id', 'token']).where('personId', '=', by.id).execute();

test('the first right code turns codes on: ten recovery codes, other sessions over, this one under a new secret, a mail', async () => {
	const by = await someone();
	const before = await sessions(by);
	await beginCodes(db, by, sealing);
	const secret = await waiting(by);
	expect(await wayOf(db, by.sessionId)).toEqual({ keyed: false, stepped: false });
	expect(await confirmCodes(db, by, '000000', sealing)).toMatchObject({ ok: false });
	expect(await sessions(by)).toEqual(before);
	const begun = await confirmCodes(db, by, await codeOf(secret), sealing);
	if (!begun.ok) throw new Error(begun.obstacle.code);
	expect(new Set(begun.codes).size).toBe(10);
	expect(await sessions(by)).toEqual([{ id: by.sessionId, token: begun.token }]);
	expect(before.map((one) => one.token)).not.toContain(begun.token);
	expect(await wayOf(db, by.sessionId)).toEqual({ keyed: true, stepped: true });
	expect(await keysOf(db, by.id)).toMatchObject({ recoveryLeft: 10 });
	expect(await waitingCodes(db, by, sealing)).toBeNull();
	const mail = await db.selectFrom('mail').selectAll().where('recipient', '=', by.email).execute();
	expect(mail).toMatchObject([{ kind: 'key_changed', facts: { what: 'codes_on' } }]);
});

test('a code is taken once, also pressed in ten windows at once; the one before it is over by then', async () => {
	const by = await someone();
	const { secret } = await setUp(by);
	const code = await codeOf(secret);
	const all = await Promise.all(Array.from({ length: 10 }, () => takeCode(db, by, code, sealing)));
	expect(all.filter(Boolean)).toHaveLength(1);
	expect(await takeCode(db, by, await codeOf(secret, -1), sealing)).toBe(false);
	expect(await takeCode(db, by, await codeOf(secret, 1), sealing)).toBe(true);
	expect(await takeCode(db, by, await codeOf(secret, 3), sealing)).toBe(false);
	expect(await takeCode(db, by, await codeOf(secret, -4), sealing)).toBe(false);
});

test('the code that set an app up is not taken again', async () => {
	const by = await someone();
	await beginCodes(db, by, sealing);
	const secret = await waiting(by);
	const code = await codeOf(secret);
	expect(await confirmCodes(db, by, code, sealing)).toMatchObject({ ok: true });
	expect(await takeCode(db, by, code, sealing)).toBe(false);
});

test('a recovery code works once and for its owner only; new ones end the old', async () => {
	const [by, other] = [await someone(), await someone()];
	const { codes } = await setUp(by);
	await setUp(other);
	const [first = '', second = ''] = codes;
	expect(await takeCode(db, other, first, sealing)).toBe(false);
	const all = await Promise.all(Array.from({ length: 5 }, () => takeCode(db, by, first, sealing)));
	expect(all.filter(Boolean)).toHaveLength(1);
	expect(await keysOf(db, by.id)).toMatchObject({ recoveryLeft: 9 });
	const renewed = await renewRecoveryCodes(db, by);
	expect(await takeCode(db, by, second, sealing)).toBe(false);
	expect(await takeCode(db, by, renewed.codes[0]?.toLowerCase() ?? '', sealing)).toBe(true);
});

test('secrets and codes are not in the database as they are', async () => {
	const by = await someone();
	const { secret, codes } = await setUp(by);
	const { rows } = await sql<{ all: string }>`
		select coalesce(string_agg(r::text, ''), '') as all from (
			select authenticator::text as r from authenticator union all select recovery_code::text from recovery_code
		) rows`.execute(db);
	const kept = rows[0]?.all ?? '';
	expect(kept.length).toBeGreaterThan(500);
	for (const code of [secret, ...codes, ...codes.map((one) => one.replaceAll('-', ''))])
		expect(kept.includes(code)).toBe(false);
	expect(await waitingCodes(db, by, 'another secret of an installation')).toBeNull();
});

test('a new app counts from its first right code; until then the old one does', async () => {
	const by = await someone();
	const old = await setUp(by);
	await beginCodes(db, by, sealing);
	const fresh = await waiting(by);
	expect(await takeCode(db, by, await codeOf(fresh), sealing)).toBe(false);
	expect(await takeCode(db, by, await codeOf(old.secret), sealing)).toBe(true);
	expect(await confirmCodes(db, by, await codeOf(fresh), sealing)).toMatchObject({ ok: true });
	expect(await takeCode(db, by, await codeOf(old.secret, 1), sealing)).toBe(false);
});

test('turned off, no code counts, and the recovery codes are gone with the last key', async () => {
	const by = await someone();
	const { secret, codes } = await setUp(by);
	await endCodes(db, by);
	expect(await takeCode(db, by, await codeOf(secret), sealing)).toBe(false);
	expect(await takeCode(db, by, codes[0] ?? '', sealing)).toBe(false);
	expect(await keysOf(db, by.id)).toMatchObject({ codesSince: null, recoveryLeft: 0 });
});

test('a session is sure for ten minutes by the database’s clock', async () => {
	const by = await someone();
	expect(await isSure(db, by.sessionId)).toBe(true);
	const earlier = (text: string) =>
		sql`update session set confirmed_at = clock_timestamp() - ${text}::interval where id = ${by.sessionId}`.execute(
			db
		);
	await earlier('9 minutes 58 seconds');
	expect(await isSure(db, by.sessionId)).toBe(true);
	await earlier('10 minutes');
	expect(await isSure(db, by.sessionId)).toBe(false);
});
