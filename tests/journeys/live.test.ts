/** Two people in two browsers: what one says and votes, the other sees while reading, where they read. */

import type { Page } from 'playwright';
import { afterAll, afterEach, expect, test } from 'vitest';
import { complain, resident, visitor } from './browser.ts';
import { consultation, moveClock, touched } from './consultation.ts';
import { tabTo } from './keyboard.ts';
import { enter, nameOf } from './people.ts';
import { t, unitOn, vote } from './steps.ts';
import { db } from './site.ts';

const markdown = Array.from({ length: 24 }, (_, n) => `Paragraph ${n + 1}. ${'Words '.repeat(40)}`);
const made = await consultation({ slug: 'read-live', markdown: markdown.join('\n\n') });
const [ana, ben] = await Promise.all([resident(), resident()]);
await Promise.all([enter(ana.page, 'priya'), enter(ben.page, 'hamish')]);

afterAll(async () => {
	await Promise.all([ana, ben].map(({ page }) => page.context().close()));
});
afterEach(() => {
	complain(ana.faults);
	complain(ben.faults);
});

/** Writes beside the text, as one does, without leaving it. */
async function sayBeside(page: Page, number: number, words: string) {
	await unitOn(page, number)
		.getByRole('link', { name: /^Say something/ })
		.click();
	await page.getByLabel(t('contribution.form.body'), { exact: true }).fill(words);
	await page.getByRole('button', { name: t('contribution.form.send'), exact: true }).click();
	await page.locator('#margin [data-remark]', { hasText: words }).waitFor();
}

const numberOf = (page: Page, number: number, value: string) =>
	unitOn(page, number).locator(`.option.${value} b`).textContent();

test('a vote and a remark arrive where one reads, which stays where it is', async () => {
	await Promise.all([ana.page.goto(made.path), ben.page.goto(made.path)]);
	await unitOn(ben.page, 5).scrollIntoViewIfNeeded();
	const place = () => unitOn(ben.page, 5).evaluate((unit) => unit.getBoundingClientRect().top);
	const before = await place();

	await vote(ana.page, 5, t('voting.agree'), true);
	await expect.poll(() => numberOf(ben.page, 5, 'agree'), { timeout: 10_000 }).toBe('1');
	expect(await unitOn(ben.page, 5).locator('.agreement').count()).toBe(1);
	expect(await unitOn(ben.page, 5).locator('.split').textContent()).toContain('1 person');
	expect(await unitOn(ben.page, 5).locator('input:checked').count()).toBe(0);

	await sayBeside(ana.page, 5, 'Shade comes first.');
	const count = unitOn(ben.page, 5).locator('.voices a[data-thread]').first();
	await expect.poll(() => count.textContent(), { timeout: 10_000 }).toMatch(/^1 remark/);
	expect(Math.abs((await place()) - before)).toBeLessThan(1);
	// Its author is not told of it.
	expect(await ana.page.locator('[data-fresh] button').count()).toBe(0);
});

test('new remarks of a thread wait behind a line, reached and shown by keyboard', async () => {
	const { page } = ben;
	await unitOn(page, 5).locator('.voices a[data-thread]').first().click();
	const thread = page.locator('#margin [data-thread-body]');
	await thread.locator('[data-remark]').waitFor();
	const held = await page.evaluate(() => document.activeElement?.textContent);

	await sayBeside(ana.page, 5, 'And water second.');
	const line = thread.locator('[data-fresh] button');
	await line.waitFor();
	expect(await line.textContent()).toBe('1 new, show');
	expect(await thread.locator('[data-remark]').count()).toBe(1);
	expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(held);
	await expect
		.poll(() => page.locator('#live-said').textContent(), { timeout: 10_000 })
		.toBe('1 new remark can be shown.');

	await tabTo(page, line);
	await page.keyboard.press('Enter');
	await thread.locator('[data-remark][data-new]').waitFor();
	const focused = page.locator('[data-remark]:focus');
	expect(await focused.textContent()).toContain('And water second.');
	expect(await focused.textContent()).toContain(nameOf('priya'));
	expect(await thread.locator('h2').textContent()).toContain('2 remarks');
	expect(await line.count()).toBe(0);
});

test('words that are hidden leave an open page', async () => {
	const remark = ben.page.locator('#margin [data-remark]', { hasText: 'Shade comes first.' });
	const reference = await remark.getAttribute('data-remark');
	await db
		.updateTable('contribution')
		.set({ state: 'refused' })
		.where('reference', '=', reference ?? '')
		.execute();
	await touched(made.id);
	await expect.poll(() => remark.count(), { timeout: 5000 }).toBe(0);
	const left = ben.page.locator(`#margin [data-remark="${reference}"]`);
	expect(await left.textContent()).toContain(t('reading.print.gone'));
	expect(await left.textContent()).not.toContain(nameOf('priya'));
});

test('two tabs of one browser share one stream, and the second takes it over', async () => {
	const context = ben.page.context();
	const streams: string[] = [];
	context.on('request', (request) => {
		if (new URL(request.url()).pathname.startsWith('/live/')) streams.push(request.url());
	});
	const second = await context.newPage();
	await second.goto(`${made.path}/P7`);
	await sayBeside(ana.page, 7, 'Heard in the second tab.');
	await second.locator('[data-fresh] button').waitFor();
	expect(streams).toEqual([]);
	await ben.page.goto('about:blank');
	await expect.poll(() => streams.length, { timeout: 5000 }).toBe(1);
	await sayBeside(ana.page, 7, 'Heard by itself.');
	await expect
		.poll(() => second.locator('[data-fresh] button').textContent(), { timeout: 5000 })
		.toBe('2 new, show');
	await second.close();
});

test('when it closes the page says so, and what is typed stays', async () => {
	const { page } = ben;
	await page.goto(made.path);
	await unitOn(page, 3)
		.getByRole('link', { name: /^Say something/ })
		.click();
	const words = page.getByLabel(t('contribution.form.body'), { exact: true });
	await words.fill('Half a sentence');
	const line = page.locator('.head p.state');
	const dated = await line.textContent();
	await moveClock(made.id, { closes: '3 hours' });
	await expect.poll(() => line.textContent(), { timeout: 10_000 }).not.toBe(dated);
	expect(await words.inputValue()).toBe('Half a sentence');

	await moveClock(made.id, { closes: '-1 second' });
	await expect.poll(() => line.textContent(), { timeout: 10_000 }).toContain('Closed');
	await expect
		.poll(() => page.locator('[data-status]').textContent(), { timeout: 5000 })
		.toBe(t('live.closed'));
	expect(await words.inputValue()).toBe('Half a sentence');
	expect(await unitOn(page, 1).locator('input').first().isDisabled()).toBe(true);
	expect(await page.locator('.how').textContent()).toBe(t('reading.how.closed'));
});

test('without scripts nothing is missing but liveness', async () => {
	const page = await visitor({ scripts: false });
	await page.goto(made.path);
	expect(await unitOn(page, 5).locator('.option.agree b').textContent()).toBe('1');
	expect(await page.locator('[data-fresh] button, #live:visible').count()).toBe(0);
	await page.goto(`${made.path}/P5`);
	expect(await page.locator('[data-remark]', { hasText: 'And water second.' }).count()).toBe(1);
});
