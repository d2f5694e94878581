/** Second keys over two processes: what one learns holds in the other within a second. */

import { Secret, TOTP } from 'otpauth';
import { expect, test } from 'vitest';
import { stepSession } from '#domain/accounts/sure.server.ts';
import { holds, type Viewer } from '#domain/accounts/viewer.ts';
import {
	beginCodes,
	confirmCodes,
	endCodes,
	waitingCodes
} from '#domain/keys/authenticator.server.ts';
import { endRole } from '#domain/roles/end.server.ts';
import { grantRole } from '#domain/roles/grant.server.ts';
import { arcadia } from '#seed/arcadia.ts';
import { openedHouses } from '#tests/opened.ts';
import { signedIn } from '#tests/people.ts';
import type { House } from './house.server.ts';
import { secondsToWait } from './limits.server.ts';
import { askForLink, signIn } from './sign-in.server.ts';

const { db, houses } = await openedHouses(2, { FOLKMOOT_STAFF_KEYS: 'required' });
const [here, there] = houses as [House, House];
const { spaceId } = await arcadia(db);
const space = { id: spaceId, slug: 'arcadia', name: 'Arcadia' };
const petra = await signedIn(db, 'petra');
const sealing = here.config.secret;

async function enter(email: string) {
	await db
		.updateTable('mail')
		.set({ createdAt: new Date(0) })
		.where('recipient', '=', email)
		.execute();
	const path = await askForLink(here, { email, language: 'en', act: null, to: null });
	const request = { headers: new Headers(), viewer: null, language: 'en' };
	const signed = await signIn(here, path.split('/').at(-1) ?? '', 'Someone', request);
	if (!signed.ok) throw new Error(signed.obstacle.code);
	return { ...signed, headers: headersOf(signed.cookie) };
}
const headersOf = (cookie: string) => new Headers({ cookie: `${here.auth.cookie}=${cookie}` });
async function withCodes(by: Viewer) {
	await beginCodes(db, by, sealing);
	const secret = (await waitingCodes(db, by, sealing))?.secret ?? '';
	const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate();
	const begun = await confirmCodes(db, by, code, sealing);
	if (!begun.ok) throw new Error(begun.obstacle.code);
	return headersOf(await here.auth.cookieFor(begun.token));
}
const staffThere = async (headers: Headers) =>
	holds(await there.sessions.viewer(headers), spaceId, 'SECRETARIAT');
const soon = (what: () => Promise<boolean>) => expect.poll(what, { timeout: 1000, interval: 10 });

test('a link alone gives no role; a code does, in every process; the secret of the session is new', async () => {
	const { viewer, headers } = await enter('marisol@arcadia.example');
	expect(viewer).toMatchObject({ step: 'set_up', grants: [] });
	expect(await staffThere(headers)).toBe(false);
	const stepped = await withCodes(viewer);
	await soon(() => staffThere(stepped)).toBe(true);
	await soon(async () => (await there.sessions.viewer(headers)) === null).toBe(true);

	const second = await enter('marisol@arcadia.example');
	expect(second.viewer.step).toBe('challenge');
	expect(await there.sessions.viewer(second.headers)).toBeNull();
	expect((await there.sessions.find(second.headers)).partial).toMatchObject({ id: viewer.id });
	const token = await db.transaction().execute((tx) => stepSession(tx, second.viewer));
	await soon(async () => staffThere(headersOf(await there.auth.cookieFor(token)))).toBe(true);

	// The first session was ended by nobody, and ends when codes are turned off in the second.
	expect(await staffThere(stepped)).toBe(true);
	await endCodes(here.db, second.viewer);
	await soon(() => staffThere(stepped)).toBe(false);
});

test('given a role, or losing one, every session takes the second step again', async () => {
	const { viewer } = await enter('jonas@arcadia.example');
	const headers = await withCodes(viewer);
	await soon(async () => (await there.sessions.viewer(headers)) !== null).toBe(true);
	const given = { space, email: viewer.email, role: 'MODERATOR', language: 'en' };
	const granted = await grantRole(here.db, petra, given);
	await soon(async () => (await there.sessions.find(headers)).partial !== null).toBe(true);
	const again = await db.transaction().execute((tx) => stepSession(tx, viewer));
	const now = headersOf(await here.auth.cookieFor(again));
	await soon(async () => holds(await there.sessions.viewer(now), spaceId, 'MODERATOR')).toBe(true);
	await endRole(here.db, petra, space, granted.ok ? granted.id : '');
	await soon(async () => (await there.sessions.viewer(now)) === null).toBe(true);
});

test('tries of a code are counted over processes', async () => {
	const viewer = await signedIn(db, 'casimir');
	const asking = (house: House) => ({ house, viewer, address: '192.0.2.7' });
	for (const house of [here, there, here, there, here])
		expect(await secondsToWait(asking(house), 'key')).toBe(0);
	for (const house of [here, there])
		expect(await secondsToWait(asking(house), 'key')).toBeGreaterThan(600);
});
