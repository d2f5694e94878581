/** C11 and C12: sign-in links tell nobody who has an account, work once, and are not used up by looking. */

import { expect, test } from 'vitest';
import { formIn, newClient, type Client } from '../journeys/client.ts';
import { addressOf, anHourPasses, askForLink, linkFor, signedIn } from '../journeys/people.ts';
import { db, site } from '../journeys/site.ts';

const { pool } = site;

const full = process.env.FULL === '1';

async function ask(client: Client, email: string) {
	const before = performance.now();
	const answer = await client.post('/en/sign-in?/mail', { email });
	return { answer, took: performance.now() - before };
}

test('asking for a link is answered alike for known, unknown and suspended addresses', async () => {
	const client = newClient();
	const rounds = full ? 500 : 40;
	const known = await db
		.selectFrom('person')
		.select('email')
		.where('email', 'like', 'reader%')
		.limit(rounds)
		.execute();
	const times = { known: [] as number[], unknown: [] as number[] };
	const lengths = new Set<number>();
	for (const [at, { email }] of known.entries()) {
		const stranger = email.replace('reader', 'nobody');
		for (const [kind, address] of at % 2
			? ([
					['unknown', stranger],
					['known', email]
				] as const)
			: ([
					['known', email],
					['unknown', stranger]
				] as const)) {
			const { answer, took } = await ask(client, address);
			expect(answer.status).toBe(200);
			lengths.add(answer.body.length);
			times[kind].push(took);
			// Everyone gets mail, so that nobody can tell from the outside.
			expect(await mails(address)).toBe(1);
		}
		if (at % 15 === 14) await pool.query(`delete from rate_limit where key like 'sign_in%'`);
	}
	expect(Math.max(...lengths) - Math.min(...lengths)).toBeLessThanOrEqual(16);
	expect(Math.abs(median(times.known) - median(times.unknown))).toBeLessThan(10);
});

test('an address gets at most three such mails an hour, however it is written, and the answer does not change', async () => {
	const client = newClient();
	const spellings = [
		'flooded@elsewhere.example',
		'FLOODED@elsewhere.example',
		' flooded@Elsewhere.example ',
		'flooded@elsewhere.example',
		'Flooded@elsewhere.example'
	];
	const statuses = [];
	for (const email of spellings) statuses.push((await ask(client, email)).answer.status);
	expect(statuses).toEqual([200, 200, 200, 200, 200]);
	expect(await mails('flooded@elsewhere.example')).toBe(3);
});

test.each([
	'',
	'nobody',
	'a@b',
	'a@b.example, c@d.example',
	'a@b.example\r\nBcc: c@d.example',
	'"a b"@c.example',
	'a@b.example\u0001',
	'Name <a@b.example>',
	'a;b@c.example',
	`${'a'.repeat(300)}@b.example`
])('%j is no address', async (email) => {
	const before = await allMails();
	const { answer } = await ask(newClient(), email);
	expect(answer.status).toBe(422);
	expect(await allMails()).toBe(before);
});

test('looking at a link fifty times uses nothing up; its button does, once', async () => {
	const client = newClient();
	const path = await askForLink(client, addressOf('salma'));
	for (let look = 0; look < 25; look++) {
		expect((await newClient().get(path, { 'user-agent': 'Scanner' })).status).toBe(200);
		expect((await newClient().send({ method: 'HEAD', path })).status).toBe(200);
	}
	const page = await client.get(path);
	expect(client.jar.size).toBe(0);
	const first = await client.submit(formIn(page, /sign-in/));
	expect(first.status).toBe(303);
	expect(client.jar.size).toBe(1);
	const again = newClient();
	expect((await again.post(path, {})).status).toBe(410);
	expect(again.jar.size).toBe(0);
});

test('pressed at the same moment on ten devices, a link opens one session', async () => {
	const path = await askForLink(newClient(), addressOf('karim'));
	const devices = Array.from({ length: 10 }, () => newClient());
	await Promise.all(devices.map((one) => one.post(path, {})));
	expect(devices.filter((one) => one.jar.size === 1)).toHaveLength(1);
});

test('a link is good for fifteen minutes and no longer', async () => {
	const path = await askForLink(newClient(), addressOf('omar'));
	const { rows } = await pool.query<{ minutes: number }>(
		`select extract(epoch from expires_at - created_at)::float / 60 as minutes from verification order by created_at desc limit 1`
	);
	expect(rows[0]?.minutes).toBeGreaterThan(10);
	expect(rows[0]?.minutes).toBeLessThanOrEqual(15.1);
	await pool.query(
		`update verification set expires_at = clock_timestamp() - interval '1 second' where value like $1`,
		[`%${addressOf('omar')}%`]
	);
	const client = newClient();
	expect((await client.post(path, {})).status).toBe(410);
	expect(client.jar.size).toBe(0);
});

test('tokens are kept as hashes only', async () => {
	const path = await askForLink(newClient(), addressOf('huda'));
	const token = path.split('/').at(-1) ?? '';
	expect(token.length).toBeGreaterThanOrEqual(43);
	for (const table of ['verification', 'pending_act', 'invitation', 'set_up_token', 'session']) {
		const { rows } = await pool.query<{ held: boolean }>(
			`select bool_or(position($1 in t::text) > 0) as held from ${table} t`,
			[token]
		);
		expect(rows[0]?.held ?? false, table).toBe(false);
	}
});

test('a link of one purpose does nothing for another', async () => {
	const path = await askForLink(newClient(), addressOf('yasin'));
	const token = path.split('/').at(-1) ?? '';
	const client = newClient();
	for (const other of [
		`/en/set-up?token=${token}`,
		`/en/arcadia/organisations/ledger/invitation/${token}`,
		`/en/sign-in?act=${token}`,
		`/en/pending?act=${token}`
	]) {
		const answer = await client.open(other);
		expect(answer.text, other).not.toContain(addressOf('yasin'));
		expect(client.jar.size).toBe(0);
	}
	expect((await client.post(path, {})).status).toBe(303);
});

test('a session is new at each sign-in, unreadable to scripts, and dies at sign-out', async () => {
	const [first, second] = [await signedIn('yasin'), await signedIn('yasin')];
	const cookie = (client: Client) => [...client.jar.values()][0] ?? '';
	expect(cookie(first)).not.toBe(cookie(second));
	expect(cookie(first).length).toBeGreaterThanOrEqual(32);
	const path = await askForLink(newClient(), addressOf('yasin'));
	const set = String((await newClient().post(path, {})).headers['set-cookie']);
	expect(set).toMatch(/HttpOnly/i);
	expect(set).toMatch(/SameSite=Lax/i);
	expect(set).toMatch(/Path=\//i);
	expect(set).not.toMatch(/Domain=/i);

	const stolen = newClient();
	for (const [name, value] of first.jar) stolen.jar.set(name, value);
	expect((await stolen.get('/en/account')).status).toBe(200);
	expect((await first.post('/en/account?/sign_out', {})).status).toBe(303);
	expect((await stolen.get('/en/account')).status).toBe(303);
	expect((await second.get('/en/account')).status).toBe(200);
});

const elsewhere = [
	'https://evil.example',
	'//evil.example',
	'///evil.example',
	'/\\evil.example',
	'\\\\evil.example',
	'/\t/evil.example',
	'/\n/evil.example',
	'javascript:alert(1)',
	'data:text/html,x',
	'http:evil.example',
	'https:/evil.example',
	'/%2f/evil.example',
	'/..//evil.example',
	'/./\\evil.example',
	'@evil.example',
	'/@evil.example/../..//evil.example',
	'evil.example',
	'?//evil.example',
	'#//evil.example',
	'/%5cevil.example',
	'/\u2028/evil.example',
	'/en/../..//evil.example',
	' //evil.example',
	'\u00a0//evil.example',
	'/en\r\nLocation: https://evil.example',
	'http://localhost@evil.example',
	'/;//evil.example',
	'/en//evil.example/..',
	'.evil.example',
	':80'
];
const written = elsewhere.flatMap((to) => [
	to,
	encodeURIComponent(to),
	to.toUpperCase(),
	`${to}/`,
	` ${to}`,
	`${to}?to=${to}`,
	`${to}#x`
]);

test(`${written.length} ways to write another site lead nowhere but here`, async () => {
	const client = newClient();
	expect(written.length).toBeGreaterThanOrEqual(200);
	for (const to of written) {
		const { status, text, headers } = await client.get(`/en/sign-in?to=${encodeURIComponent(to)}`);
		expect(status, to).toBeLessThan(400);
		expect(headers.location ?? '').not.toMatch(/evil/);
		const links = [...text.matchAll(/(?:href|action)="([^"]*)"/g)].map(([, link = '']) =>
			link.replaceAll('&amp;', '&')
		);
		for (const link of links)
			expect(new URL(link, client.origin).origin, `${to} → ${link}`).toMatch(
				new RegExp(`^(${client.origin}|null)$`)
			);
	}
});

test.each(elsewhere)('signing in with %j behind it stays here', async (to) => {
	const email = 'wanderer@elsewhere.example';
	await anHourPasses(email);
	const client = newClient();
	await client.post(`/en/sign-in?/mail&to=${encodeURIComponent(to)}`, { email });
	const { headers, status } = await client.post(await linkFor(email), { name: 'Wanderer' });
	expect(status).toBe(303);
	expect(new URL(String(headers.location), client.origin).origin).toBe(client.origin);
});

const mails = async (address: string) =>
	(await db.selectFrom('mail').select('id').where('recipient', '=', address).execute()).length;
const allMails = async () => (await db.selectFrom('mail').select('id').execute()).length;

function median(times: number[]): number {
	const sorted = times.toSorted((a, b) => a - b);
	return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
