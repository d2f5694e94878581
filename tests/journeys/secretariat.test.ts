import { join } from 'node:path';
import type { Locator, Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import { root } from '#platform/root.ts';
import { read } from '../csv.ts';
import { visitor, ways } from './browser.ts';
import { newClient } from './client.ts';
import { consultation, moveClock } from './consultation.ts';
import { enter } from './people.ts';
import { db, said, site } from './site.ts';
import { t, unitOn } from './steps.ts';

describe.each(ways)('$way', ({ scripts }) => {
	test('the secretariat imports a Word file, reviews it, announces it; it opens, is extended, and closes by the clock', async () => {
		const page = await visitor({ scripts });
		await enter(page, 'marisol');
		await page.goto('/en/arcadia/work/imports/new');
		await page
			.getByLabel(t('imports.file'), { exact: true })
			.setInputFiles(join(root, 'tests/samples', 'ogp-handbook.docx'));
		await page.getByRole('button', { name: t('imports.send') }).click();
		await page.getByRole('link', { name: t('imports.ready.next') }).click({ timeout: 40_000 });
		await page.waitForURL(/\/text$/);
		const desk = page.url().replace(/\/text$/, '');
		const slug = desk.split('/').at(-1) ?? '';
		const entries = () => unitsOf(slug);
		const before = await entries();
		expect(before.length).toBeGreaterThan(200);

		const prose = before.findIndex(
			({ unit }, at) => unit.kind === 'paragraph' && before[at - 1]?.unit.kind === 'paragraph'
		);
		await step(page, prose, t('staff.text.merge'));
		expect((await entries()).length).toBe(before.length - 1);
		await page.getByRole('button', { name: t('staff.text.undo'), exact: true }).click();
		await expect.poll(entries).toEqual(before);
		await step(page, prose, t('staff.text.exclude'));
		expect((await entries())[prose]?.excluded).toBe(true);
		const above = await opened(page, prose - 1);
		await above.locator('select[name="kind"]').selectOption('quote');
		await above.getByRole('button', { name: t('staff.text.retype.send') }).click();
		await expect.poll(async () => (await entries())[prose - 1]?.unit.kind).toBe('quote');

		const now = await entries();
		const whole = now.findIndex(({ unit, excluded }) => unit.kind === 'paragraph' && !excluded);
		await page.goto(`${desk}/text/unit?at=${whole + 1}`);
		await page.getByLabel(t('staff.text.split.offset'), { exact: true }).fill('5');
		await page.getByRole('button', { name: t('staff.text.split.send') }).click();
		await expect.poll(async () => (await entries()).length).toBe(before.length + 1);
		await page.goto(`${desk}/text`);
		await page.locator('#from').selectOption({ index: 0 });
		await page.getByRole('button', { name: t('staff.text.reviewed'), exact: true }).click();
		await page.getByText(t('staff.text.is_reviewed')).waitFor();

		await page.goto(`${desk}/announcement`);
		expect(await page.getByRole('button', { name: t('staff.announce.send') }).count()).toBe(0);
		await page.goto(`${desk}/details`);
		for (const field of ['description', 'feedsInto', 'responsible', 'contact'] as const)
			await page.locator(`#${field}`).fill(`What the ${field} says.`);
		for (const [field, days] of [
			['opensAt', 2],
			['closesAt', 20],
			['responseBy', 60]
		] as const)
			await date(page, field, days);
		await page.getByRole('button', { name: t('staff.details.send'), exact: true }).click();
		await page.getByText(t('staff.saved')).waitFor();

		expect((await newClient().get(`/en/arcadia/consultations/${slug}`)).status).toBe(404);
		await page.goto(`${desk}/preview`);
		expect(await page.getByText('What the description says.').count()).toBeGreaterThan(0);
		await page.goto(`${desk}/announcement`);
		await page.getByRole('radio', { name: /^As planned/ }).check();
		await page.getByRole('button', { name: t('staff.announce.send') }).click();
		await page.waitForURL((url) => !url.pathname.endsWith('/announcement'));

		const reader = await visitor({ scripts });
		const path = `/en/arcadia/consultations/${slug}`;
		await reader.goto(path);
		expect(await reader.getByRole('radio').count()).toBe(0);
		const { id } = await db
			.selectFrom('consultation')
			.select('id')
			.where('slug', '=', slug)
			.executeTakeFirstOrThrow();
		await moveClock(id, { opens: '-1 second' });
		await reader.goto(path);
		expect(await unitOn(reader, 1).getByRole('radio').count()).toBe(4);

		await page.goto(`${desk}/extension`);
		await date(page, 'closesAt', 40);
		await date(page, 'responseBy', 90);
		await page.locator('#reason').fill('Two holidays fell into the time.');
		await page.getByRole('button', { name: t('staff.extend.send') }).click();
		await page.waitForURL((url) => !url.pathname.endsWith('/extension'));
		await reader.goto(path);
		expect(await reader.getByText('Two holidays fell into the time.').count()).toBeGreaterThan(0);

		await moveClock(id, { closes: '0 seconds' });
		await reader.goto(path);
		expect(await reader.getByRole('radio').count()).toBe(0);
	});

	test('a file that is none is refused in a sentence, and nothing is kept', async () => {
		const page = await visitor({ scripts });
		await enter(page, 'rafael');
		await page.goto('/en/arcadia/work/imports/new');
		const name = `plan-${scripts}.docx`;
		const file = {
			name,
			mimeType: 'application/zip',
			buffer: Buffer.from('not a Word file at all')
		};
		await page.getByLabel(t('imports.file'), { exact: true }).setInputFiles(file);
		await page.getByRole('button', { name: t('imports.send') }).click();
		await page.getByRole('link', { name: t('imports.again') }).waitFor({ timeout: 30_000 });
		expect(await page.locator('.notice.warn').textContent()).toMatch(/\w{5,}/);
		const kept = await db
			.selectFrom('import')
			.select(['state', 'consultationId'])
			.where('fileName', '=', name)
			.execute();
		expect(kept).toEqual([{ state: 'refused', consultationId: null }]);
	});

	test('someone takes the data away', async () => {
		const made = await consultation({ slug: `data-${scripts}` });
		const page = await visitor({ scripts });
		await page.goto(`${made.path}/export`);
		const download = page.waitForEvent('download');
		await page.locator('a[href$="units.csv"]').first().click();
		const file = await (await download).createReadStream();
		let text = '';
		for await (const part of file) text += String(part);
		const rows = read(text.replace(/^\uFEFF/, ''));
		expect(rows.length).toBe(1 + 6);
		expect(text).toContain('Every square has a bench.');
	});
});

test('what the terminal prints signs the secretariat in', async () => {
	const path = /sign-in\/[\w-]{43}/.exec(said('OUTPUT'))?.[0] ?? '';
	const page = await visitor();
	await page.goto(`/en/${path}`);
	await page.getByRole('button', { name: t('accounts.link.button'), exact: true }).click();
	await page.goto('/en/arcadia/work');
	expect(await page.locator('h1').count()).toBe(1);
	expect(page.url()).toBe(`${site.origin}/en/arcadia/work`);
});

type Entry = { unit: { kind: string }; excluded: boolean };

async function unitsOf(slug: string): Promise<Entry[]> {
	const row = await db
		.selectFrom('draftStep')
		.innerJoin('consultation', 'consultation.id', 'draftStep.consultationId')
		.select('units')
		.where('slug', '=', slug)
		.whereRef('revision', '=', 'draftRevision')
		.executeTakeFirstOrThrow();
	return row.units as Entry[];
}

/** One step on a unit of the review, under its “Change”. */
async function step(page: Page, at: number, name: string) {
	await (await opened(page, at)).getByRole('button', { name, exact: true }).click();
	await page.waitForLoadState();
}

async function opened(page: Page, at: number): Promise<Locator> {
	const unit = page.locator(`#u${at + 1}`);
	const isOpen = await unit.locator('details.change').getAttribute('open');
	if (isOpen === null) await unit.locator('details.change > summary').click();
	return unit;
}

async function date(page: Page, field: string, days: number) {
	const day = new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
	await page.locator(`#${field}`).fill(day);
	const time = page.locator(`#${field}-time`);
	if (await time.count()) await time.fill('12:00');
}
