/** Second keys by hand: codes without scripts, passkeys with them, asking again, other addresses, providers. */

import { Secret, TOTP } from 'otpauth';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startProvider } from '../provider.ts';
import { startServer } from '../server.ts';
import { violations } from './axe.ts';
import { complain, resident } from './browser.ts';
import { newClient, type Answer, type Client } from './client.ts';
import { anHourPasses, linkFor } from './people.ts';
import { siteOf, type Site } from './site.ts';
import { t } from './steps.ts';

const provider = await startProvider('town', { trustsEmail: true });
const server = await startServer({
	env: { FOLKMOOT_STAFF_KEYS: 'required', OIDC_PROVIDERS: JSON.stringify([provider.provider]) }
});
afterAll(() => Promise.all([server.stop(), provider.close()]));
const site: Site = siteOf(server.origin, server.data);
const { db, pool } = site;
const at = site.origin;

const plain = await resident({ scripts: false, at });
const scripted = await resident({ at });
afterAll(async () => {
	for (const { page } of [plain, scripted]) await page.context().close();
});
const page = plain.page;
const button = (name: string, on: Page = page) => on.getByRole('button', { name, exact: true });
const field = (label: string, on: Page = page) => on.getByLabel(label, { exact: true });
const path = (on: Page = page) => on.url().replace(at, '');

async function mailedIn(email: string, on: Page = page) {
	await anHourPasses(email, site);
	await on.goto('/en/sign-in');
	await field(t('accounts.sign_in.email'), on).fill(email);
	await button(t('accounts.sign_in.send'), on).click();
	await on.getByRole('heading', { name: t('accounts.sent.title') }).waitFor();
	await on.goto(await linkFor(email, site));
	await button(t('accounts.link.button'), on).click();
}
const hoursPass = (email: string) =>
	pool.query(
		`update session set confirmed_at = now() - interval '1 hour'
			from person where person.id = person_id and email = $1`,
		[email]
	);
const mailed = async (recipient: string, kind: string) => {
	const row = await db
		.selectFrom('mail')
		.select('facts')
		.where('recipient', '=', recipient)
		.where('kind', '=', kind)
		.orderBy('createdAt', 'desc')
		.executeTakeFirstOrThrow();
	return String((row.facts as { path: string }).path);
};

let secret = '';
const codeOf = (steps: number) =>
	new TOTP({ secret: Secret.fromBase32(secret) }).generate({
		timestamp: Date.now() + steps * 30_000
	});
let used = '';
let recovery: string[] = [];
const marisol = 'marisol@arcadia.example';
const work = '/en/arcadia/work';

beforeAll(() => provider.is({ sub: 'nadia', email: 'nadia@town.example', email_verified: true }));

test('without scripts: a role waits until codes of an app are set up, and then takes effect', async () => {
	await mailedIn(marisol);
	expect(path()).toMatch(/^\/en\/account\/keys/);
	await page.goto(work);
	expect(path()).toBe(`/en/account/keys?to=${encodeURIComponent(work)}`);
	await button(t('keys.codes.begin')).click();
	secret = ((await page.locator('.secret').textContent()) ?? '').replace(/\s/g, '');
	expect(await page.locator('a[href^="otpauth://totp/"]').count()).toBe(1);
	await field(t('keys.codes.first')).fill('000000');
	await button(t('keys.codes.first.button')).click();
	await page.getByText(t('keys.obstacle.code_wrong')).first().waitFor();
	await field(t('keys.codes.first')).fill(codeOf(-1));
	await button(t('keys.codes.first.button')).click();
	recovery = await page.locator('.recovery-codes code').allTextContents();
	expect(recovery).toHaveLength(10);
	await page.getByRole('link', { name: t('keys.on') }).click();
	expect(path()).toBe(work);
	complain(plain.faults);
});

test('an hour later a role is given only after asking again, and nothing typed is lost', async () => {
	await hoursPass(marisol);
	await page.goto(`${work}/people`);
	await field(t('accounts.people.email')).fill('New.Person@example.org');
	await page.locator('input[name=role][value=MODERATOR]').check();
	await button(t('accounts.people.give.button')).click();
	await page.getByText(t('keys.confirm.keeps')).waitFor();
	const given = () =>
		db
			.selectFrom('roleGrant')
			.innerJoin('person', 'person.id', 'personId')
			.select('role')
			.where('email', '=', 'new.person@example.org')
			.execute();
	expect(await given()).toEqual([]);
	const before = await page.context().cookies();
	used = codeOf(0);
	await field(t('keys.confirm.code')).fill(used);
	await button(t('keys.confirm.button')).click();
	expect(await page.context().cookies()).not.toEqual(before);
	expect(await given()).toEqual([]);
	await button(t('keys.confirm.go_on.button')).click();
	await page.getByText(t('accounts.people.given')).waitFor();
	expect(await given()).toEqual([{ role: 'MODERATOR' }]);
	complain(plain.faults);
});

test('on another device the link is not enough; a recovery code is, once', async () => {
	await page.context().clearCookies();
	await mailedIn(marisol);
	expect(path()).toMatch(/^\/en\/account\/confirm/);
	await page.goto(work);
	expect(path()).toBe(`/en/account/confirm?to=${encodeURIComponent(work)}`);
	await field(t('keys.confirm.code')).fill(used);
	await button(t('keys.confirm.button')).click();
	await page.getByText(t('keys.obstacle.code_wrong')).first().waitFor();
	await field(t('keys.confirm.code')).fill(recovery[0] ?? '');
	await button(t('keys.confirm.button')).click();
	expect(path()).toBe(work);
	complain(plain.faults);
});

test('who has no second key is asked by mail, and gives their account another address', async () => {
	const [old, fresh] = ['jonas@arcadia.example', 'jonas@new.example'];
	await page.context().clearCookies();
	await mailedIn(old);
	await hoursPass(old);
	await page.goto('/en/account/address');
	expect(path()).toMatch(/^\/en\/account\/confirm/);
	await button(t('accounts.sign_in.send')).click();
	const link = await mailed(old, 'confirm');
	const stranger = newClient(at);
	for (let n = 0; n < 25; n++)
		for (const method of ['GET', 'HEAD']) await stranger.send({ method, path: link });
	await page.goto(link);
	await button(t('keys.confirm.link.button')).click();
	expect(path()).toBe('/en/account/address');
	await field(t('keys.address.new')).fill(fresh);
	await button(t('keys.address.send')).click();
	const change = await mailed(fresh, 'address_confirm');
	for (let n = 0; n < 25; n++)
		for (const method of ['GET', 'HEAD'])
			expect((await stranger.send({ method, path: change })).status).toBe(200);
	await page.goto(change);
	await button(t('keys.address.confirm.button')).click();
	await page.getByText(t('keys.address.done.body')).waitFor();
	await page.goto('/en/account');
	await page.getByText(fresh).first().waitFor();
	complain(plain.faults);
});

test('a passkey is added, signs in by itself, and is the second step after a link', async () => {
	const browser = scripted.page;
	const devices = await browser.context().newCDPSession(browser);
	await devices.send('WebAuthn.enable');
	const { authenticatorId } = await devices.send('WebAuthn.addVirtualAuthenticator', {
		options: {
			protocol: 'ctap2',
			transport: 'internal',
			hasResidentKey: true,
			hasUserVerification: true,
			isUserVerified: true,
			automaticPresenceSimulation: true
		}
	});
	const rafael = 'rafael@arcadia.example';
	await mailedIn(rafael, browser);
	await browser.waitForURL(/account\/keys/);
	await field(t('keys.passkeys.name'), browser).fill('Office laptop');
	await button(t('keys.passkeys.add'), browser).click();
	await browser.getByText(t('keys.done.passkey_on')).waitFor();
	expect(await browser.locator('.recovery-codes code').count()).toBe(10);
	expect(await violations(browser)).toEqual([]);
	await browser.goto(work);
	expect(path(browser)).toBe(work);

	await browser.context().clearCookies();
	await browser.goto(`/en/sign-in?to=${work}`);
	await button(t('keys.sign_in.passkey'), browser).click();
	await browser.waitForURL(at + work);

	await browser.context().clearCookies();
	await mailedIn(rafael, browser);
	await browser.waitForURL(/account\/confirm/);
	expect(await violations(browser)).toEqual([]);
	await button(t('keys.confirm.passkey'), browser).click();
	await browser.waitForURL(/\/en\/account$/);

	// A device that does not check who holds it is not enough.
	await devices.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
	await browser.context().clearCookies();
	await browser.goto('/en/sign-in');
	await button(t('keys.sign_in.passkey'), browser).click();
	await browser.getByText(t('keys.obstacle.passkey_refused')).first().waitFor();
	expect(await browser.context().cookies()).toEqual([]);

	// A copy of the passkey counts for itself; the second of the two to be used is found out.
	await devices.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true });
	await pool.query('update passkey set counter = 1000');
	await browser.goto('/en/sign-in');
	await button(t('keys.sign_in.passkey'), browser).click();
	await browser.getByText(t('keys.obstacle.passkey_refused')).first().waitFor();
	complain(scripted.faults);
});

/** Over to the provider and back, as a browser goes. */
async function there(client: Client, query = ''): Promise<Answer> {
	const out = await client.get(`/en/sign-in/with/town${query}`);
	expect(out.status).toBe(303);
	return client.get(`/providers/town${provider.agree(String(out.headers.location))}`);
}

test('a provider signs someone new in by one press, and knows them the next time', async () => {
	const client = newClient(at);
	expect((await client.get('/en/sign-in')).text).toContain('/en/sign-in/with/town');
	const arrived = await client.follow(await there(client, '?to=/en/arcadia'));
	expect(arrived.text).toContain('nadia@town.example');
	expect([...client.jar.keys()]).toEqual(['folkmoot-arrival']);
	const form = await client.formOn('/en/sign-in/arrival', 'name');
	const entered = await client.submit(form, { name: 'Nadia' });
	expect(entered.headers.location).toBe('/en/arcadia');
	expect([...client.jar.keys()]).toEqual(['folkmoot']);

	const again = newClient(at);
	expect((await there(again)).headers.location).toBe('/en/account');
	expect((await again.get('/en/account')).text).toContain('Nadia');
	// Whoever came by a provider has shown us nothing lately: sensitive acts ask.
	expect((await again.get('/en/account/address')).headers.location).toMatch(/account\/confirm/);
});

test('in a browser that did not set out, an answer opens nothing', async () => {
	const [client, thief] = [newClient(at), newClient(at)];
	const out = await client.get('/en/sign-in/with/town');
	const answer = `/providers/town${provider.agree(String(out.headers.location))}`;
	expect((await thief.get(answer)).headers.location).toBe('/en/sign-in?refused');
	expect(thief.jar.size).toBe(0);
	expect((await client.get(answer)).headers.location).toBe('/en/account');
	client.jar.clear();
	expect((await client.get(answer)).headers.location).toBe('/en/sign-in?refused');
});

test('an address nobody vouches for is joined by our own link, in the browser that came', async () => {
	provider.is({ sub: 'quiet', email: 'rafael@arcadia.example', email_verified: false });
	const client = newClient(at);
	await there(client);
	const form = await client.formOn('/en/sign-in/arrival', 'email');
	await client.submit(form, { email: 'quiet@example.org' });
	const link = await mailed('quiet@example.org', 'arrival');
	const opened = await client.formOn(link, 'name');
	await client.submit(opened, { name: 'Quiet' });
	const joined = await db
		.selectFrom('credential')
		.innerJoin('person', 'person.id', 'personId')
		.select(['email', 'accountId'])
		.where('name', '=', 'Quiet')
		.execute();
	expect(joined).toMatchObject([{ email: 'quiet@example.org' }]);
	expect(joined[0]?.accountId).not.toContain('quiet');
	provider.is({ sub: 'nadia', email: 'nadia@town.example', email_verified: true });
});
