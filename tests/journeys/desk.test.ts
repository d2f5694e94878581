import type { Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import { nameIn } from '#domain/theme/theme.ts';
import { isolate } from '#ui/isolate.ts';
import { visitor, ways } from './browser.ts';
import { consultation } from './consultation.ts';
import { enter, signedIn } from './people.ts';
import { db, origin } from './site.ts';
import { t } from './steps.ts';

const tolls = [
	'The night ferry should run every hour from the old harbour.',
	'Please let the night ferry leave the old harbour hourly.',
	'Workers need the night ferry at the old harbour.'
];
const others = ['A bench stands in my way.', 'Who paints the fountains?'];

/** A consultation of its own in which people said this, in this order. */
async function spoken(slug: string): Promise<{ desk: string; references: string[] }> {
	const { path } = await consultation({ slug });
	const writer = await signedIn('giulia');
	const references: string[] = [];
	for (const body of [...tolls, ...others]) {
		const form = await writer.formOn(`${path}/remark?on=P1`, 'body');
		const answer = await writer.submit(form, { body });
		references.push(/C-\w{6}/.exec(String(answer.headers.location))?.[0] ?? '');
	}
	return { desk: `/en/arcadia/work/consultations/${slug}/answers`, references };
}

const rowsOf = (references: readonly string[]) =>
	db
		.selectFrom('contribution')
		.leftJoin('contributionGroup as g', 'g.id', 'contribution.groupId')
		.leftJoin('contributionTheme as x', 'x.contributionId', 'contribution.id')
		.leftJoin('theme as h', 'h.id', 'x.themeId')
		.select(['reference', 'g.title', 'h.slug as theme', 'assigneeId'])
		.where('reference', 'in', references)
		.orderBy('receivedAt')
		.execute();
const act = (page: Page, word: Parameters<typeof t>[0]) =>
	page.getByRole('button', { name: t(word), exact: true }).click();

describe.each(ways)('$way', ({ way, scripts }) => {
	test('the secretariat sorts in bulk, takes it back, makes a group of a proposal, and leaves a note', async () => {
		const { desk, references } = await spoken(`desk-${scripts ? 'quick' : 'plain'}`);
		const page = await visitor({ scripts });
		await enter(page, 'marisol');

		await page.goto('/en/arcadia/work/themes');
		await page.locator('#name-en').fill(`Ferries ${way}`);
		await act(page, 'themes.begin.do');
		const slug = page.url().split('/').at(-1) ?? '';

		await page.goto(`${desk}?q=ferry`);
		await page.getByText(t('desk.found', { count: 3 })).waitFor();
		for (const box of await page.locator('[data-tick]').all()) await box.check();
		await page.locator('#theme').selectOption(slug);
		await act(page, 'desk.theme.give');
		const theme = isolate(nameIn({ en: `Ferries ${way}` }, 'en').words);
		await page.getByText(t('desk.did.theme_given', { count: 3, theme })).waitFor();
		const themes = async () => (await rowsOf(references)).map((row) => row.theme);
		expect(await themes()).toEqual([slug, slug, slug, null, null]);
		await act(page, 'desk.undo');
		await page.getByText(t('desk.undone')).waitFor();
		expect(await themes()).toEqual([null, null, null, null, null]);

		// A title is missing: what was ticked stays ticked, nothing is grouped.
		await page.locator('[data-tick]').first().check();
		await act(page, 'desk.group.put');
		await page.getByRole('link', { name: t('desk.obstacle.title_missing') }).waitFor();
		expect(await page.locator('[data-tick]:checked').count()).toBe(1);

		await page.goto(`${desk}/groups`);
		await act(page, 'groups.search');
		const take = page.getByRole('button', { name: t('groups.proposal.take') });
		await take.waitFor({ timeout: 15_000 });
		expect(await page.locator('.proposal h2').textContent()).toContain('ferry');
		await page.locator(`#c-${references[2]}`).uncheck();
		await page.getByLabel(t('desk.group.title')).fill('The night ferry');
		await take.click();
		const title = isolate('The night ferry');
		await page.getByText(t('desk.did.grouped', { count: 2, title })).waitFor();
		expect((await rowsOf(references)).map((row) => row.title)).toEqual([
			...['The night ferry', 'The night ferry', null, null, null]
		]);

		await page.goto(`${desk}/${references[0]}?q=ferry`);
		await page.locator('#note').fill('Ask the harbour master.');
		await act(page, 'desk.notes.add');
		await page.getByText('Ask the harbour master.').waitFor();
		expect(page.url()).toContain('q=ferry');
	});
});

test('the desk is worked by keys alone, and they can be silenced on the device', async () => {
	const { desk, references } = await spoken('desk-keys');
	const page = await visitor();
	await enter(page, 'marisol');
	await page.goto(desk);
	const focus = () =>
		page.evaluate(() => document.activeElement?.id || document.activeElement?.textContent?.trim());
	const press = async (...keys: string[]) => {
		for (const key of keys) await page.keyboard.press(key);
		return focus();
	};
	await expect.poll(() => press('j'), { timeout: 5_000 }).toBe(references[0]);
	expect(await press('x', 'j', 'x', 'k')).toBe(references[0]);
	expect(await page.locator('[data-tick]:checked').count()).toBe(2);
	expect(await press('g')).toBe('group');
	expect(await press('j')).toBe('group');
	await press('Tab');
	await page.keyboard.type('Typed as j k x');
	await page.keyboard.press('Tab');
	await page.keyboard.press('Enter');
	await page
		.getByText(t('desk.did.grouped', { count: 2, title: isolate('Typed as j k x') }))
		.waitFor();

	await expect.poll(() => press('j'), { timeout: 5_000 }).toBe(references[0]);
	await page.keyboard.press('Enter');
	await page.waitForURL(new RegExp(`${references[0]}$`));
	await expect.poll(() => press('n'), { timeout: 5_000 }).toBe('note');
	await page.locator('h1').click();
	await page.keyboard.press('j');
	await page.waitForURL(new RegExp(`${references[1]}$`));
	await expect.poll(() => press('s'), { timeout: 5_000 }).toBe('agency');
	await page.locator('h1').click();
	await press('?');
	await page.getByLabel(t('desk.keys.on')).uncheck();
	await page.locator('h1').click();
	await press('j');
	await page.reload();
	await page.waitForTimeout(500);
	await press('j');
	expect(page.url()).toBe(`${origin}${desk}/${references[1]}`);
});
