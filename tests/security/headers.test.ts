/** C4: every answer says how it may be used, and what is kept for all is the same for all. */

import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { consultation, touched } from '../journeys/consultation.ts';
import { newClient, type Sent } from '../journeys/client.ts';
import { faultsIn } from '../journeys/headers.ts';
import { nameOf, signedIn } from '../journeys/people.ts';
import { db, origin } from '../journeys/site.ts';

const reader = newClient();
const { path, id } = await consultation({ slug: 'kept-pages' });
const html = { 'content-type': 'application/x-www-form-urlencoded' };

// The client itself refuses an answer without its headers: it is enough to call for each kind.
test.each<[number, Sent]>([
	[200, { path }],
	[200, { path, method: 'HEAD' }],
	[200, { path: '/health/live' }],
	[200, { path: '/health/ready' }],
	[404, { path: '/health/other' }],
	[200, { path: `/live/${id}` }],
	[200, { path: `/live/${id}`, method: 'HEAD' }],
	[404, { path: '/live/nothing' }],
	[404, { path: '/live/00000000-0000-7000-8000-000000000000' }],
	[404, { path: '/en/arcadia/nothing' }],
	[404, { path: '/en/elsewhere' }],
	[404, { path: '/nothing' }],
	[400, { path: '/%00' }],
	[400, { path: `${path}/search?q=%00` }],
	[404, { path: '/_app/immutable/nothing.js' }],
	[308, { path, headers: { host: 'elsewhere.example' } }],
	[421, { path, method: 'POST', headers: { host: 'elsewhere.example' } }],
	[405, { path, method: 'PUT' }],
	[405, { path, method: 'DELETE' }],
	[405, { path, method: 'PATCH' }],
	[405, { path, method: 'OPTIONS' }],
	[405, { path: '/en', method: 'POST', headers: html, body: 'a=b' }],
	[403, { path, method: 'POST', headers: { origin: null } }],
	[415, { path, method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }],
	[413, { path, method: 'POST', headers: html, body: 'a'.repeat(300_000) }],
	[
		411,
		{
			path,
			method: 'POST',
			headers: { ...html, 'content-length': null, 'transfer-encoding': 'chunked' }
		}
	],
	[200, { path: `${path}/export/units.csv` }],
	[200, { path: `${path}/export/contributions.json` }],
	[404, { path: `${path}/export/secrets.csv` }]
])('%i %o carries its headers', async (status, sent) => {
	expect((await reader.send(sent)).status).toBe(status);
});

test('a page that did not change is 304, with the same headers', async () => {
	const { headers } = await reader.get(path);
	const again = await reader.get(path, { 'if-none-match': String(headers.etag) });
	expect(again.status).toBe(304);
	expect(again.body.length).toBe(0);
});

test('styles, scripts, fonts and pictures carry them too', async () => {
	const { text } = await reader.get(path);
	const files = [...text.matchAll(/(?:href|src)="(\/[^"]+\.(?:css|js|woff2|svg|png))"/g)].map(
		([, file]) => file ?? ''
	);
	const styles = await Promise.all(files.map((file) => reader.get(file)));
	const fonts = styles.flatMap((one) =>
		[...one.text.matchAll(/url\(["']?(\/[^"')]+\.woff2)/g)].map(([, file]) => file ?? '')
	);
	const all = [...new Set([...files, ...fonts])];
	expect(
		all.some((file) => file.endsWith('.css')) && all.some((file) => file.endsWith('.js'))
	).toBe(true);
	expect(all.some((file) => file.endsWith('.woff2'))).toBe(true);
	for (const file of all) expect((await reader.get(file)).status, file).toBe(200);
});

test('what is no request at all is refused with the headers', async () => {
	const answer = await rawAnswer('GET / HTTP/1.1\r\nHost: x\r\nBad header\r\n\r\n');
	expect(answer.status).toBe(400);
	expect(faultsIn(answer.status, answer.headers)).toEqual([]);
});

const poisons: [string, Record<string, string>][] = [
	['', { accept: 'application/json' }],
	['', { accept: '*/*', 'accept-language': 'ar' }],
	['', { 'accept-encoding': 'gzip;q=0, zstd' }],
	[
		'',
		{
			'x-forwarded-host': 'evil.example',
			'x-forwarded-proto': 'https',
			'x-forwarded-for': '1.2.3.4'
		}
	],
	['', { forwarded: 'host=evil.example;proto=https', 'x-host': 'evil.example' }],
	['', { 'x-original-url': '/en/account', 'x-rewrite-url': '/en/account' }],
	['', { 'x-folkmoot-host': 'evil.example', 'x-folkmoot-protocol': 'javascript' }],
	['', { 'x-http-method-override': 'POST', 'x-method-override': 'DELETE' }],
	['', { 'x-sveltekit-action': 'true', 'x-sveltekit-invalidated': '1' }],
	['', { cookie: 'folkmoot=forged.signature; other=1' }],
	['', { cookie: 'theme=dark; lang=ar' }],
	['', { range: 'bytes=0-10', 'if-none-match': '*' }],
	['', { 'user-agent': '<script>alert(1)</script>', referer: 'https://evil.example/' }],
	['?utm_source=evil', {}],
	['?page=1&page=2', {}],
	['?x-sveltekit-invalidated=11', {}],
	['?sort=%3Cscript%3E', {}],
	['?page=99999', {}],
	['?/vote', {}],
	['?lang=ar', {}],
	['/', {}],
	['/__data.json', {}],
	['%2f', {}],
	['#evil', {}]
];

/** How often a consultation was touched stands on its page, and this test touches it. */
const apartFromTouch = (text: string) => text.replace(/data-generation="\d+"/, '');

test('nothing a stranger sends changes what others are given', async () => {
	await touched(id);
	const clean = await reader.get(path);
	expect(clean.headers['cache-control']).toMatch(/public/);
	for (const [addition, headers] of poisons) {
		await touched(id);
		await newClient().get(path + addition, headers);
		const after = await newClient().get(path);
		const same = apartFromTouch(after.text) === apartFromTouch(clean.text);
		expect(same, `${addition} ${JSON.stringify(headers)} changed the page`).toBe(true);
		expect(after.headers.location).toBeUndefined();
		expect(after.text).not.toContain('evil');
	}
});

test('a page kept for all holds no name and no cookie; a personal one is kept by nobody', async () => {
	const person = await signedIn('inma');
	await touched(id);
	const personal = await person.get(path);
	expect(personal.headers['cache-control']).toBe('no-store');
	expect(personal.text).toContain(nameOf('inma'));
	const shared = await reader.get(path);
	expect(shared.headers['cache-control']).toMatch(/public/);
	expect(shared.headers['set-cookie']).toBeUndefined();
	expect(shared.text).not.toContain(nameOf('inma'));
	expect(shared.text).not.toMatch(/nonce|name="key"/);
	const names = await db.selectFrom('session').select('token').execute();
	expect(names.filter(({ token }) => shared.text.includes(token))).toEqual([]);
});

test.each(['/en/account', '/en/arcadia/work', `${path}/votes`])(
	'%s is never kept',
	async (private_) => {
		const person = await signedIn('marisol');
		expect((await person.open(private_)).headers['cache-control']).toBe('no-store');
		expect((await reader.get(private_)).headers['cache-control']).toBe('no-store');
	}
);

async function rawAnswer(request: string) {
	const { hostname, port } = new URL(origin);
	const socket = connect(Number(port), hostname === 'localhost' ? '127.0.0.1' : hostname);
	socket.end(request);
	let text = '';
	for await (const part of socket) text += String(part);
	const [head = ''] = text.split('\r\n\r\n');
	const [first = '', ...lines] = head.split('\r\n');
	const pairs = lines.map((line) => [
		line.split(':')[0]?.toLowerCase() ?? '',
		line.replace(/^[^:]*:\s*/, '')
	]);
	return {
		status: Number(first.split(' ')[1]),
		headers: Object.fromEntries(pairs) as Record<string, string>
	};
}
