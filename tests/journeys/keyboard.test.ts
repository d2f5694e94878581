/** F2: ten tasks with the keyboard alone; at every stop the focus is seen and nothing covers it. */

import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { visitor } from './browser.ts';
import { consultation, type Made } from './consultation.ts';
import { tabTo, walk } from './keyboard.ts';
import { addressOf, enter, linkFor, type Key } from './people.ts';
import { contribution, referenceIn, t, unitOn, voteOf } from './steps.ts';
import { db } from './site.ts';

const space = await consultation({ slug: 'by-keyboard' });

async function at(path: string, key: Key | null = null): Promise<Page> {
	const page = await visitor();
	if (key) await enter(page, key);
	await page.goto(path);
	return page;
}

const radio = (page: Page, number: number, name: string) =>
	unitOn(page, number).getByRole('radio', { name, exact: true });

test('1. skip to the text, and find the open consultation', async () => {
	const page = await at('/en/arcadia');
	const skip = page.locator('a.skip');
	await tabTo(page, skip);
	await page.keyboard.press('Enter');
	expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
	await tabTo(page, page.locator('a[href$="/consultations/open-works"]').first());
	await page.keyboard.press('Enter');
	await page.waitForURL(/\/open-works$/);
});

test('2. vote on a paragraph, change it with the arrows, and withdraw it', async () => {
	const page = await at(space.path, 'noemie');
	await tabTo(page, radio(page, 2, t('voting.agree')));
	await page.keyboard.press('Space');
	await expect.poll(() => voteOf(addressOf('noemie'), space.unit(2))).toBe('agree');
	await page.keyboard.press('ArrowRight');
	await expect.poll(() => voteOf(addressOf('noemie'), space.unit(2))).toBe('changes');
	await page.keyboard.press('ArrowLeft');
	await expect.poll(() => voteOf(addressOf('noemie'), space.unit(2))).toBe('agree');
	expect(
		await radio(page, 2, t('voting.agree')).evaluate((one) => one === document.activeElement)
	).toBe(true);
	await tabTo(page, unitOn(page, 2).getByRole('button', { name: t('voting.withdraw') }));
	await page.keyboard.press('Enter');
	await expect.poll(() => voteOf(addressOf('noemie'), space.unit(2))).toBeNull();
	// The pressed button is gone; the focus is still in the unit, not at the top of the page.
	expect(await unitOn(page, 2).evaluate((unit) => unit.contains(document.activeElement))).toBe(
		true
	);
});

async function comment(page: Page, made: Made, words: string): Promise<string> {
	await page.goto(`${made.path}/P1`);
	await tabTo(page, page.locator('a[href*="/remark?on=P1"]').first());
	await page.keyboard.press('Enter');
	await page.waitForURL(/\/remark\?/);
	await tabTo(page, page.getByLabel(t('contribution.form.body'), { exact: true }));
	await page.keyboard.type(words);
	await tabTo(page, page.getByRole('radio', { name: /^Comment/ }));
	await page.keyboard.press('ArrowDown');
	await tabTo(page, page.getByRole('button', { name: t('contribution.form.send'), exact: true }));
	await page.keyboard.press('Enter');
	await page.waitForURL(/\/contributions\/C-/);
	return referenceIn(page);
}

test('3. ask a question, 4. edit it, 5. withdraw it', async () => {
	const page = await at(space.path, 'sylvain');
	const reference = await comment(page, space, 'Who paints them?');
	expect(await contribution(reference)).toMatchObject({
		kind: 'question',
		body: 'Who paints them?'
	});
	await tabTo(page, page.getByRole('link', { name: t('contribution.story.edit'), exact: true }));
	await page.keyboard.press('Enter');
	await tabTo(page, page.getByLabel(t('contribution.form.body'), { exact: true }));
	await page.keyboard.press('Control+End');
	await page.keyboard.type(' And when?');
	await tabTo(page, page.getByRole('button', { name: t('contribution.edit.save'), exact: true }));
	await page.keyboard.press('Enter');
	await expect
		.poll(async () => (await contribution(reference)).body)
		.toBe('Who paints them? And when?');
	await tabTo(
		page,
		page.getByRole('link', { name: t('contribution.story.withdraw'), exact: true })
	);
	await page.keyboard.press('Enter');
	await tabTo(page, page.getByRole('button', { name: t('contribution.withdraw.do') }));
	await page.keyboard.press('Enter');
	await expect.poll(async () => (await contribution(reference)).state).toBe('withdrawn');
});

test('6. reply, 7. support and 8. report', async () => {
	const author = await at(space.path, 'aminata');
	const reference = await comment(author, space, 'Is there a map?');
	const page = await at(`/en/arcadia/contributions/${reference}`, 'maelle');
	await tabTo(page, page.getByRole('link', { name: t('contribution.reply'), exact: true }));
	await page.keyboard.press('Enter');
	await tabTo(page, page.getByLabel(t('contribution.form.body'), { exact: true }));
	await page.keyboard.type('At the town hall.');
	await tabTo(page, page.getByRole('button', { name: t('contribution.form.send_reply') }));
	await page.keyboard.press('Enter');
	await page.waitForURL(/\/contributions\/C-\w+\?new/);
	expect((await contribution(reference)).replyCount).toBe(1);

	await page.goto(`/en/arcadia/contributions/${reference}`);
	await tabTo(page, page.getByRole('button', { name: /^Support/ }).first());
	await page.keyboard.press('Enter');
	await expect.poll(async () => (await contribution(reference)).supportPeople).toBe(1);
	// The form's own answer comes first, or going on would cross it.
	await page
		.getByRole('button', { name: new RegExp(`^${t('contribution.unsupport')}`) })
		.first()
		.waitFor();
	await page.waitForLoadState('networkidle');
	// Two actions: the link, which leads to the first rule, and the rule, sent with Enter.
	await page.goto(`/en/arcadia/contributions/${reference}`);
	await tabTo(page, page.getByRole('link', { name: t('contribution.report'), exact: true }));
	await page.keyboard.press('Enter');
	await page.waitForURL(/\/report#rule$/);
	await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('rule');
	await page.keyboard.press('Space');
	await page.keyboard.press('Enter');
	await page.getByText(t('moderation.report.done')).waitFor();
});

test('9. sign in by mail, then sign out', async () => {
	const page = await at('/en/arcadia');
	await tabTo(page, page.getByRole('link', { name: t('site.sign_in'), exact: true }));
	await page.keyboard.press('Enter');
	await tabTo(page, page.getByLabel(t('accounts.sign_in.email'), { exact: true }));
	await page.keyboard.type(addressOf('pavel'));
	await page.keyboard.press('Enter');
	await page.getByRole('heading', { name: t('accounts.sent.title') }).waitFor();
	await page.goto(await linkFor(addressOf('pavel')));
	await tabTo(page, page.getByRole('button', { name: t('accounts.link.button'), exact: true }));
	await page.keyboard.press('Enter');
	await page.waitForURL(/\/arcadia$/);
	await page.goto('/en/account');
	await tabTo(page, page.getByRole('button', { name: t('site.sign_out'), exact: true }));
	await page.keyboard.press('Enter');
	await expect.poll(() => page.context().cookies()).toEqual([]);
});

test('10. search for questions, 11. change the language, 12. take the data away', async () => {
	const page = await at('/en/arcadia/consultations/open-works/search');
	await tabTo(page, page.getByRole('searchbox').or(page.locator('input[name="q"]')).first());
	await page.keyboard.type('price');
	await page.keyboard.press('Enter');
	await page.waitForURL(/q=price/);
	await tabTo(page, page.locator('details.languages summary'));
	await page.keyboard.press('Enter');
	await tabTo(page, page.locator('details.languages a[hreflang="es"]'));
	await page.keyboard.press('Enter');
	await page.waitForURL(/\/es\/.*q=price/);
	await page.goto('/en/arcadia/consultations/open-works/export');
	const download = page.waitForEvent('download');
	await tabTo(page, page.locator('a[href$="contributions.csv"]').first());
	await page.keyboard.press('Enter');
	expect((await download).suggestedFilename()).toMatch(/\.csv$/);
});

test('13. a thread opened beside the text closes with Escape, and the focus is back where it was', async () => {
	const page = await at('/en/arcadia/consultations/open-works');
	const opener = unitOn(page, 7).locator('a[data-thread]');
	await tabTo(page, opener);
	await page.keyboard.press('Enter');
	const beside = page.locator('.beside');
	await beside.getByRole('button').first().waitFor();
	expect(await beside.evaluate((panel) => panel.contains(document.activeElement))).toBe(true);
	await page.keyboard.press('Escape');
	await beside.waitFor({ state: 'detached' });
	expect(await opener.evaluate((one) => one === document.activeElement)).toBe(true);
});

test('14. the secretariat settles a step of the review', async () => {
	const page = await at('/en/arcadia/work/imports/new', 'rafael');
	await tabTo(page, page.getByLabel(t('imports.text'), { exact: true }));
	await page.keyboard.type('First paragraph.\n\nSecond paragraph.');
	await tabTo(page, page.getByRole('button', { name: t('imports.send') }));
	await page.keyboard.press('Enter');
	const next = page.getByRole('link', { name: t('imports.ready.next') });
	await next.waitFor();
	await tabTo(page, next);
	await page.keyboard.press('Enter');
	await page.waitForURL(/\/text$/);
	await tabTo(page, page.locator('details.change summary').last());
	await page.keyboard.press('Enter');
	await tabTo(page, page.getByRole('button', { name: t('staff.text.merge'), exact: true }).last());
	await page.keyboard.press('Enter');
	await page.waitForLoadState();
	await expect.poll(() => page.locator('.review-unit').count()).toBe(1);
	const slug = page.url().split('/').at(-2)?.split('?')[0] ?? '';
	expect(
		await db
			.selectFrom('consultation')
			.select('draftRevision')
			.where('slug', '=', slug)
			.executeTakeFirst()
	).toEqual({ draftRevision: 2 });
});

const walked: [string, Key | null][] = [
	['/en/arcadia', null],
	['/en/arcadia/consultations/open-works', null],
	['/ar/arcadia/consultations/open-works', null],
	['/en/arcadia/consultations/open-works/P7', null],
	['/en/arcadia/consultations/open-works/remark?on=P7', 'artyom'],
	['/en/account', 'artyom'],
	['/en/arcadia/work', 'rafael']
];
test.each(walked)(
	'every stop of %s is seen, and the last is followed by the end',
	async (path, key) => {
		const page = await at(path, key);
		expect((await walk(page)).length).toBeGreaterThan(5);
	}
);
