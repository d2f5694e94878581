import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { complain, resident } from './browser.ts';
import { formIn, newClient } from './client.ts';
import { consultation } from './consultation.ts';
import { enter } from './people.ts';
import { referenceIn, t, unitOn } from './steps.ts';
import { db } from './site.ts';

const markdown = `# Benches

A bench stands in the *shade of* a tree, and a bench is green.

Nobody sits in the sun.

- تقف المقاعد في ظل الأشجار

[A link](https://example.org/) leads away.
`;

/** What was chosen, as it is stored. */
async function chosen(reference: string) {
	return db
		.selectFrom('contribution')
		.leftJoin('quote', 'quote.contributionId', 'contribution.id')
		.select(['body', 'exact', 'startAt', 'endAt', 'quote.lang'])
		.where('reference', '=', reference)
		.executeTakeFirstOrThrow();
}

/** Sends what is typed in the margin or the sheet, and answers its reference. */
async function say(page: Page, words: string): Promise<string> {
	const body = page.getByLabel(t('contribution.form.body'), { exact: true });
	await body.fill(words);
	await page.getByRole('button', { name: t('contribution.form.send'), exact: true }).click();
	const remark = page.locator('[data-remark]', { hasText: words });
	await remark.waitFor();
	return (await remark.getAttribute('data-remark')) ?? '';
}

test('with a mouse, a finger and the keyboard, words are chosen and said something about', async () => {
	const made = await consultation({ slug: 'chosen', markdown });
	const { page, faults } = await resident();
	await enter(page, 'tamsin');
	await page.goto(made.path);
	const way = page.locator('.choosing a');

	// By mouse, across a change of style.
	const words = unitOn(page, 1).locator('.words p');
	const edge = (of: string) =>
		words.evaluate((p, of) => {
			const range = document.createRange();
			const text = of === 'start' ? p.firstChild : p.lastChild;
			range.setStart(text as Node, of === 'start' ? 2 : 7);
			const { left, top, height } = range.getBoundingClientRect();
			return { x: left, y: top + height / 2 };
		}, of);
	const [from, to] = [await edge('start'), await edge('end')];
	await page.mouse.move(from.x, from.y);
	await page.mouse.down();
	await page.mouse.move(to.x, to.y, { steps: 4 });
	await page.mouse.up();
	await way.click();
	expect(await page.locator('#quote').inputValue()).toBe('bench stands in the shade of a tree');
	const first = await say(page, 'Which tree?');
	expect(await chosen(first)).toEqual({
		...{ body: 'Which tree?', exact: 'bench stands in the shade of a tree' },
		...{ startAt: 2, endAt: 37, lang: 'en' }
	});

	// Words of two units: a sentence, and no way on.
	await page.evaluate(() => {
		const text = (unit: string) => document.querySelector(`${unit} .words p`)?.firstChild as Node;
		getSelection()?.setBaseAndExtent(text('#p1'), 3, text('#p2'), 6);
	});
	await page.locator('#said', { hasText: t('quote.spans') }).waitFor();
	expect(await way.count()).toBe(0);

	// By keyboard, from right to left.
	await page.goto(made.path);
	await unitOn(page, 3)
		.getByRole('button', { name: t('quote.choose') })
		.focus();
	await page.keyboard.press('Enter');
	await page.keyboard.press('ArrowLeft');
	await page.keyboard.press('Shift+ArrowLeft');
	await page.locator('#said', { hasText: 'المقاعد في' }).waitFor();
	await page.keyboard.press('Escape');
	await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toMatch(/P3/);
	await page.keyboard.press('Enter');
	await page.keyboard.press('End');
	await page.keyboard.press('Enter');
	await page.locator('#quote').waitFor();
	const third = await say(page, 'Which trees?');
	expect(await chosen(third)).toMatchObject({ exact: 'الأشجار', lang: 'ar' });

	// The highlight is there for the next reader, and leads to its remark beside the text.
	await page.goto(made.path);
	await unitOn(page, 1).locator('a.chosen').first().focus();
	await page.keyboard.press('Enter');
	await page.locator('#margin', { hasText: 'Which tree?' }).waitFor();
	await page.getByLabel(t('quote.hide')).check();
	expect(
		await unitOn(page, 1)
			.locator('a.chosen')
			.first()
			.evaluate((link) => getComputedStyle(link).textDecorationLine)
	).toBe('none');
	await page.context().close();
	complain(faults);
}, 60_000);

test('with a finger the way on lies along the lower edge', async () => {
	const made = await consultation({ slug: 'chosen-touch', markdown });
	const { page, faults } = await resident({
		...{ viewport: { width: 375, height: 667 }, hasTouch: true, isMobile: true }
	});
	await enter(page, 'priya');
	await page.goto(made.path);
	await page.evaluate(() => {
		const text = document.querySelector('#p2 .words p')?.firstChild as Node;
		getSelection()?.setBaseAndExtent(text, 7, text, 11);
	});
	const way = page.locator('.choosing a');
	await way.waitFor();
	const bar = await page.locator('.choosing').boundingBox();
	expect(Math.round((bar?.y ?? 0) + (bar?.height ?? 0))).toBe(667);
	await way.tap();
	const reference = await say(page, 'My grandmother does.');
	expect(await chosen(reference)).toMatchObject({ exact: 'sits', startAt: 7, endAt: 11 });
	await page.context().close();
	complain(faults);
}, 60_000);

test('without scripts words are copied into the form, and asked about where they stand twice', async () => {
	const made = await consultation({ slug: 'chosen-by-hand', markdown });
	const { page, faults } = await resident({ scripts: false });
	await enter(page, 'oisin');
	await page.goto(`${made.path}/remark?on=P1`);
	await page.getByText(t('quote.field'), { exact: true }).click();
	await page.locator('#quote').fill('bench');
	await page.getByLabel(t('contribution.form.body'), { exact: true }).fill('Why green?');
	await page.getByRole('button', { name: t('contribution.form.send'), exact: true }).click();
	await page.getByText(t('quote.which')).waitFor();
	expect(await page.getByLabel(t('contribution.form.body'), { exact: true }).inputValue()).toBe(
		'Why green?'
	);
	await page.getByRole('radio', { name: /and a bench is green/ }).check();
	await page.getByRole('button', { name: t('contribution.form.send'), exact: true }).click();
	await page.waitForURL(/\/contributions\/C-/);
	expect(await chosen(referenceIn(page))).toMatchObject({ exact: 'bench', startAt: 45, endAt: 50 });
	await page
		.getByRole('link', { name: t('quote.about') })
		.first()
		.click();
	await page.waitForURL(/#p1-q45$/);
	await unitOn(page, 1).locator('a.chosen').click();
	await page.waitForURL(/\/P1\?quote=45-50-en/);
	expect(await page.locator('[data-remark]').count()).toBe(1);
	await page.context().close();
	complain(faults);
}, 60_000);

test('who is not signed in finds the words again before sending, and refused words stay typed', async () => {
	const made = await consultation({ slug: 'chosen-signed-out', markdown });
	const visitor = newClient();
	const path = `${made.path}/remark?on=P2&quote=7-11-en`;
	const form = formIn(await visitor.open(path), 'quote');
	const held = await visitor.follow(await visitor.submit(form, { body: 'I do.' }));
	expect(held.path).toMatch(/\/sign-in\?act=/);
	expect(held.text).toMatch(/<blockquote[^>]*>sits<\/blockquote>/);

	for (const [words, code] of [
		['sits in the rain', 'quote_not_there'],
		[`si\u0301ts`, 'quote_not_there'],
		['\u202e', 'quote_empty'],
		['sits '.repeat(300), 'quote_too_long']
	] as const) {
		const again = formIn(await visitor.open(path), 'quote');
		const refused = await visitor.submit(again, { body: 'I do.', quote: words });
		expect(refused.status).toBe(422);
		const sentence = t(`quote.obstacle.${code}`, { length: 1499, limit: 1000 });
		expect(refused.text).toContain(sentence.split(/\d/)[0]);
		expect(refused.text).toContain('>I do.</textarea');
	}
});
