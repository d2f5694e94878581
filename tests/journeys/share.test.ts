import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { theBrowser, visitor } from './browser.ts';
import { consultation } from './consultation.ts';
import { origin } from './site.ts';
import { t } from './steps.ts';

const made = await consultation({ slug: 'carried-away', title: 'Carried away' });

test('without scripts a reader takes the address, the code and the frame along', async () => {
	const page = await visitor({ scripts: false, viewport: { width: 375, height: 700 } });
	await page.goto(made.path);
	await page.getByRole('link', { name: t('share.link') }).click();
	const short = await page.getByLabel(t('share.short'), { exact: true }).inputValue();
	expect(await page.getByRole('img', { name: t('share.qr.alt', { address: short }) }).count()).toBe(
		1
	);
	expect(await page.getByRole('button', { name: t('share.copy') }).count()).toBe(0);
	await page.goto(short.replace(/^https?:\/\/[^/]+/, ''));
	expect(new URL(page.url()).pathname).toBe(made.path);
});

test('with scripts it opens beside the text, and one press copies', async () => {
	const page = await visitor({ permissions: ['clipboard-read', 'clipboard-write'] });
	await page.goto(made.path);
	await page.getByRole('link', { name: t('share.link') }).click();
	const panel = page.locator('#margin .share');
	await panel
		.getByRole('button', { name: t('share.copy') })
		.first()
		.click();
	await expect
		.poll(() => page.evaluate(() => navigator.clipboard.readText()))
		.toBe(await panel.getByLabel(t('share.short'), { exact: true }).inputValue());
	expect(new URL(page.url()).pathname).toBe(made.path);
});

test('another site shows a unit in a frame, and its link opens our page beside theirs', async () => {
	const page = await visitor();
	await page.goto(`${made.path}/share?on=P2`);
	const code = await page.getByLabel(t('share.embed.code')).inputValue();
	expect(code).toContain(`src="${origin}/embed/en/arcadia/carried-away/P2"`);

	const host = createServer((_, response) => {
		response.setHeader('content-type', 'text/html; charset=utf-8');
		// What the strictest of hosts ask of their frames.
		response.setHeader('cross-origin-opener-policy', 'same-origin');
		response.end(
			`<!doctype html><title>Elsewhere</title><h1>Elsewhere</h1>${code}<iframe src="${origin}${made.path}"></iframe>`
		);
	});
	await new Promise<void>((listening) => host.listen(0, '127.0.0.1', listening));
	const { port } = host.address() as AddressInfo;
	const context = await (await theBrowser()).newContext();
	onTestFinished(async () => {
		await context.close();
		host.close();
	});
	const elsewhere = await context.newPage();
	await elsewhere.goto(`http://127.0.0.1:${port}/`);
	const frame = elsewhere.frameLocator('iframe').first();
	await frame.getByText('A bench stands in the shade.').waitFor();
	expect(await context.cookies()).toEqual([]);
	// Our ordinary pages stand in no frame.
	await expect
		.poll(() => elsewhere.frames().some((one) => one.url().startsWith('chrome-error:')))
		.toBe(true);
	const opened = context.waitForEvent('page');
	await frame.getByRole('link', { name: t('share.embedded.unit', { number: 'P2' }) }).click();
	const tab = await opened;
	await tab.waitForURL(`${origin}${made.path}/P2`);
	expect(elsewhere.url()).toBe(`http://127.0.0.1:${port}/`);
});
