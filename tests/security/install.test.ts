/** C16: an installation as it comes out of the box gives nothing away and refuses to be public half-configured. */

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readAccess } from '#platform/postgres/access.ts';
import { placesIn } from '#platform/postgres/folder.ts';
import { newClient } from '../journeys/client.ts';
import { withSession } from '../journeys/people.ts';
import { db, said, site } from '../journeys/site.ts';
import { freePort, startServer } from '../server.ts';

const { data } = site;
const secret = readFileSync(join(data, 'secret'), 'utf8').trim();
const access = readAccess(placesIn(data).access);
const secrets = [secret, access?.password ?? '', access?.adminPassword ?? ''];

test('secrets are generated, long, and only their owner reads them', () => {
	for (const one of secrets) expect(one.length).toBeGreaterThanOrEqual(32);
	expect(new Set(secrets).size).toBe(3);
	const plain = readdirSync(data).filter((name) => statSync(join(data, name)).isFile());
	const holding = plain.filter((name) =>
		secrets.some((one) => readFileSync(join(data, name), 'utf8').includes(one))
	);
	expect(holding.length).toBeGreaterThan(0);
	for (const name of holding) expect(statSync(join(data, name)).mode & 0o777, name).toBe(0o600);
	expect(statSync(data).mode & 0o066).toBe(0);
});

test('no secret is printed, and none can be fetched', async () => {
	for (const one of secrets) expect(said('OUTPUT')).not.toContain(one);
	const tried = [
		'/secret',
		'/data/secret',
		'/database.json',
		'/.env',
		'/../secret',
		'/%2e%2e/secret',
		'/..%2fsecret',
		'/en/..%5csecret',
		'/_app/../../secret',
		'/_app/immutable/%2e%2e/%2e%2e/%2e%2e/package.json',
		'/server/folkmoot.js',
		'/.git/config',
		'/package.json'
	];
	for (const path of tried) {
		const answer = await newClient().get(path);
		expect(answer.status, path).toBeGreaterThanOrEqual(300);
		for (const one of secrets) expect(answer.text).not.toContain(one);
		expect(answer.text).not.toContain('"dependencies"');
	}
});

test('nobody has a password, and the steward is not open to whoever comes first', async () => {
	expect(await db.selectFrom('credential').selectAll().execute()).toEqual([]);
	const stranger = await withSession('first-come@elsewhere.example');
	const grants = await db
		.selectFrom('roleGrant')
		.innerJoin('person', 'person.id', 'roleGrant.personId')
		.select('role')
		.where('email', '=', 'first-come@elsewhere.example')
		.execute();
	expect(grants).toEqual([]);
	for (const path of ['/en/arcadia/work', '/en/arcadia/work/people', '/en/set-up'])
		expect((await stranger.get(path)).status, path).toBe(404);
});

test('errors show no stack, path or statement', async () => {
	for (const path of [
		'/en/%E0%A4%A',
		'/en/arcadia/contributions/C-000000',
		'/en/arcadia/consultations/open-works/999999999999',
		'/en/arcadia/consultations/open-works?page=-1',
		'/en/sign-in/%00'
	]) {
		const { text, status } = await newClient().get(path);
		expect(status, path).toBeLessThan(500);
		expect(text, path).not.toMatch(/node_modules|\.ts:\d|at async|select .* from|\/work\//);
	}
});

const local = { HOST: '127.0.0.1' };
test.each([
	['without an address when others can reach it', { HOST: '0.0.0.0' }, /FOLKMOOT_ORIGIN/],
	['with a short secret', { ...local, FOLKMOOT_SECRET: 'short' }, /FOLKMOOT_SECRET/],
	['with a plain secret', { ...local, FOLKMOOT_SECRET: 'a'.repeat(64) }, /FOLKMOOT_SECRET/],
	['with another database and no secret', { ...local, DATABASE_URL: '' }, /FOLKMOOT_SECRET/],
	['with a port that is none', { ...local, PORT: 'eighty' }, /PORT/]
])('it refuses to start %s', async (_, env, why) => {
	const url = `postgres://folkmoot:${access?.password}@127.0.0.1:${access?.port}/folkmoot`;
	const given: Record<string, string> = 'DATABASE_URL' in env ? { ...env, DATABASE_URL: url } : env;
	const refusal = await startServer({ env: given }).then(
		async (server) => {
			await server.stop();
			return 'It started.';
		},
		(error: Error) => error.message
	);
	expect(refusal).toMatch(/ended with 1/);
	expect(refusal).toMatch(why);
	expect(refusal).not.toMatch(/^\s+at /m);
});

test('a public address gets no example links, no mail page for strangers, and cookies for https only', async () => {
	const port = await freePort();
	const server = await startServer({ port, env: { FOLKMOOT_ORIGIN: 'https://folkmoot.example' } });
	try {
		const reader = newClient(server.origin);
		const host = { host: 'folkmoot.example', origin: 'https://folkmoot.example' };
		expect(server.output()).not.toMatch(/sign-in\/[\w-]{20}/);
		const mail = await reader.get('/en/mail', host);
		expect(mail.text).not.toMatch(/sign-in\/[\w-]{20}/);
		const page = await reader.get('/en', host);
		expect(page.headers['strict-transport-security']).toMatch(/max-age=\d{8}/);
		expect((await reader.get('/en')).headers.location).toBe('https://folkmoot.example/en');
	} finally {
		await server.stop();
	}
});
