import { expect, test } from 'vitest';
import type { Viewer } from '#domain/accounts/viewer.ts';
import { newId, newToken } from '#domain/identity.ts';
import { freshDatabase } from '#tests/database.ts';
import { person } from '#tests/staff.ts';
import {
	addressArrival,
	arrivalOf,
	enter,
	joinArrived,
	joinOwn,
	leaveProvider,
	newArrival,
	personOfAccount,
	type Arrival
} from './arrival.server.ts';
import { keysOf } from './store.server.ts';

const { db } = await freshDatabase();

const coming = (more: Partial<Arrival> = {}): Arrival => ({
	provider: 'one',
	issuer: 'https://one.example',
	subject: newToken(),
	shown: 'Ines',
	email: `${newId()}@example.org`,
	proven: true,
	name: 'Inês',
	to: null,
	...more
});
const enterAs = (token: string) => enter(db, token, { name: 'Inês', language: 'fr' });
const credentials = () => db.selectFrom('credential').selectAll().orderBy('id').execute();
async function signedIn(): Promise<Viewer> {
	const one = await person(db, 'Ines');
	const expiresAt = new Date(Date.now() + 1e8);
	await db
		.insertInto('session')
		.values({ id: one.sessionId, personId: one.id, token: newToken(), expiresAt })
		.execute();
	return one;
}

test('a proven address opens an account, with the name its person chose; the next time they are known', async () => {
	const arrival = coming();
	const entered = await enterAs(await newArrival(db, arrival));
	if (!entered.ok) throw new Error(entered.obstacle.code);
	expect(await personOfAccount(db, arrival)).toMatchObject({ id: entered.personId });
	expect(
		await db.selectFrom('person').selectAll().where('id', '=', entered.personId).execute()
	).toMatchObject([{ email: arrival.email, name: 'Inês', language: 'fr', emailVerified: true }]);
	const again = await personOfAccount(db, { ...arrival, issuer: 'https://two.example' });
	expect(again).toBeUndefined();
});

test('a proven address joins the account that has it, and its person is told', async () => {
	const known = await person(db, 'Known');
	await db.updateTable('person').set({ emailVerified: true }).where('id', '=', known.id).execute();
	expect(await enterAs(await newArrival(db, coming({ email: known.email })))).toEqual({
		ok: true,
		personId: known.id
	});
	const mail = await db
		.selectFrom('mail')
		.selectAll()
		.where('recipient', '=', known.email)
		.execute();
	expect(mail).toMatchObject([{ kind: 'key_changed', facts: { what: 'provider_on' } }]);
});

test.each([
	['an unproven address', { proven: false }],
	['no address', { email: null }]
])('%s opens and joins nothing by itself', async (_, said) => {
	const before = await credentials();
	expect(await enterAs(await newArrival(db, coming(said)))).toMatchObject({ ok: false });
	expect(await credentials()).toEqual(before);
});

test('it is said once, and not by another purpose’s secret or in another session', async () => {
	const token = await newArrival(db, coming());
	const all = await Promise.all(Array.from({ length: 5 }, () => enterAs(token)));
	expect(all.filter(({ ok }) => ok)).toHaveLength(1);
	const by = await signedIn();
	const own = await newArrival(db, coming(), by.sessionId);
	expect(await arrivalOf(db, own)).toBeNull();
	expect(await enterAs(own)).toMatchObject({ ok: false });
});

test('by our own link an account is joined to the mailbox’s owner only, in the browser that came', async () => {
	const [owner, stranger] = [await person(db, 'Owner'), await person(db, 'Stranger')];
	const arrival = coming({ email: 'typed@example.org', proven: true });
	const token = await newArrival(db, arrival);
	await addressArrival(db, token, owner.email);
	// Once typed by hand, an address is no longer what the provider had proven.
	expect(await enterAs(token)).toMatchObject({ ok: false });
	const second = await newArrival(db, arrival);
	await addressArrival(db, second, owner.email);
	expect(await joinArrived(db, second, stranger)).toBe(false);
	expect(await joinArrived(db, newToken(), owner)).toBe(false);
	expect(await personOfAccount(db, arrival)).toBeUndefined();
	expect(await joinArrived(db, second, owner)).toBe(true);
	expect(await personOfAccount(db, arrival)).toMatchObject({ id: owner.id });
	expect(await joinArrived(db, second, owner)).toBe(false);
});

test('an account elsewhere is of one person here; another cannot take it', async () => {
	const [by, other] = [await signedIn(), await signedIn()];
	const arrival = coming();
	const joined = await joinOwn(db, by, await newArrival(db, arrival, by.sessionId));
	expect(joined).toMatchObject({ ok: true });
	expect(await joinOwn(db, other, await newArrival(db, arrival, other.sessionId))).toEqual({
		ok: false,
		obstacle: { code: 'joined_elsewhere' }
	});
	expect(await personOfAccount(db, arrival)).toMatchObject({ id: by.id });
	const [kept] = (await keysOf(db, by.id)).providers;
	expect(await leaveProvider(db, other, kept?.id ?? '')).toBeNull();
	expect(await leaveProvider(db, by, kept?.id ?? '')).toEqual(expect.any(String));
	expect(await personOfAccount(db, arrival)).toBeUndefined();
});

test('who is suspended does not come in by a provider', async () => {
	const gone = await person(db, 'Gone');
	await db
		.updateTable('person')
		.set({ suspendedAt: new Date() })
		.where('id', '=', gone.id)
		.execute();
	const before = await credentials();
	expect(await enterAs(await newArrival(db, coming({ email: gone.email })))).toEqual({
		ok: false,
		obstacle: { code: 'suspended' }
	});
	expect(await credentials()).toEqual(before);
});
