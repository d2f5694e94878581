/** C10 for the translator: it is asked where the operator said, within bounds, and whatever it answers breaks nothing. */

import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { sql } from 'kysely';
import { arcadia } from '#seed/arcadia.ts';
import { freshDatabase } from '#tests/database.ts';
import { configOf } from '../config.ts';
import { reachOf, isNearby, mayBeAsked } from './addresses.server.ts';
import { libreTranslate } from './libre-translate.server.ts';
import { forgetTranslations, machineFor, translate } from './translate.server.ts';
import { limits, type Translator } from './translator.ts';

const servers: Server[] = [];
afterEach(() => {
	for (const server of servers.splice(0)) {
		server.closeAllConnections();
		server.close();
	}
});

/** A translator of a kind, outside the adapter; answers its address and what it was asked. */
async function fake(answer: RequestListener) {
	const heard: string[] = [];
	const server = createServer((request, response) => {
		const pieces: Buffer[] = [];
		request.on('data', (piece: Buffer) => pieces.push(piece));
		request.on('end', () => {
			heard.push(Buffer.concat(pieces).toString());
			answer(request, response);
		});
	});
	servers.push(server);
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	const { port } = server.address() as AddressInfo;
	return { url: `http://127.0.0.1:${port}`, port, heard };
}

const json = (body: unknown, status = 200, type = 'application/json'): RequestListener => {
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	return (_, response) => void response.writeHead(status, { 'content-type': type }).end(text);
};
const asked = { texts: ['Uno', 'Dos'], from: 'es', to: 'en' };
const good = json({ translatedText: ['One', 'Two'] });
const failed = (code: string) => ({ ok: false, obstacle: { code } });

test('an honest translator is asked once for all texts, with its key', async () => {
	const { url, heard } = await fake(good);
	const said = await libreTranslate({ url, key: 'secret' }).translate(asked);
	expect(said).toEqual({ ok: true, texts: ['One', 'Two'] });
	expect(heard.map((body) => JSON.parse(body))).toEqual([
		{ q: ['Uno', 'Dos'], source: 'es', target: 'en', format: 'text', api_key: 'secret' }
	]);
});

test.each<[string, RequestListener, string]>([
	['HTML', json('<h1>Sign in</h1>', 200, 'text/html'), 'lied'],
	['HTML that says it is JSON', json('<h1>Sign in</h1>'), 'lied'],
	['half of its JSON', json('{"translatedText":["One"'), 'lied'],
	['fewer texts', json({ translatedText: ['One'] }), 'lied'],
	['more texts', json({ translatedText: ['One', 'Two', 'Three'] }), 'lied'],
	['numbers', json({ translatedText: [1, 2] }), 'lied'],
	['another shape', json(['One', 'Two']), 'lied'],
	['null', json('null'), 'lied'],
	['a novel for a word', json({ translatedText: ['One', 'x'.repeat(5000)] }), 'lied'],
	['more than two megabytes', json({ translatedText: ['x'.repeat(limits.bytes), 'Two'] }), 'lied'],
	['that it is busy', json({}, 429), 'busy'],
	['that it does not know the language', json({ error: 'es is not supported' }, 400), 'unknown'],
	['that it broke', json({}, 500), 'down'],
	['nothing and hangs up', (request) => void request.socket.destroy(), 'down'],
	[
		'half a body and hangs up',
		(_, response) => {
			response.writeHead(200, { 'content-type': 'application/json', 'content-length': '999' });
			response.write('{"tr');
			response.destroy();
		},
		'down'
	]
])('a translator that answers %s is not believed', async (_, answer, code) => {
	const { url } = await fake(answer);
	expect(await libreTranslate({ url, key: null }).translate(asked)).toEqual(failed(code));
});

test('a flood without end is cut off', async () => {
	let sent = 0;
	const { url } = await fake((_, response) => {
		response.writeHead(200, { 'content-type': 'application/json' });
		const pour = () => {
			if (response.destroyed) return;
			sent += 65_536;
			response.write(Buffer.alloc(65_536, 'x'), () => setImmediate(pour));
		};
		pour();
	});
	expect(await libreTranslate({ url, key: null }).translate(asked)).toEqual(failed('lied'));
	await new Promise((resume) => setTimeout(resume, 100));
	expect(sent).toBeLessThan(limits.bytes * 4);
});

test('no redirect is followed, least of all to where clouds keep secrets', async () => {
	const inner = await fake(good);
	for (const location of [
		'http://169.254.169.254/latest/meta-data/',
		`${inner.url}/translate`,
		'//127.0.0.1/translate',
		'file:///etc/passwd'
	]) {
		for (const status of [301, 302, 303, 307, 308]) {
			const { url } = await fake(
				(_, response) => void response.writeHead(status, { location }).end()
			);
			expect(await libreTranslate({ url, key: null }).translate(asked)).toEqual(failed('lied'));
		}
	}
	expect(inner.heard).toEqual([]);
});

test('who never answers is left after ten seconds', async () => {
	const { url } = await fake(() => undefined);
	const timeout = vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
		expect(ms).toBe(10_000);
		const stop = new AbortController();
		setTimeout(() => stop.abort(), 200);
		return stop.signal;
	});
	expect(await libreTranslate({ url, key: null }).translate(asked)).toEqual(failed('down'));
	timeout.mockRestore();
});

describe('where a name may lead', () => {
	const at = (address: string, family = address.includes(':') ? 6 : 4) => [{ address, family }];

	test.each([
		'127.0.0.1',
		'10.1.2.3',
		'192.168.0.1',
		'172.16.5.5',
		'100.64.0.1',
		'169.254.169.254',
		'0.0.0.0',
		'::1',
		'::',
		'fe80::1',
		'fd00:ec2::254',
		'fc00::1',
		'::ffff:127.0.0.1',
		'::ffff:a9fe:a9fe',
		'64:ff9b::a00:1',
		'2002:7f00:1::'
	])('a public name that leads to %s is not asked', async (address) => {
		const { port, heard } = await fake(good);
		const translator = libreTranslate(
			{ url: `http://translate.example.org:${port}`, key: null },
			() => Promise.resolve(at(address))
		);
		expect(await translator.translate(asked)).toEqual(failed('down'));
		expect(heard).toEqual([]);
	});

	test('one bad address among good ones spoils the name', async () => {
		const { port, heard } = await fake(good);
		const both = [...at('93.184.216.34'), ...at('127.0.0.1')];
		const url = `http://translate.example.org:${port}`;
		expect(
			await libreTranslate({ url, key: null }, () => Promise.resolve(both)).translate(asked)
		).toEqual(failed('down'));
		expect(heard).toEqual([]);
	});

	test('a name is looked up once per asking: what it flips to afterwards is not asked', async () => {
		const { port, heard } = await fake(good);
		const answers = [at('127.0.0.1'), at('169.254.169.254')];
		let looked = 0;
		const translator = libreTranslate({ url: `http://translator:${port}`, key: null }, () =>
			Promise.resolve(answers[looked++] ?? [])
		);
		expect(await translator.translate(asked)).toMatchObject({ ok: true });
		expect(looked).toBe(1);
		expect(await translator.translate(asked)).toEqual(failed('down'));
		expect(heard).toHaveLength(1);
	});

	test.each([
		['translator', true],
		['localhost', true],
		['127.0.0.1', true],
		['[::1]', true],
		['translate.internal', true],
		['translate.example.org', false],
		['internal.example.org', false]
	])('%s is nearby: %s', (host, nearby) => {
		expect(isNearby(host)).toBe(nearby);
	});

	test.each([
		['http://169.254.169.254/', false],
		['http://2852039166/', false],
		['http://0xa9fea9fe/', false],
		['http://0251.0376.0251.0376/', false],
		['http://[::ffff:169.254.169.254]/', false],
		['http://[fd00:ec2::254]/', false],
		['http://0/', false],
		['http://127.0.0.1:5000/', true],
		['http://10.0.0.5/', true]
	])('%s written in the setting may be asked: %s', async (url, may) => {
		expect(mayBeAsked(new URL(url))).toBe(may);
		if (!may)
			expect(await libreTranslate({ url, key: null }).translate(asked)).toEqual(failed('down'));
	});

	test.each([
		['93.184.216.34', 'public'],
		['2606:4700::1111', 'public'],
		['2001:db8::1', 'local'],
		['203.0.113.9', 'local'],
		['255.255.255.255', 'local'],
		['not an address', 'never']
	])('%s is %s', (address, reach) => {
		expect(reachOf(address)).toBe(reach);
	});
});

describe('the store of translations', async () => {
	const { db } = await freshDatabase();
	await arcadia(db);
	const nobody = { contributionId: null };
	const speaking = (answer = (text: string) => `<${text}>`) => {
		const heard: string[][] = [];
		const translator: Translator = {
			name: `fake ${Math.random()}`,
			translate: ({ texts }) => {
				heard.push([...texts]);
				return Promise.resolve({ ok: true, texts: texts.map(answer) });
			}
		};
		return { machine: machineFor(translator), heard };
	};

	test('nothing is asked twice, and only what is missing', async () => {
		const { machine, heard } = speaking();
		const ask = (...texts: string[]) =>
			translate(db, machine, { texts, from: 'es', to: 'en' }, nobody);
		expect(await ask('a', 'b', 'a', '')).toEqual({ ok: true, texts: ['<a>', '<b>', '<a>', ''] });
		expect(await ask('b', 'c')).toEqual({ ok: true, texts: ['<b>', '<c>'] });
		expect(heard).toEqual([['a', 'b'], ['c']]);
	});

	test('many readers at once ask once', async () => {
		const { machine, heard } = speaking();
		const asking = { texts: ['together'], from: 'es', to: 'en' };
		const all = await Promise.all(
			Array.from({ length: 20 }, () => translate(db, machine, asking, nobody))
		);
		expect(new Set(all.map((one) => JSON.stringify(one))).size).toBe(1);
		expect(heard).toHaveLength(1);
	});

	test('what a machine says is text without characters that have no place in it', async () => {
		const { machine } = speaking(() => 'A\u0000\u202eB<script>');
		const said = await translate(db, machine, { texts: ['q'], from: 'es', to: 'en' }, nobody);
		expect(said).toEqual({ ok: true, texts: ['AB<script>'] });
	});

	test('what is too long is not sent', async () => {
		const { machine, heard } = speaking();
		const long = { texts: ['x'.repeat(limits.characters + 1)], from: 'es', to: 'en' };
		const many = {
			texts: Array.from({ length: limits.texts + 1 }, () => 'x'),
			from: 'es',
			to: 'en'
		};
		expect(await translate(db, machine, long, nobody)).toEqual(failed('too_long'));
		expect(await translate(db, machine, many, nobody)).toEqual(failed('too_long'));
		expect(heard).toEqual([]);
	});

	test('a machine that failed is let be a moment, and its failure is not kept', async () => {
		let asked = 0;
		const machine = machineFor({
			name: 'down',
			translate: () => {
				asked++;
				return Promise.resolve({ ok: false, obstacle: { code: 'down' } });
			}
		});
		const ask = (text: string) =>
			translate(db, machine, { texts: [text], from: 'es', to: 'en' }, nobody);
		expect(await ask('one')).toEqual(failed('down'));
		expect(await ask('two')).toEqual(failed('down'));
		expect(asked).toBe(1);
		machine.rests = 0;
		await ask('one');
		expect(asked).toBe(2);
	});

	test('four are asked for at once; the fifth is told to come back', async () => {
		const done: (() => void)[] = [];
		const machine = machineFor({
			name: 'slow',
			translate: ({ texts }) =>
				new Promise((answer) => done.push(() => answer({ ok: true, texts: [...texts] })))
		});
		const ask = (text: string) =>
			translate(db, machine, { texts: [text], from: 'es', to: 'en' }, nobody);
		const first = ['1', '2', '3', '4'].map(ask);
		await expect.poll(() => done.length).toBe(4);
		expect(await ask('5')).toEqual(failed('busy'));
		for (const answer of done) answer();
		expect(await Promise.all(first)).toMatchObject([
			{ ok: true },
			{ ok: true },
			{ ok: true },
			{ ok: true }
		]);
	});

	test('old ones, and those of words that no longer stand, are forgotten', async () => {
		const { machine } = speaking();
		const rows = await db
			.selectFrom('contribution')
			.select('id')
			.where('state', '=', 'published')
			.where('redacted', '=', false)
			.limit(2)
			.execute();
		const [gone, stays] = rows;
		for (const [text, contributionId] of [
			['words that go', gone?.id ?? null],
			['words that stay', stays?.id ?? null],
			['old words', null]
		] as const)
			await translate(db, machine, { texts: [text], from: 'es', to: 'en' }, { contributionId });
		await sql`update contribution set state = 'refused' where id = ${gone?.id ?? null}`.execute(db);
		await sql`update machine_translation set at = at - interval '31 days' where body = '<old words>'`.execute(
			db
		);
		await forgetTranslations(db);
		const kept = await db.selectFrom('machineTranslation').select('body').execute();
		const bodies = kept.map(({ body }) => body).filter((body) => body.includes('words'));
		expect(bodies).toEqual(['<words that stay>']);
	});
});

test.each([
	[undefined, null],
	['http://translator:5000', { url: 'http://translator:5000', key: null }]
])('the setting %j means %j', (url, translation) => {
	const given = { data: '/d', secret: 'abcdefghijklmnopqrstuvwxyz0123456789', databaseUrl: 'x' };
	const read = configOf({ TRANSLATION_URL: url }, given);
	expect(read).toMatchObject({ ok: true, config: { translation } });
});

test.each([
	'ftp://translator/',
	'translator',
	'http://user:pass@translator/',
	'file:///etc/passwd'
])('%s is no translator', (url) => {
	const given = { data: '/d', secret: 'abcdefghijklmnopqrstuvwxyz0123456789', databaseUrl: 'x' };
	expect(configOf({ TRANSLATION_URL: url }, given)).toMatchObject({ ok: false });
});
