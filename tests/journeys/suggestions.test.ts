/** Better words than those that stand there: suggested, seen as changes, supported instead of said twice. */

import { describe, expect, test } from 'vitest';
import { visitor, ways } from './browser.ts';
import { newClient } from './client.ts';
import { consultation } from './consultation.ts';
import { enter } from './people.ts';
import { contribution, referenceIn, t, unitOn } from './steps.ts';
import { db } from './site.ts';

const proposalOf = async (reference: string) => {
	const { id } = await contribution(reference);
	return db
		.selectFrom('suggestion')
		.select(['act', 'words', 'basedOn'])
		.where('contributionId', '=', id)
		.executeTakeFirstOrThrow();
};

describe.each(ways)('$way', ({ way, scripts }) => {
	test('someone suggests other words by keyboard, another supports instead of saying it twice', async () => {
		const made = await consultation({ slug: `better-words-${way.replaceAll(' ', '-')}` });
		const page = await visitor({ scripts });
		await enter(page, 'niamh');
		await page.goto(made.path);
		await unitOn(page, 2)
			.getByRole('link', { name: /^Suggest wording/ })
			.focus();
		await page.keyboard.press('Enter');
		const words = page.getByLabel(t('suggestion.words'), { exact: true });
		await words.waitFor();
		expect(await words.inputValue()).toBe('A bench stands in the shade.');
		await words.fill('A bench stands in the *cool* shade.');
		if (!scripts) {
			await page.getByRole('button', { name: t('suggestion.preview') }).click();
			expect(await words.inputValue()).toBe('A bench stands in the *cool* shade.');
		}
		const inserted = page.locator('[data-changes] ins');
		await inserted.waitFor();
		expect(await inserted.textContent()).toContain('[inserted: cool');
		const counts = 'Words inserted: 1. Words deleted: 0.';
		expect(await page.locator('[data-changed]').textContent()).toContain(counts);
		if (scripts) {
			await expect.poll(() => page.locator('[data-told]').textContent()).toBe(counts);
			// A new paragraph without words is no change; what was typed for the other choice is kept.
			await page.getByLabel(t('suggestion.act.add'), { exact: true }).check();
			expect(await page.locator('[data-changed]').textContent()).toBe(t('suggestion.changes.none'));
			await page.getByLabel(t('suggestion.act.replace'), { exact: true }).check();
			expect(await words.inputValue()).toBe('A bench stands in the *cool* shade.');
		}
		await page.getByLabel(t('suggestion.reason'), { exact: true }).fill('Shade alone can be hot.');
		await page.getByLabel(t('suggestion.reason'), { exact: true }).press('Tab');
		await page.getByRole('button', { name: t('suggestion.send'), exact: true }).press('Enter');
		if (scripts) await page.locator('.thread .suggestions ins').waitFor();
		else await page.waitForURL(/\/contributions\/C-/);
		const { reference } = await db
			.selectFrom('contribution')
			.select('reference')
			.where('consultationId', '=', made.id)
			.executeTakeFirstOrThrow();
		expect(await proposalOf(reference)).toEqual({
			...{ act: 'replace', words: 'A bench stands in the *cool* shade.', basedOn: null }
		});
		const read = await newClient().open(made.path);
		expect(read.text).toContain('1 suggestion');

		const other = await visitor({ scripts, viewport: { width: 375, height: 700 } });
		await enter(other, 'priya');
		await other.goto(`${made.path}/suggestion?on=P2`);
		const own = other.getByLabel(t('suggestion.words'), { exact: true });
		await own.fill('A bench stands in the cool shade.');
		const reason = other.getByLabel(t('suggestion.reason'), { exact: true });
		await reason.fill('Shade alone can be hot, as we measured.');
		if (!scripts) await other.getByRole('button', { name: t('suggestion.send') }).click();
		await other.getByRole('heading', { name: t('similar.title') }).waitFor();
		expect(await own.inputValue()).toBe('A bench stands in the cool shade.');
		expect(await reason.inputValue()).toBe('Shade alone can be hot, as we measured.');
		await other.getByRole('button', { name: `Support ${reference}` }).click();
		await expect.poll(async () => (await contribution(reference)).supportPeople).toBe(1);

		// Whoever means it otherwise builds on it and sends it all the same.
		await other.goto(`${made.path}/suggestion?on=P2&based=${reference}`);
		expect(await own.inputValue()).toBe('A bench stands in the *cool* shade.');
		await reason.fill('And it is cooler with a tree.');
		await own.fill('A bench stands in the *cool* shade of a tree.');
		await other.getByRole('button', { name: /^Send (suggestion|mine)/ }).click();
		await other.waitForURL(/\/contributions\/C-/);
		const second = referenceIn(other);
		expect((await proposalOf(second)).basedOn).toBe((await contribution(reference)).id);
		await other.getByRole('link', { name: reference }).first().click();
		expect(await other.getByText(t('suggestion.built_on')).count()).toBe(1);
	});

	test('what was said already is shown once before a remark is sent, and never in the way', async () => {
		const made = await consultation({ slug: `said-already-${way.replaceAll(' ', '-')}` });
		const said = 'The benches in the square are far too low for old people.';
		const first = await visitor({ scripts });
		await enter(first, 'oisin');
		await first.goto(`${made.path}/remark?on=P1`);
		const body = first.getByLabel(t('contribution.form.body'), { exact: true });
		await body.fill(said);
		await first.getByRole('button', { name: t('contribution.form.send'), exact: true }).click();
		await first.waitForURL(/\/contributions\/C-/);

		const other = await visitor({ scripts });
		await enter(other, 'hamish');
		await other.goto(`${made.path}/remark?on=P1`);
		const own = other.getByLabel(t('contribution.form.body'), { exact: true });
		const mine = 'The benches in the square are much too low for old people, and too hard.';
		await own.fill(mine);
		if (!scripts)
			await other.getByRole('button', { name: t('contribution.form.send'), exact: true }).click();
		await other.getByRole('heading', { name: t('similar.title') }).waitFor();
		expect(await own.inputValue()).toBe(mine);
		await other.getByRole('button', { name: scripts ? /^Send$/ : t('similar.send') }).click();
		await other.waitForURL(/\/contributions\/C-/);
		expect((await contribution(referenceIn(other))).body).toBe(mine);
	});
});
