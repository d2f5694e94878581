/** D1 and F4: what a reader is given: no trace, little to load, and pages that say what they are. */

import { gzipSync } from 'node:zlib';
import type { Response } from 'playwright';
import { expect, test } from 'vitest';
import { visitor } from './browser.ts';
import { newClient } from './client.ts';
import { consultation } from './consultation.ts';
import { enter } from './people.ts';
import { db, origin } from './site.ts';
import { t, unitOn, vote } from './steps.ts';

const reading = '/en/arcadia/consultations/open-works';
const { reference } = await db
	.selectFrom('contribution')
	.select('reference')
	.where('visibility', '=', 'public')
	.where('state', '=', 'published')
	.executeTakeFirstOrThrow();
const read = [
	'/',
	'/en',
	'/en/arcadia',
	'/en/arcadia/consultations',
	reading,
	`${reading}/P7`,
	`${reading}/whole`,
	`${reading}/search?q=street`,
	`${reading}/print`,
	`${reading}/export`,
	`/en/arcadia/contributions/${reference}`,
	'/en/arcadia/organisations',
	'/en/arcadia/rules'
];

test('reading leaves no cookie, nothing in storage, and asks nobody else', async () => {
	const page = await visitor();
	const strangers: string[] = [];
	page.on('request', (request) => {
		if (new URL(request.url()).origin !== origin) strangers.push(request.url());
	});
	for (const path of read) {
		await page.goto(path, { waitUntil: 'networkidle' });
		expect(await page.evaluate(kept), path).toEqual({
			local: 0,
			session: 0,
			databases: 0,
			workers: 0,
			cookie: ''
		});
		expect(await page.context().cookies(), path).toEqual([]);
	}
	expect(strangers).toEqual([]);
});

test('no answer to a reader sets a cookie', async () => {
	for (const path of read)
		expect((await newClient().get(path)).headers['set-cookie'], path).toBeUndefined();
});

const isStream = (answer: Response) =>
	answer.headers()['content-type']?.startsWith('text/event-stream') ?? false;

test('the reading page is at most ten requests, 60 kB of script and 150 kB beside its text', async () => {
	const page = await visitor();
	const answers: Response[] = [];
	page.on('response', (answer) => answers.push(answer));
	// The stream of what changes stays open, so the network is never idle.
	await page.goto(reading, { waitUntil: 'load' });
	await page.waitForTimeout(1500);
	expect(answers.length).toBeLessThanOrEqual(10);
	const weights = await Promise.all(
		answers.map(async (answer) => ({
			kind: answer.request().resourceType(),
			bytes: isStream(answer) ? 0 : weight(await answer.body(), answer.url())
		}))
	);
	const sum = (fits: (kind: string) => boolean) =>
		weights.filter(({ kind }) => fits(kind)).reduce((all, { bytes }) => all + bytes, 0);
	expect(sum((kind) => kind === 'script')).toBeGreaterThan(1000);
	expect(sum((kind) => kind === 'script')).toBeLessThanOrEqual(60_000);
	expect(sum((kind) => kind !== 'document')).toBeLessThanOrEqual(150_000);
});

test('the vote control is four native radios in a named group that say their state', async () => {
	const made = await consultation({ slug: 'says-what-it-is' });
	const page = await visitor();
	await enter(page, 'lidia');
	await page.goto(made.path);
	const group = unitOn(page, 1).getByRole('group', { name: t('voting.yours', { number: 'P1' }) });
	expect(await group.ariaSnapshot()).toBe(tree({}));
	await vote(page, 1, t('voting.changes'), true);
	await expect.poll(() => group.ariaSnapshot()).toBe(tree({ [t('voting.changes')]: ' [checked]' }));
	await expect
		.poll(() => page.locator('#said').textContent())
		.toBe(t('voting.saved', { number: 'P1' }));
	const results = unitOn(page, 1).getByRole('img').first();
	await expect.poll(() => results.getAttribute('aria-label')).toMatch(/1 agrees with changes/);
});

test('where one is, and which language is chosen, is said and not only coloured', async () => {
	const page = await visitor();
	await page.goto(reading);
	expect(await page.locator('nav [aria-current="page"]').count()).toBeGreaterThan(0);
	expect(await page.locator('.languages [aria-current]').getAttribute('hreflang')).toBe('en');
	await page.goto('/ar/arcadia/consultations/open-works?text=en');
	expect(await page.locator('html').getAttribute('lang')).toBe('ar');
	expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
	const title = page.locator('h1');
	expect([await title.getAttribute('lang'), await title.getAttribute('dir')]).toEqual([
		'en',
		'ltr'
	]);
});

test('each remark says its language and direction', async () => {
	const said = await db
		.selectFrom('contribution')
		.innerJoin('consultation', 'consultation.id', 'contribution.consultationId')
		.select(['contribution.reference', 'contribution.lang', 'body'])
		.where('visibility', '=', 'public')
		.where('state', '=', 'published')
		.where('redacted', '=', false)
		.where('contribution.lang', 'in', ['ar', 'ru', 'es', 'fr'])
		.orderBy('contribution.lang')
		.execute();
	expect(new Set(said.map(({ lang }) => lang)).size).toBe(4);
	const page = await visitor({ scripts: false });
	for (const lang of ['ar', 'ru', 'es', 'fr']) {
		const one = said.find((other) => other.lang === lang);
		await page.goto(`/en/arcadia/contributions/${one?.reference}`);
		const part = page
			.locator(`[lang="${lang}"]`, { hasText: one?.body.slice(0, 20).split('\n')[0] ?? '' })
			.first();
		expect(await part.getAttribute('dir')).toBe(lang === 'ar' ? 'rtl' : 'ltr');
	}
});

test('what can be pressed is at least 24 pixels either way', async () => {
	const page = await visitor({ viewport: { width: 375, height: 700 } });
	for (const path of [reading, `${reading}/P7`, `${reading}/remark?on=P7`, '/en/sign-in']) {
		await page.goto(path);
		expect(await page.evaluate(small), path).toEqual([]);
	}
});

test('forced colours and reduced motion leave everything usable', async () => {
	const page = await visitor({ forcedColors: 'active', reducedMotion: 'reduce' });
	await page.goto(reading);
	const radio = unitOn(page, 7).getByRole('radio').first();
	await radio.focus();
	await page.keyboard.press('Tab');
	expect(await page.evaluate(moving)).toEqual([]);
	expect(await unitOn(page, 7).getByRole('radio').first().isVisible()).toBe(true);
});

test('paper carries the text and no controls', async () => {
	const page = await visitor();
	await page.goto(reading);
	await page.emulateMedia({ media: 'print' });
	expect(await page.locator('h1').isVisible()).toBe(true);
	expect(await unitOn(page, 7).locator('.words').isVisible()).toBe(true);
	expect(await page.getByRole('link', { name: t('site.sign_in'), exact: true }).isVisible()).toBe(
		false
	);
	expect(await unitOn(page, 7).getByRole('button').first().isVisible()).toBe(false);
});

const weight = (body: Buffer, url: string) =>
	(/\.(woff2|png)$/.test(url) ? body : gzipSync(body)).length;

const tree = (states: Record<string, string>) =>
	[
		`- group "${t('voting.yours', { number: 'P1' })}":`,
		`  - text: ${t('voting.yours', { number: 'P1' })}`,
		...(['agree', 'changes', 'disagree', 'unsure'] as const).flatMap((one) => {
			const name = t(`voting.${one}`);
			return [`  - radio "${name}"${states[name] ?? ''}`, `  - text: ${name}`];
		})
	].join('\n');

async function kept() {
	return {
		local: localStorage.length,
		session: sessionStorage.length,
		databases: (await indexedDB.databases()).length,
		workers: (await navigator.serviceWorker.getRegistrations()).length,
		cookie: document.cookie
	};
}

/** Buttons and fields smaller than a fingertip; links within sentences are exempt (2.5.8). */
function small(): string[] {
	const found: string[] = [];
	for (const one of document.querySelectorAll<HTMLElement>(
		'button, select, summary, input:not([type="hidden"]), label:has(input[type="radio"])'
	)) {
		const radio = one instanceof HTMLInputElement && /radio|checkbox/.test(one.type);
		const { width, height } = one.getBoundingClientRect();
		if (radio || width === 0 || (width >= 24 && height >= 24)) continue;
		found.push(`${one.outerHTML.slice(0, 100)}: ${Math.round(width)} × ${Math.round(height)}`);
	}
	return found;
}

function moving(): string[] {
	const lasting = document
		.getAnimations()
		.filter((one) => Number(one.effect?.getComputedTiming().duration ?? 0) > 10);
	return lasting.map((one) => String(one.effect));
}
