import { expect, test } from 'vitest';
import { visitor } from './browser.ts';
import { newClient } from './client.ts';
import { enter } from './people.ts';
import { db } from './site.ts';
import { t, unitOn } from './steps.ts';

const reading = '/arcadia/consultations/open-works';

const english =
	'# Benches\n\nEvery square has a bench within 28 days.\n\n- oak\n- stone\n\nFountains work.';
const french =
	'# Bancs\n\nNote du traducteur : version provisoire, publiée pour information du public le 3 mai 2031.\n\nChaque place a un banc sous 21 jours.\n\n- chêne\n- pierre\n\n> Les fontaines marchent.';

test('without script, staff lay a translation beside a draft, put it right, and confirm it', async () => {
	const page = await visitor({ scripts: false });
	await enter(page, 'marisol');
	const bring = async (text: string, next: string) => {
		await page.locator('#text').fill(text);
		await page.getByRole('button', { name: t('imports.send') }).click();
		await expect
			.poll(async () => (await page.reload(), page.getByRole('link', { name: next }).count()), {
				timeout: 30_000
			})
			.toBe(1);
		await page.getByRole('link', { name: next }).click();
	};
	await page.goto('/en/arcadia/work/imports/new');
	await page.locator('#language').selectOption('en');
	await bring(english, t('imports.ready.next'));
	await page.getByRole('link', { name: t('languages.tab'), exact: true }).click();
	await page.locator('#language').selectOption('fr');
	await page.getByRole('button', { name: t('languages.add.document') }).click();
	await bring(french, t('languages.open'));

	const steps = page.locator('#steps');
	await steps.getByText(t('languages.progress', { aligned: '4', of: '4' })).waitFor();
	const says = (row: string) => page.locator(`.beside-row.${row}`);
	expect(await says('extra').count()).toBe(1);
	await says('differs')
		.getByText(/28.*21/)
		.waitFor();
	const take = async (row: string, what: string, has?: RegExp) => {
		const one = has ? says(row).filter({ hasText: has }) : says(row);
		await one.locator('summary').click();
		await one.getByRole('button', { name: what, exact: true }).click();
	};
	await take('extra', t('languages.do.exclude'));
	await take('differs', t('languages.do.retype'), /fontaines/);
	await says('differs').locator('summary').click();
	await says('differs')
		.getByRole('link', { name: t('languages.do.words') })
		.click();
	await page.locator('#text').fill('Chaque place a un banc sous 28 jours.');
	await page.getByRole('button', { name: t('languages.words.send') }).click();
	await steps.waitFor();
	expect(await says('differs').count()).toBe(0);

	await page.getByRole('link', { name: t('languages.publish') }).click();
	await page.locator('#reason').fill('Translated by the desk; the English text prevails.');
	await page.getByRole('button', { name: t('languages.publish.ready') }).click();
	await page.getByText(t('languages.done.waits')).waitFor();
	const slug = new URL(page.url()).pathname.split('/')[5] ?? '';
	const draft = await db
		.selectFrom('translationDraft as d')
		.innerJoin('consultation as c', 'c.id', 'd.consultationId')
		.select(['d.ready', 'd.revision'])
		.where('c.slug', '=', slug)
		.executeTakeFirst();
	expect(draft?.ready).toBe(draft?.revision);
});

test('a reader gets the text in the language of the page, may choose another, and is told what is missing', async () => {
	const page = await visitor({ scripts: false });
	await page.goto(`/fr${reading}`);
	const title = page.locator('h1');
	expect(await title.getAttribute('lang')).toBe('fr');
	expect(await unitOn(page, 7).locator('[lang="fr"]').count()).toBeGreaterThan(0);
	expect(await unitOn(page, 16).locator('.words').first().getAttribute('lang')).toBe('en');
	await page.getByRole('link', { name: 'English', exact: true }).first().click();
	await page.goto(`/en${reading}?text=fr`);
	await unitOn(page, 16)
		.getByText(/Not translated into French; shown in English/)
		.waitFor();
	await unitOn(page, 9)
		.getByRole('link', { name: /remarks? on P9/ })
		.first()
		.click();
	expect(new URL(page.url()).search).toBe('?text=fr');
	expect(await page.locator('.place .words').first().getAttribute('lang')).toBe('fr');
	await page.goto(`/es${reading}`);
	expect(await title.getAttribute('lang')).toBe('en');
});

test('an Arabic text runs right to left on an English page, and its numbers stay at the page’s own edge', async () => {
	const page = await visitor();
	await page.goto(`/en${reading}?text=ar`);
	const first = unitOn(page, 1);
	expect(await first.locator('.words').first().getAttribute('dir')).toBe('rtl');
	const [number, box] = [
		await first.locator('.number').boundingBox(),
		await first.locator('.words').first().boundingBox()
	];
	expect((number?.x ?? 0) + (number?.width ?? 0)).toBeLessThanOrEqual((box?.x ?? 0) + 1);
	expect(await unitOn(page, 24).locator('.words').first().getAttribute('dir')).toBe('ltr');
});

test('kept pages hold one language each, and made-up ones are not kept', async () => {
	const client = newClient();
	const [english, french, again] = [
		await client.get(`/en${reading}?text=en`),
		await client.get(`/en${reading}?text=fr`),
		await client.get(`/en${reading}?text=fr`)
	];
	expect(french.headers.etag).toBe(again.headers.etag);
	expect(french.headers.etag).not.toBe(english.headers.etag);
	expect(french.text).toContain('Objet et portée');
	expect(english.text).not.toContain('Objet et portée');
	expect((await client.get(`/en${reading}?text=xx`)).headers['cache-control']).toMatch(/no-store/);
});

test('a machine’s translation says what it is and shows the original; a lying machine is named as such', async () => {
	const remark = await db
		.selectFrom('contribution')
		.select(['reference', 'body'])
		.where('lang', '=', 'es')
		.where('visibility', '=', 'public')
		.where('state', '=', 'published')
		.executeTakeFirstOrThrow();
	const [first = ''] = remark.body.split('\n');
	const page = await visitor({ scripts: false });
	await page.goto(`/en/arcadia/contributions/${remark.reference}`);
	await page
		.getByRole('link', { name: t('translation.do'), exact: true })
		.first()
		.click();
	const translated = page.locator('.translated');
	await translated.getByText(t('translation.machine', { language: 'Spanish' })).waitFor();
	const spoken = translated.locator('.spoken');
	expect(await spoken.getAttribute('lang')).toBe('en');
	expect(await spoken.innerText()).toContain(`(en) ${first.slice(0, 30)}`);
	await page.locator('details summary', { hasText: 'Spanish' }).click();
	expect(await page.locator('details .spoken').getAttribute('lang')).toBe('es');

	await page.goto(`/ru/arcadia/contributions/${remark.reference}/translation`);
	expect(await page.locator('.notice.warn').count()).toBe(1);
	expect(await page.locator('.spoken').innerText()).toContain(first.slice(0, 30));
	const client = newClient();
	const kept = await client.get(`/en/arcadia/contributions/${remark.reference}/translation`);
	expect(kept.headers['cache-control']).toMatch(/no-store/);
});

test('what was sent in private is given to no machine, not even for those who may read it', async () => {
	const hidden = await db
		.selectFrom('contribution')
		.select('reference')
		.where('visibility', '=', 'private')
		.executeTakeFirstOrThrow();
	const page = await visitor({ scripts: false });
	await enter(page, 'marisol');
	const answer = await page.goto(`/fr/arcadia/contributions/${hidden.reference}/translation`);
	expect(answer?.status()).toBe(404);
});
