import { describe, expect, test } from 'vitest';
import { visitor, ways } from './browser.ts';
import { consultation, moveClock } from './consultation.ts';
import { addressOf, endSessionsOf, enter } from './people.ts';
import { signInAs, signInByMail, t, unitOn, vote, voteOf } from './steps.ts';
import { db } from './site.ts';

const agree = t('voting.agree');
const disagree = t('voting.disagree');

describe.each(ways)('$way', ({ way, scripts }) => {
	const slug = (name: string) => `${name}-${way.replaceAll(' ', '-')}`;

	test('a newcomer reads, votes signed out, signs in by mail, and the vote is there', async () => {
		const made = await consultation({ slug: slug('first-vote') });
		const email = `newcomer-${scripts}@elsewhere.example`;
		const page = await visitor({ scripts });
		await page.goto(made.path);
		expect(await page.context().cookies()).toEqual([]);
		await vote(page, 2, agree, scripts);
		await page.waitForURL(/\/sign-in\?act=/);
		expect(await voteOf(email, made.unit(2))).toBeNull();
		await signInByMail(page, email);
		await page.waitForURL(new RegExp(`${made.path}(\\?.*)?#p2$`));
		await expect.poll(() => voteOf(email, made.unit(2))).toBe('agree');
		expect(await unitOn(page, 2).getByRole('radio', { name: agree, exact: true }).isChecked()).toBe(
			true
		);
	});

	test('someone changes a vote, then withdraws it', async () => {
		const made = await consultation({ slug: slug('second-thoughts') });
		const page = await visitor({ scripts });
		await enter(page, 'priya');
		await page.goto(made.path);
		const radio = (name: string) => unitOn(page, 1).getByRole('radio', { name, exact: true });
		await vote(page, 1, agree, scripts);
		await expect.poll(() => voteOf(addressOf('priya'), made.unit(1))).toBe('agree');
		await vote(page, 1, disagree, scripts);
		await expect.poll(() => voteOf(addressOf('priya'), made.unit(1))).toBe('disagree');
		await page.waitForLoadState();
		await page.reload();
		expect(await radio(disagree).isChecked()).toBe(true);
		await unitOn(page, 1)
			.getByRole('button', { name: t('voting.withdraw') })
			.click();
		await expect.poll(() => voteOf(addressOf('priya'), made.unit(1))).toBeNull();
		await page.reload();
		expect(await unitOn(page, 1).locator('input:checked').count()).toBe(0);
	});

	test('a representative votes for the organisation, apart from their own vote', async () => {
		const made = await consultation({ slug: slug('two-voices') });
		const page = await visitor({ scripts });
		await enter(page, 'josephine');
		await page.goto(made.path);
		await vote(page, 3, disagree, scripts);
		await expect.poll(() => voteOf(addressOf('josephine'), made.unit(3))).toBe('disagree');
		await page.getByRole('link', { name: 'Meridian Fund for Public Data' }).first().click();
		await page.waitForURL(/as=/);
		await vote(page, 3, agree, scripts);
		const bodies = () =>
			db
				.selectFrom('vote')
				.select('value')
				.where('unitId', '=', made.unit(3))
				.where('voterKind', '=', 'organisation')
				.execute();
		await expect.poll(bodies).toEqual([{ value: 'agree' }]);
		expect(await voteOf(addressOf('josephine'), made.unit(3))).toBe('disagree');
		await page.goto(made.path);
		await expect.poll(() => unitOn(page, 3).textContent()).toMatch(/1 organisation/);
	});

	test('a voter looks the votes over before leaving', async () => {
		const made = await consultation({ slug: slug('before-leaving') });
		const page = await visitor({ scripts });
		await enter(page, 'hamish');
		await page.goto(made.path);
		await vote(page, 1, agree, scripts);
		await expect.poll(() => voteOf(addressOf('hamish'), made.unit(1))).toBe('agree');
		await page.goto(`${made.path}/votes`);
		expect(await page.getByText(t('voting.review.voted', { voted: 1, of: 4 })).count()).toBe(1);
		expect(
			await page
				.getByRole('group', { name: t('voting.yours', { number: 'P1' }) })
				.getByRole('radio', { name: agree, exact: true })
				.isChecked()
		).toBe(true);
	});

	test('a vote that comes after closing is not counted, and says so', async () => {
		const made = await consultation({ slug: slug('too-late') });
		const page = await visitor({ scripts });
		await enter(page, 'grace');
		await page.goto(made.path);
		await moveClock(made.id, { closes: '0 seconds' });
		await vote(page, 1, agree, scripts);
		await page
			.getByText(scripts ? /was not counted|was not saved/ : t('voting.obstacle.closed'))
			.first()
			.waitFor({ state: 'attached' });
		expect(await voteOf(addressOf('grace'), made.unit(1))).toBeNull();
		if (scripts) await expect.poll(() => unitOn(page, 1).locator('input:checked').count()).toBe(0);
	});
});

test('a session that ended elsewhere keeps the vote for signing in again', async () => {
	const made = await consultation({ slug: 'ended-elsewhere' });
	const page = await visitor();
	await enter(page, 'kofi');
	await page.goto(made.path);
	await endSessionsOf('kofi');
	await vote(page, 1, agree, true);
	await page.waitForURL(/\/sign-in/);
	await signInAs(page, 'kofi');
	await expect.poll(() => voteOf(addressOf('kofi'), made.unit(1))).toBe('agree');
});
