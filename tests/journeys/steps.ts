/** What people do again and again, by the words they see. */

import type { Locator, Page } from 'playwright';
import { wordsIn } from '#ui/words.ts';
import { addressOf, anHourPasses, linkFor, type Key } from './people.ts';
import { db } from './site.ts';

export const { t } = wordsIn('en');

/** On the sign-in page: asks for a link, opens it from the mail and presses its button, on any device. */
export async function signInByMail(page: Page, email: string, device: Page = page) {
	await anHourPasses(email);
	await page.getByLabel(t('accounts.sign_in.email'), { exact: true }).fill(email);
	await page.getByRole('button', { name: t('accounts.sign_in.send') }).click();
	await page.getByRole('heading', { name: t('accounts.sent.title') }).waitFor();
	await device.goto(await linkFor(email));
	const name = device.getByLabel(t('accounts.link.name'), { exact: true });
	if (await name.isVisible()) {
		if (!(await name.inputValue())) await name.fill(email.split('@')[0] ?? email);
	}
	await device.getByRole('button', { name: /^Sign in( and send it)?$/ }).click();
}

export const signInAs = (page: Page, key: Key, device?: Page) =>
	signInByMail(page, addressOf(key), device);

/** The part of a reading page that holds P2 and its vote. */
export const unitOn = (page: Page, number: number): Locator => page.locator(`#p${number}`);

/** Chooses an answer; without scripts it is also saved. */
export async function vote(page: Page, number: number, answer: string, scripts: boolean) {
	const unit = unitOn(page, number);
	await unit.locator('label', { hasText: new RegExp(`^${answer}$`) }).click();
	if (!scripts) await unit.getByRole('button', { name: t('voting.save') }).click();
}

export async function personOf(email: string) {
	return db.selectFrom('person').selectAll().where('email', '=', email).executeTakeFirstOrThrow();
}

/** What is stored as someone's vote on a unit, once it is there. */
export async function voteOf(email: string, unitId: string): Promise<string | null> {
	const row = await db
		.selectFrom('vote')
		.innerJoin('person', 'person.id', 'vote.personId')
		.select('value')
		.where('unitId', '=', unitId)
		.where('email', '=', email)
		.executeTakeFirst();
	return row?.value ?? null;
}

/** Opens the form of a place, as the link beside it does, and writes into it. */
export async function write(page: Page, path: string, on: string, text: string, to = '') {
	await page.goto(`${path}/remark?on=${on}${to ? `&to=${to}` : ''}`);
	await page.getByLabel(t('contribution.form.body'), { exact: true }).fill(text);
}

/** Presses Send and answers the reference the receipt shows. */
export async function send(page: Page): Promise<string> {
	await page.getByRole('button', { name: /^Send( reply)?$/ }).click();
	await page.waitForURL(/\/contributions\/C-/);
	return referenceIn(page);
}

export const referenceIn = (page: Page) => /C-[0-9A-Z]{6}/.exec(page.url())?.[0] ?? '';

export const contribution = (reference: string) =>
	db
		.selectFrom('contribution')
		.selectAll()
		.where('reference', '=', reference)
		.executeTakeFirstOrThrow();

/** The kinds of mail an address was sent, the latest first. */
export async function mailTo(email: string): Promise<string[]> {
	const rows = await db
		.selectFrom('mail')
		.select('kind')
		.where('recipient', '=', email)
		.orderBy('createdAt', 'desc')
		.execute();
	return rows.map(({ kind }) => kind);
}
