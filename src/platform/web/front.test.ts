import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, expect, test } from 'vitest';
import { openedHouse } from '#tests/opened.ts';
import { doors } from '../../doors.ts';
import { configOf } from '../config.ts';
import { front } from './front.server.ts';

const { house } = await openedHouse();
const server = createServer();
await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
afterAll(() => server.close());
const { port } = server.address() as AddressInfo;
const origin = `http://localhost:${port}`;
const config = { ...house.config, origin };
const nothing = () => Promise.reject(new Error('Nobody asked for this.'));
const running = { house, config, ready: nothing, drain: () => undefined, stop: nothing };
server.on(
	'request',
	front(running, (_, response) => response.writeHead(204).end(), doors)
);

/** The status of a request as it stands on the wire. */
const statusOf = (path: string, headers: Record<string, string> = {}, method = 'POST') =>
	new Promise<number | undefined>((resolve, reject) => {
		const form = { origin, 'content-type': 'application/x-www-form-urlencoded' };
		const sent = request({ port, host: '127.0.0.1', path, method, agent: false });
		for (const [name, value] of Object.entries({ host: `localhost:${port}`, ...form, ...headers }))
			sent.setHeader(name, value);
		sent.on('response', (answer) => {
			resolve(answer.statusCode);
			sent.destroy();
		});
		sent.on('error', reject);
		sent.flushHeaders();
	});

const large = { 'content-length': String(20_000_000) };
const small = { 'content-length': '0' };
const foreign = { ...small, origin: 'https://mail.example' };

test.each([
	['a vote', '/en/arcadia/consultations/open-works/votes', small, 204],
	['a vote of 20 MB', '/en/arcadia/consultations/open-works/votes', large, 413],
	['20 MB to a page named in a query', '/en/sign-in?/imports', large, 413],
	['20 MB to a text named like the page', '/en/arcadia/consultations/imports/votes', large, 413],
	['a text of unknown length', '/en/sign-in', { 'transfer-encoding': 'chunked' }, 411],
	['a document of 20 MB', '/en/arcadia/work/imports/new', large, 204],
	['a foreign vote', '/en/arcadia/consultations/open-works/votes', foreign, 403],
	['what stops a mail, from anywhere', `/en/unsubscribe/${'a'.repeat(60)}`, foreign, 204],
	['what looks like it', `/en/unsubscribe/${'a'.repeat(60)}/more`, foreign, 403],
	['an address of another site', 'http://elsewhere.example/', small, 400],
	['an address with a NUL', '/en/arcadia%00', small, 400]
])('%s', async (_, path, headers, status) => {
	expect(await statusOf(path, headers)).toBe(status);
});

test.each([
	['this machine', {}, true],
	['this machine by name', { FOLKMOOT_ORIGIN: 'http://localhost:8080' }, true],
	['everyone', { HOST: '0.0.0.0', FOLKMOOT_ORIGIN: 'http://localhost:8080' }, false],
	['the public', { FOLKMOOT_ORIGIN: 'https://folkmoot.example' }, false]
])('mail and links are shown to %s: as far as nobody else reaches it', (_, environment, shown) => {
	const secret = 'a secret of a test, 32 characters long or more';
	const made = configOf(environment, { data: '/nowhere', secret, databaseUrl: 'postgres://x' });
	expect(made).toMatchObject({ ok: true, config: { loopback: shown } });
});
