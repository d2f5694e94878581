/** The people of the example, signing in by their mail links as anyone does. */

import type { Page } from 'playwright';
import { people } from '#seed/arcadia/people.ts';
import { formIn, newClient, type Client } from './client.ts';
import { site, type Site } from './site.ts';

export type Key = (typeof people)[number]['key'];

export const addressOf = (key: Key) => `${key}@arcadia.example`;
export const nameOf = (key: Key) => people.find((one) => one.key === key)?.name ?? key;

/** The path of the newest sign-in link that was mailed to an address. */
export async function linkFor(email: string, { db }: Site = site): Promise<string> {
	const mail = await db
		.selectFrom('mail')
		.select('facts')
		.where('recipient', '=', email)
		.where('kind', 'in', ['sign_in', 'sign_in_act', 'set_up'])
		.orderBy('createdAt', 'desc')
		.executeTakeFirst();
	const path = /\/\w+\/sign-in\/[\w-]+/.exec(JSON.stringify(mail?.facts ?? null))?.[0];
	if (!path) throw new Error(`No sign-in link was mailed to ${email}.`);
	return path;
}

/** Asks for a link and answers its path. An hour passes first: nobody gets more than three an hour. */
export async function askForLink(client: Client, email: string, at: Site = site): Promise<string> {
	await anHourPasses(email, at);
	const answer = await client.submit(await client.formOn('/en/sign-in', 'email'), { email });
	if (answer.status >= 400) throw new Error(`Asking for a link is answered ${answer.status}.`);
	return linkFor(email, at);
}

export async function anHourPasses(email: string, { pool }: Site = site) {
	const sql = `update mail set created_at = created_at - interval '61 minutes' where recipient = $1`;
	await pool.query(sql, [email]);
}

/** A client with someone's session, opened by the button behind their link. */
export async function signedIn(key: Key, at: Site = site): Promise<Client> {
	return withSession(addressOf(key), at);
}

export async function withSession(email: string, at: Site = site): Promise<Client> {
	const client = newClient(at.origin);
	const page = await client.open(await askForLink(client, email, at));
	await client.follow(await client.submit(formIn(page, /sign-in/), nameFor(page, email)));
	if (client.jar.size === 0) throw new Error(`${email} could not sign in.`);
	return client;
}

/** Ends all of someone's sessions, as they could from another device. */
export async function endSessionsOf(key: Key, { pool }: Site = site) {
	const sql = `with ended as (delete from session using person where person.id = person_id and email = $1 returning person_id)
		select pg_notify('folkmoot', 'person ' || person_id) from ended`;
	await pool.query(sql, [addressOf(key)]);
	await new Promise((resume) => setTimeout(resume, 100));
}

/** Who signs in for the first time is asked for a name. */
const nameFor = (page: { text: string }, email: string): Record<string, string> =>
	/name="name"/.test(page.text) ? { name: email.split('@')[0] ?? email } : {};

/** Gives a browser the session of a person; the journeys that are about signing in do it by hand. */
export async function enter(page: Page, key: Key, at: Site = site) {
	const { jar } = await signedIn(key, at);
	const cookies = [...jar].map(([name, value]) => ({ name, value, url: at.origin }));
	await page.context().addCookies(cookies);
}
