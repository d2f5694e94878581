import { describe, expect, test } from 'vitest';
import { visitor, ways } from './browser.ts';
import { newClient } from './client.ts';
import { consultation, moveClock } from './consultation.ts';
import { addressOf, endSessionsOf, enter, nameOf, signedIn } from './people.ts';
import { contribution, mailTo, send, signInAs, signInByMail, t, unitOn, write } from './steps.ts';
import { db } from './site.ts';

describe.each(ways)('$way', ({ way, scripts }) => {
	const slug = (name: string) => `${name}-${way.replaceAll(' ', '-')}`;

	test('someone signed out comments on P2, opens the mail elsewhere, and gets a receipt', async () => {
		const made = await consultation({ slug: slug('from-the-bus') });
		const email = `passenger-${scripts}@elsewhere.example`;
		const phone = await visitor({ scripts, viewport: { width: 375, height: 700 } });
		await phone.goto(made.path);
		await unitOn(phone, 2)
			.getByRole('link', { name: /^Say something/ })
			.click();
		await phone
			.getByLabel(t('contribution.form.body'), { exact: true })
			.fill('Shade first; then <b>benches</b>.');
		await phone.getByRole('button', { name: t('contribution.form.send'), exact: true }).click();
		await phone.waitForURL(/\/sign-in\?act=/);
		expect(await phone.getByText('Shade first; then <b>benches</b>.').count()).toBe(1);

		const desk = await visitor({ scripts });
		await signInByMail(phone, email, desk);
		await desk.waitForURL(/\/contributions\/C-/);
		const reference = /C-\w{6}/.exec(desk.url())?.[0] ?? '';
		expect(await desk.getByText('Shade first; then <b>benches</b>.').count()).toBeGreaterThan(0);
		expect(await desk.getByText(reference).count()).toBeGreaterThan(0);
		expect(await contribution(reference)).toMatchObject({
			place: 'unit',
			unitId: made.unit(2),
			kind: 'comment',
			visibility: 'public',
			lang: 'en'
		});
		await expect.poll(() => mailTo(email)).toContain('receipt');
		const everyone = await newClient().open(`${made.path}/P2`);
		expect(everyone.text).toContain('Shade first; then &lt;b>benches&lt;/b>.');
	});

	test('someone brings evidence on the whole text, in Spanish', async () => {
		const made = await consultation({ slug: slug('evidence') });
		const page = await visitor({ scripts });
		await enter(page, 'maribel');
		await write(page, made.path, 'whole', 'Medimos 41 grados a la sombra de la plaza, y mire P2.');
		await page.getByRole('radio', { name: /^Evidence/ }).check();
		await page.getByLabel(t('contribution.form.lang'), { exact: true }).selectOption('es');
		const reference = await send(page);
		expect(await contribution(reference)).toMatchObject({
			kind: 'evidence',
			place: 'whole',
			lang: 'es'
		});
		const body = page.locator('[lang="es"]', { hasText: 'Medimos 41 grados' }).first();
		expect(await body.count()).toBe(1);
		expect(await body.getByRole('link', { name: 'P2' }).getAttribute('href')).toMatch(/#p2$/i);
	});

	test('one person asks, another replies and supports, and neither can do it twice', async () => {
		const made = await consultation({ slug: slug('two-people') });
		const [asking, answering] = [await visitor({ scripts }), await visitor({ scripts })];
		await enter(asking, 'niamh');
		await enter(answering, 'priya');
		await write(asking, made.path, 'P1', 'Who mends it?');
		await asking.getByRole('radio', { name: /^Question/ }).check();
		const question = await send(asking);

		await answering.goto(`${made.path}/P1`);
		await answering
			.getByRole('link', { name: new RegExp(`^Reply`) })
			.first()
			.click();
		await answering
			.getByLabel(t('contribution.form.body'), { exact: true })
			.fill('The parks board.');
		const reply = await send(answering);
		expect(await contribution(reply)).toMatchObject({ depth: 1, unitId: made.unit(1) });
		expect(await contribution(question)).toMatchObject({ replyCount: 1 });

		await answering.goto(`/en/arcadia/contributions/${question}`);
		await answering
			.getByRole('button', { name: new RegExp(`^${t('contribution.support')}`) })
			.first()
			.click();
		await expect.poll(async () => (await contribution(question)).supportPeople).toBe(1);
		await answering.goto(`/en/arcadia/contributions/${question}`);
		expect(await answering.getByRole('button', { name: /^Support/ }).count()).toBe(0);
		await answering
			.getByRole('button', { name: new RegExp(`^${t('contribution.unsupport')}`) })
			.first()
			.click();
		await expect.poll(async () => (await contribution(question)).supportPeople).toBe(0);
		await asking.goto(`/en/arcadia/contributions/${question}`);
		const asked = asking.locator('.story > li').first();
		expect(await asked.getByRole('button', { name: /^Support/ }).count()).toBe(0);
	});

	test('an author puts it differently, then takes it back; a tombstone stays', async () => {
		const made = await consultation({ slug: slug('second-wording') });
		const page = await visitor({ scripts });
		await enter(page, 'oisin');
		await write(page, made.path, 'P3', 'Fountains are nice.');
		const reference = await send(page);
		await page.getByRole('link', { name: t('contribution.story.edit'), exact: true }).click();
		await page
			.getByLabel(t('contribution.form.body'), { exact: true })
			.fill('Fountains are needed.');
		await page.getByRole('button', { name: t('contribution.edit.save'), exact: true }).click();
		await page.waitForURL(new RegExp(`/contributions/${reference}`));
		expect(await page.getByText('Fountains are needed.').count()).toBeGreaterThan(0);
		expect(await page.getByText('Fountains are nice.').count()).toBeGreaterThan(0);

		await page.goto(`/en/arcadia/contributions/${reference}`);
		await page.getByRole('link', { name: t('contribution.story.withdraw'), exact: true }).click();
		await page.getByRole('button', { name: t('contribution.withdraw.do') }).click();
		await expect.poll(async () => (await contribution(reference)).state).toBe('withdrawn');
		const gone = await newClient().get(`/en/arcadia/contributions/${reference}`);
		expect(gone.status).toBe(410);
		expect(gone.text).toContain(reference);
		expect(gone.text).not.toMatch(/Fountains are (nice|needed)/);
		expect((await newClient().open(`${made.path}/P3`)).text).not.toMatch(
			/Fountains are (nice|needed)/
		);
	});

	test('a private remark is read by its author and the secretariat, and only counted for others', async () => {
		const made = await consultation({ slug: slug('in-confidence') });
		const page = await visitor({ scripts });
		await enter(page, 'beatrix');
		await write(page, made.path, 'P1', 'My landlord would mind this.');
		await page.getByRole('radio', { name: /^Only the secretariat/ }).check();
		const reference = await send(page);
		expect(await page.getByText('My landlord would mind this.').count()).toBeGreaterThan(0);

		const staff = await visitor({ scripts });
		await enter(staff, 'marisol');
		await staff.goto(`/en/arcadia/contributions/${reference}`);
		expect(await staff.getByText('My landlord would mind this.').count()).toBeGreaterThan(0);
		const other = newClient();
		expect((await other.get(`/en/arcadia/contributions/${reference}`)).status).toBe(404);
		const thread = await other.open(`${made.path}/P1`);
		expect(thread.text).not.toContain('My landlord');
		expect(thread.text).toContain(t('contribution.thread.private', { count: 1 }));
	});

	test('words typed while the session ended are kept for signing in again', async () => {
		const made = await consultation({ slug: slug('tea-break') });
		const page = await visitor({ scripts });
		await enter(page, 'tamsin');
		await write(page, made.path, 'P4', 'I wrote this for half an hour.');
		await endSessionsOf('tamsin');
		await page.getByRole('button', { name: t('contribution.form.send'), exact: true }).click();
		await page.waitForURL(/\/sign-in\?act=/);
		await signInAs(page, 'tamsin');
		await page.waitForURL(/\/contributions\/C-/);
		expect(await page.getByText('I wrote this for half an hour.').count()).toBeGreaterThan(0);
	});

	test('a form refused keeps what was typed, and leads to the field', async () => {
		const made = await consultation({ slug: slug('too-long') });
		const page = await visitor({ scripts });
		await enter(page, 'andres');
		const long = 'long '.repeat(1001);
		await write(page, made.path, 'P1', long);
		await page.getByRole('button', { name: t('contribution.form.send'), exact: true }).click();
		const summary = page.locator('.error-summary');
		await summary.waitFor();
		expect(await page.title()).toMatch(/^Error/);
		expect(
			(await page.getByLabel(t('contribution.form.body'), { exact: true }).inputValue()).trim()
		).toBe(long.trim());
		await summary.getByRole('link').first().click();
		const field = page.getByLabel(t('contribution.form.body'), { exact: true });
		expect(await field.evaluate((element) => element === document.activeElement)).toBe(true);
		expect(await field.getAttribute('aria-invalid')).toBe('true');
	});

	test('a remark that comes after closing is handed back with its words', async () => {
		const made = await consultation({ slug: slug('a-minute-late') });
		const page = await visitor({ scripts });
		await enter(page, 'etienne');
		await write(page, made.path, 'P1', 'One minute too late.');
		await moveClock(made.id, { closes: '0 seconds' });
		await page.getByRole('button', { name: t('contribution.form.send'), exact: true }).click();
		await page
			.getByText(/The consultation closed on/)
			.first()
			.waitFor();
		const kept = page.getByText('One minute too late.').or(page.locator('textarea'));
		const words = await kept
			.first()
			.evaluate((element) => ('value' in element ? String(element.value) : element.textContent));
		expect(words).toContain('One minute too late.');
		expect(
			await db
				.selectFrom('contribution')
				.select('id')
				.where('consultationId', '=', made.id)
				.execute()
		).toEqual([]);
	});

	test('a moderator hides a reported remark by a rule, and its author is told', async () => {
		const made = await consultation({ slug: slug('off-the-rules') });
		const author = await visitor({ scripts });
		await enter(author, 'stall');
		await write(author, made.path, 'P2', 'Buy umbrellas at my stall.');
		const reference = await send(author);

		const neighbour = await visitor({ scripts });
		await enter(neighbour, 'vecina');
		await neighbour.goto(`/en/arcadia/contributions/${reference}`);
		await neighbour.getByRole('link', { name: t('contribution.report'), exact: true }).click();
		await neighbour.getByRole('radio').first().check();
		await neighbour.getByRole('button', { name: t('moderation.report.send') }).click();
		await neighbour.getByText(t('moderation.report.done')).waitFor();

		const moderator = await visitor({ scripts });
		await enter(moderator, 'leila');
		await moderator.goto('/en/arcadia/work/reports');
		await moderator.locator(`a[href*="${reference}"]`).first().click();
		await moderator.goto(`/en/arcadia/contributions/${reference}/moderation`);
		await moderator.getByRole('radio').first().check();
		await moderator.getByLabel(t('moderation.facts'), { exact: true }).fill('An advertisement.');
		await moderator.getByRole('button', { name: t('moderation.refuse'), exact: true }).click();
		await expect.poll(async () => (await contribution(reference)).state).toBe('refused');

		expect(await mailTo(addressOf('stall'))).toContain('refused');
		const everyone = await newClient().open(`${made.path}/P2`);
		expect(everyone.text).not.toContain('umbrellas');
		expect(everyone.text).toContain('Refused by a moderator');
		await author.goto(`/en/arcadia/contributions/${reference}`);
		expect(await author.getByText('An advertisement.').count()).toBeGreaterThan(0);
		expect(await author.getByText('Buy umbrellas at my stall.').count()).toBeGreaterThan(0);
	});
});

test('pressing Send twice says it once', async () => {
	const made = await consultation({ slug: 'pressed-twice' });
	const page = await visitor({ scripts: false });
	await enter(page, 'lucia');
	await write(page, made.path, 'P1', 'Once is enough.');
	await page.getByRole('button', { name: t('contribution.form.send'), exact: true }).dblclick();
	await page.waitForURL(/\/contributions\/C-/);
	expect(await said(made.id)).toEqual([{ authorName: nameOf('lucia'), body: 'Once is enough.' }]);
});

test('one form sent ten times at once is one remark with one answer; with other words it is refused', async () => {
	const made = await consultation({ slug: 'sent-ten-times' });
	const client = await signedIn('nuria');
	const form = await client.formOn(`${made.path}/remark?on=P1`, 'body');
	const answers = await Promise.all(
		Array.from({ length: 10 }, () => client.submit(form, { body: 'Ten of me.' }))
	);
	expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]));
	expect(new Set(answers.map(({ headers }) => headers.location)).size).toBe(1);
	const other = await client.submit(form, { body: 'Eleven of me.' });
	expect(other.status).toBe(422);
	expect(other.text).toContain('Eleven of me.');
	expect(await said(made.id)).toEqual([{ authorName: nameOf('nuria'), body: 'Ten of me.' }]);
});

const said = (id: string) =>
	db
		.selectFrom('contribution')
		.select(['authorName', 'body'])
		.where('consultationId', '=', id)
		.execute();
