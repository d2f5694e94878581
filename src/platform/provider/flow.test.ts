import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import { openedHouse } from '#tests/opened.ts';
import { startProvider, type Lie } from '#tests/provider.ts';
import { log } from '../log.server.ts';
import { comeBack, setOut, wayOfCookie } from './flow.server.ts';
import { providersOf, type Provider } from './provider.ts';

const one = await startProvider('one');
const two = await startProvider('two', { trustsEmail: false });
const down: Provider = {
	...one.provider,
	id: 'down',
	issuer: 'http://127.0.0.1:9',
	token: 'http://127.0.0.1:9/token',
	jwks: 'http://127.0.0.1:9/jwks'
};
afterAll(() => Promise.all([one.close(), two.close()]));
const { db, house } = await openedHouse({
	OIDC_PROVIDERS: JSON.stringify([one.provider, two.provider, down])
});
const [first, second, third] = house.config.providers;
if (!first || !second || !third) throw new Error('A provider is missing.');

const lines: unknown[] = [];
vi.spyOn(log, 'warn').mockImplementation((...line: unknown[]) => void lines.push(line));
beforeEach(() => {
	one.lies({});
	two.lies({});
	one.is({ sub: 'ines', email: 'Ines@Example.org', email_verified: true, name: 'Inês' });
	two.is({ sub: 'ines', email: 'ines@example.org', email_verified: true, name: 'Inês' });
	lines.length = 0;
});

const begin = async (provider: Provider) => {
	const begun = await setOut(house, provider, { lang: 'en', to: '/en/arcadia', sessionId: null });
	const way = await wayOfCookie(house, begun.cookie);
	if (!way) throw new Error('The way is lost.');
	return { ...begun, way };
};
const come = async (from = one, provider = first) => {
	const { url, way } = await begin(provider);
	return comeBack(house, provider, way, from.agree(url));
};

test('nothing was asked of any provider before someone came', () => {
	expect([...one.asked, ...two.asked]).toEqual([]);
});

test('who comes back is who the provider says, with the address it has verified', async () => {
	const arrival = await come();
	expect(arrival).toMatchObject({
		provider: 'one',
		issuer: one.provider.issuer,
		email: 'ines@example.org',
		proven: true,
		name: 'Inês',
		to: '/en/arcadia'
	});
	expect(arrival?.subject).toMatch(/^[\w-]{43}$/);
	expect(arrival?.subject).not.toContain('ines');
	expect(await come()).toMatchObject({ subject: arrival?.subject });
});

test('the same name at another issuer is another account', async () => {
	const [here, there] = [await come(), await come(two, second)];
	expect(here?.subject).toBeTruthy();
	expect(there?.subject).toBeTruthy();
	expect(here?.subject).not.toBe(there?.subject);
});

test('the way is asked for with PKCE, state and nonce, each new', async () => {
	const [a, b] = [await begin(first), await begin(first)];
	const [p, q] = [new URL(a.url).searchParams, new URL(b.url).searchParams];
	expect(p.get('code_challenge_method')).toBe('S256');
	expect(p.get('response_type')).toBe('code');
	expect(p.get('redirect_uri')).toBe(`${house.config.origin}/providers/one`);
	for (const name of ['state', 'nonce', 'code_challenge']) {
		expect(p.get(name)?.length).toBeGreaterThanOrEqual(43);
		expect(p.get(name)).not.toBe(q.get(name));
	}
	// What the browser carries tells nothing to who reads it.
	for (const secret of [a.way.verifier, a.way.nonce, a.way.state])
		expect(a.cookie).not.toContain(secret);
});

const future = Math.floor(Date.now() / 1000) + 3600;
const lies: [string, Lie][] = [
	['another issuer', { claims: { iss: 'https://elsewhere.example' } }],
	['no issuer', { claims: { iss: undefined } }],
	['a token for somebody else', { claims: { aud: 'another-client' } }],
	['a token for us and a stranger', { claims: { aud: ['folkmoot', 'stranger'] } }],
	['a token for us, to a stranger', { claims: { aud: ['folkmoot', 'x'], azp: 'x' } }],
	['a token to a stranger', { claims: { azp: 'another-client' } }],
	['another nonce', { claims: { nonce: 'of another login' } }],
	['no nonce', { claims: { nonce: undefined } }],
	['a token that is over', { claims: { exp: future - 7200 } }],
	['a token without an end', { claims: { exp: undefined } }],
	['a token of the future', { claims: { iat: future } }],
	['a token not yet good', { claims: { nbf: future } }],
	['nobody', { claims: { sub: undefined } }],
	['an endless name', { claims: { sub: 'x'.repeat(256) } }],
	['no signature', { signed: 'none' }],
	['a signature by our own secret', { signed: 'shared secret' }],
	['a signature by the public key as a secret', { signed: 'public key as secret' }],
	['a stranger’s signature', { signed: 'stranger' }],
	['an algorithm that was not agreed', { signed: 'another algorithm' }],
	['the hash of another access token', { atHash: 'AAAAAAAAAAAAAAAAAAAAAA' }],
	['another state', { back: { state: 'of another login' } }],
	['another issuer in the address', { back: { iss: 'https://elsewhere.example' } }],
	['an error', { back: { error: 'access_denied' } }],
	['a code it never gave', { back: { code: 'guessed' } }],
	['a token in the address', { back: { id_token: 'a.b.c' } }],
	['no token', { answer: (it) => it.setHeader('content-type', 'application/json').end('{}') }],
	['no JSON', { answer: (it) => it.setHeader('content-type', 'application/json').end('<html>') }],
	['a failure', { answer: (it) => it.writeHead(500).end() }],
	['another address', { answer: (it) => it.writeHead(307, { location: '/token' }).end() }],
	[
		'two megabytes',
		{ answer: (it) => it.setHeader('content-type', 'application/json').end('x'.repeat(2 ** 21)) }
	],
	['half an answer', { answer: (it) => void it.write('{', () => it.destroy()) }]
];
test.each(lies)('a provider that says %s is refused, and another still works', async (_, lie) => {
	one.lies(lie);
	expect(await come()).toBeNull();
	expect(lines).toHaveLength(1);
	expect(await come(two, second)).not.toBeNull();
});

test('a provider that never ends its answer is given up after ten seconds', async () => {
	one.lies({
		answer: (it) => void it.writeHead(200, { 'content-type': 'application/json' }).write('{')
	});
	const begun = performance.now();
	expect(await come()).toBeNull();
	expect(performance.now() - begun).toBeLessThan(12_000);
}, 20_000);

test('a provider that is down is refused; it kept nobody from starting', async () => {
	expect(await come(one, third)).toBeNull();
	expect(await come()).not.toBeNull();
});

test('a way leads back once, also when the provider takes its code again', async () => {
	const { url, way } = await begin(first);
	const query = one.agree(url);
	const all = await Promise.all(
		Array.from({ length: 5 }, () => comeBack(house, first, way, query))
	);
	expect(all.filter((arrival) => arrival !== null)).toHaveLength(1);
});

test('an answer meant for one provider is no answer of another', async () => {
	const { url, way } = await begin(first);
	expect(await comeBack(house, second, way, one.agree(url))).toBeNull();
	expect(await comeBack(house, first, { ...way, provider: 'two' }, one.agree(url))).toBeNull();
});

test('another browser has no way: its cookie is unknown, altered or too old', async () => {
	const { cookie } = await begin(first);
	expect(await wayOfCookie(house, undefined)).toBeNull();
	expect(await wayOfCookie(house, 'x'.repeat(300))).toBeNull();
	expect(
		await wayOfCookie(
			house,
			cookie.replace(/.$/, (c) => (c === '0' ? '1' : '0'))
		)
	).toBeNull();
	vi.useFakeTimers({ now: Date.now() + 11 * 60_000, toFake: ['Date'] });
	expect(await wayOfCookie(house, cookie)).toBeNull();
	vi.useRealTimers();
});

test.each([
	['an address it has not verified', { email: 'a@example.org', email_verified: false }],
	['an address it says nothing of', { email: 'a@example.org' }],
	['no address', {}],
	['something that is no address', { email: 'a@example.org, b@example.org', email_verified: true }],
	['“true” as a word', { email: 'a@example.org', email_verified: 'true' as never }]
])('%s proves nothing', async (_, said) => {
	one.is({ sub: 'someone', ...said });
	expect(await come()).toMatchObject({ proven: false });
});

test('an address of a provider we do not trust with addresses proves nothing', async () => {
	expect(await come(two, second)).toMatchObject({ email: 'ines@example.org', proven: false });
});

test('the log names what was wrong and no token, code, state or secret', async () => {
	const { url, way } = await begin(first);
	const query = one.agree(url);
	one.lies({ claims: { nonce: 'of another login', email: 'planted@example.org' } });
	expect(await comeBack(house, first, way, query)).toBeNull();
	const said = JSON.stringify(lines);
	expect(said).toContain('nonce');
	const code = new URLSearchParams(query).get('code') ?? '?';
	for (const planted of [code, way.state, way.nonce, way.verifier, 'planted', first.clientSecret])
		expect(said).not.toContain(planted);
	const { rows } = await house.pool.query('select credential::text as all from credential');
	expect(rows).toEqual([]);
	expect(db).toBeDefined();
});

const good = {
	...one.provider,
	id: 'good',
	issuer: 'https://id.example',
	token: 'https://id.example/t'
};
test.each([
	['plain http', { ...good, token: 'http://id.example/t' }],
	['another scheme', { ...good, jwks: 'file:///etc/passwd' }],
	['a name in the address', { ...good, token: 'https://a:b@id.example/t' }],
	['no algorithm at all', { ...good, algorithm: 'none' }],
	['a shared-secret algorithm', { ...good, algorithm: 'HS256' }],
	['no openid', { ...good, scopes: 'email' }],
	['something unknown', { ...good, discovery: 'https://id.example' }],
	['no name', { ...good, names: {} }]
])('a setting with %s is refused, without its secret being said', (_, provider) => {
	const read = providersOf(JSON.stringify([provider]));
	expect(read.ok).toBe(false);
	expect(JSON.stringify(read)).not.toContain(good.clientSecret);
});

test('a setting is JSON or a file with it, each id and issuer once', () => {
	expect(providersOf(JSON.stringify([good]))).toMatchObject({ ok: true });
	expect(providersOf(JSON.stringify([good, good]))).toMatchObject({ ok: false });
	expect(providersOf('/nowhere/providers.json')).toMatchObject({ ok: false });
	expect(providersOf(`[{"clientSecret": "${good.clientSecret}"`)).toMatchObject({ ok: false });
	expect(providersOf(undefined)).toEqual({ ok: true, providers: [] });
});
