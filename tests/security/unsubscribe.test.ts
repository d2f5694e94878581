/** C12: the link that stops mail stops exactly what it names, for whoever holds it, and nothing by being looked at. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { Stopped } from '#domain/notifications/notices.ts';
import { stopToken } from '#platform/mail/stop-link.server.ts';
import { newClient, type Sent } from '../journeys/client.ts';
import { signedIn } from '../journeys/people.ts';
import { siteOf } from '../journeys/site.ts';
import { startServer } from '../server.ts';
import { digest } from './digest.ts';

// A server of its own: nothing else may write while the state is compared.
const server = await startServer();
afterAll(() => server.stop());
const site = siteOf(server.origin, server.data);
const { db } = site;
const secret = readFileSync(join(server.data, 'secret'), 'utf8').trim();
const nobody = newClient(site.origin);

const jonas = await db
	.selectFrom('person')
	.select(['id', 'email'])
	.where('email', '=', 'jonas@arcadia.example')
	.executeTakeFirstOrThrow();
const consultation = await db
	.selectFrom('consultation')
	.select('id')
	.where('slug', '=', 'open-works')
	.executeTakeFirstOrThrow();
const reader = await signedIn('jonas', site);
const petra = await signedIn('petra', site);
const followed = async () =>
	db
		.selectFrom('follow')
		.select(['target', 'pace'])
		.where('personId', '=', jonas.id)
		.orderBy('target')
		.execute();
const page = (token: string) => `/en/unsubscribe/${token}`;
const tokenFor = (stopped: Stopped[], email = jonas.email) =>
	stopToken(secret, { personId: jonas.id, stopped }, email);
const theConsultation: Stopped = { target: 'consultation', targetId: consultation.id };

/** As RFC 8058 has it: no page before, no session, no origin. */
const oneClick = (token: string, more: Sent['headers'] = {}): Sent => ({
	path: page(token),
	method: 'POST',
	body: 'List-Unsubscribe=One-Click',
	headers: { origin: null, 'content-type': 'application/x-www-form-urlencoded', ...more }
});

test('following, fifty scanners, one click', async () => {
	for (const target of ['consultation', 'own'] as const) {
		const what = `${target}:${target === 'own' ? jonas.id : consultation.id}`;
		const path = '/en/account/notices?/follow';
		const answer = await reader.post(path, { what, pace: 'at_once', back: '/en/account/notices' });
		expect(answer.status).toBe(303);
	}
	const token = tokenFor([theConsultation]);
	const before = await digest(site.pool);
	for (let n = 0; n < 50; n++)
		expect((await nobody.send({ path: page(token), method: n % 2 ? 'HEAD' : 'GET' })).status).toBe(
			200
		);
	expect(await digest(site.pool)).toEqual(before);

	// Whoever else is signed in on the device stays out of it.
	expect((await petra.send(oneClick(token, { origin: 'https://mail.example' }))).status).toBe(200);
	const after = await digest(site.pool);
	expect(Object.keys(after).filter((table) => after[table] !== before[table])).toEqual(['follow']);
	expect(await followed()).toEqual([
		{ target: 'consultation', pace: 'never' },
		{ target: 'own', pace: 'at_once' }
	]);
	expect((await nobody.send(oneClick(token))).status).toBe(200);
	expect(await digest(site.pool)).toEqual(after);
});

test('a link changed by a letter, for another address or of another secret stops nothing', async () => {
	const own: Stopped[] = [{ target: 'own', targetId: jonas.id }];
	const whole = tokenFor(own);
	const tokens = [
		`${whole.slice(0, -1)}${whole.endsWith('A') ? 'B' : 'A'}`,
		`${whole.slice(0, 8)}${whole[8] === 'A' ? 'B' : 'A'}${whole.slice(9)}`,
		tokenFor(own, 'jonas@before.example'),
		stopToken(`${secret}!`, { personId: jonas.id, stopped: own }, jonas.email),
		'a'.repeat(80)
	];
	const before = await digest(site.pool);
	for (const token of tokens) expect((await nobody.send(oneClick(token))).status).toBe(410);
	expect(await digest(site.pool)).toEqual(before);
});

test('it opens nothing else: not the account, not a session, no other form', async () => {
	const token = tokenFor([theConsultation]);
	const answer = await nobody.send(oneClick(token));
	expect(answer.headers['set-cookie']).toBeUndefined();
	expect(answer.text).not.toContain(jonas.email);
	for (const path of [
		`/en/sign-in/${token}`,
		`/en/account/address/${token}`,
		`/en/account/confirm/${token}`
	]) {
		const tried = await nobody.post(path, { name: 'x' });
		expect(tried.status).toBeGreaterThanOrEqual(303);
		expect(tried.headers['set-cookie']).toBeUndefined();
	}
	const foreign = await nobody.send({ ...oneClick(token), path: '/en/account/notices?/save' });
	expect(foreign.status).toBe(403);
});
