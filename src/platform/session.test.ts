import { expect, test } from 'vitest';
import { holds } from '#domain/accounts/viewer.ts';
import { newId } from '#domain/identity.ts';
import { endSession } from '#domain/accounts/sessions.server.ts';
import { endRole } from '#domain/roles/end.server.ts';
import { grantRole } from '#domain/roles/grant.server.ts';
import { suspend } from '#domain/roles/suspend.server.ts';
import { arcadia } from '#seed/arcadia.ts';
import { openedHouses } from '#tests/opened.ts';
import { signedIn as known } from '#tests/people.ts';
import type { House } from './house.server.ts';
import { askForLink, signIn } from './sign-in.server.ts';

const { db, houses } = await openedHouses(2);
const [here, there] = houses as [House, House];
const { spaceId } = await arcadia(db);
const space = { id: spaceId, slug: 'arcadia', name: 'Arcadia' };
const petra = await known(db, 'petra');
const marisol = await known(db, 'marisol');

async function cookieOf(email: string) {
	const path = await askForLink(here, { email, language: 'en', act: null, to: null });
	const request = { headers: new Headers(), viewer: null, language: 'en' };
	const signed = await signIn(here, path.split('/').at(-1) ?? '', newId(), request);
	if (!signed.ok) throw new Error(signed.obstacle.code);
	return {
		headers: new Headers({ cookie: `${here.auth.cookie}=${signed.cookie}` }),
		viewer: signed.viewer
	};
}

/** Asks the other process until it agrees, for a second at most; answers the milliseconds it took. */
async function until(agrees: () => Promise<boolean>) {
	const begun = performance.now();
	while (!(await agrees())) {
		if (performance.now() - begun > 1000) return Infinity;
		await new Promise((resume) => setTimeout(resume, 5));
	}
	return performance.now() - begun;
}

test('a viewer is remembered: the second look asks the database nothing', async () => {
	const { headers } = await cookieOf('casimir@arcadia.example');
	const first = await there.sessions.viewer(headers);
	expect(first).not.toBeNull();
	expect(await there.sessions.viewer(headers)).toBe(first);
});

test('a role given or ended in one process holds in the other within a second', async () => {
	const { headers } = await cookieOf('jonas@arcadia.example');
	const moderates = async () => holds(await there.sessions.viewer(headers), spaceId, 'MODERATOR');
	expect(await moderates()).toBe(false);
	const given = { space, email: 'jonas@arcadia.example', role: 'MODERATOR', language: 'en' };
	const granted = await grantRole(here.db, marisol, given);
	expect(await until(moderates)).toBeLessThan(1000);
	await endRole(here.db, marisol, space, granted.ok ? granted.id : '');
	expect(await until(async () => !(await moderates()))).toBeLessThan(1000);
});

test('a session ended in one process is over in the other within a second', async () => {
	const { headers, viewer } = await cookieOf('rafael@arcadia.example');
	expect(await there.sessions.viewer(headers)).not.toBeNull();
	await endSession(here.db, viewer, viewer.sessionId);
	expect(await until(async () => !(await there.sessions.viewer(headers)))).toBeLessThan(1000);
});

test('who is suspended in one process is signed out of the other within a second', async () => {
	const { headers, viewer } = await cookieOf('ottilie@arcadia.example');
	expect(await there.sessions.viewer(headers)).not.toBeNull();
	expect(await suspend(here.db, petra, viewer.email, 'Spam.')).toEqual({ ok: true });
	expect(await until(async () => !(await there.sessions.viewer(headers)))).toBeLessThan(1000);
});
