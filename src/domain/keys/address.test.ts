import { expect, test } from 'vitest';
import { linkOf, makeLink } from '#domain/accounts/link.server.ts';
import type { Viewer } from '#domain/accounts/viewer.ts';
import { newId, newToken } from '#domain/identity.ts';
import { freshDatabase } from '#tests/database.ts';
import { person } from '#tests/staff.ts';
import { addressOf, askForAddress, changeAddress } from './address.server.ts';

const { db } = await freshDatabase();

async function someone(): Promise<Viewer> {
	const one = await person(db, 'Ines');
	for (const id of [one.sessionId, newId()])
		await db
			.insertInto('session')
			.values({ id, personId: one.id, token: newToken(), expiresAt: new Date(Date.now() + 1e8) })
			.execute();
	return one;
}
const tokenIn = (path: string | null) => path?.split('/').at(-1) ?? '';
const emailOf = async ({ id }: Viewer) =>
	(await db.selectFrom('person').select('email').where('id', '=', id).executeTakeFirstOrThrow())
		.email;
const mailTo = async (recipient: string) =>
	(
		await db
			.selectFrom('mail')
			.select('kind')
			.where('recipient', '=', recipient)
			.orderBy('createdAt')
			.execute()
	).map(({ kind }) => kind);
const sessions = async ({ id }: Viewer) =>
	(await db.selectFrom('session').select('id').where('personId', '=', id).execute()).map(
		(one) => one.id
	);

test('the new address holds after a press behind its link, and both are told', async () => {
	const by = await someone();
	const to = `${newId()}@new.example`;
	const token = tokenIn(await askForAddress(db, by, to));
	for (let n = 0; n < 50; n++) expect(await addressOf(db, token)).toMatchObject({ email: to });
	expect(await emailOf(by)).toBe(by.email);
	const link = await makeLink(db, by.email);
	const changed = await changeAddress(db, token, by);
	expect(changed).toMatchObject({ ok: true, token: expect.any(String) });
	expect(await emailOf(by)).toBe(to);
	expect(await mailTo(by.email)).toEqual(['address_asked', 'address_changed']);
	expect(await mailTo(to)).toEqual(['address_confirm', 'address_changed']);
	// Links to the old mailbox are over, and so is every session but this one.
	expect(await linkOf(db, link)).toBeNull();
	expect(await sessions(by)).toEqual([by.sessionId]);
	expect(await changeAddress(db, token, by)).toEqual({
		ok: false,
		obstacle: { code: 'link_over' }
	});
});

test('opened elsewhere it ends all sessions', async () => {
	const by = await someone();
	const token = tokenIn(await askForAddress(db, by, `${newId()}@new.example`));
	expect(await changeAddress(db, token, await someone())).toEqual({ ok: true, token: null });
	expect(await sessions(by)).toEqual([]);
});

test('only the latest link counts, for half an hour, and none of another purpose', async () => {
	const by = await someone();
	const first = tokenIn(await askForAddress(db, by, `${newId()}@new.example`));
	const second = tokenIn(await askForAddress(db, by, `${newId()}@new.example`));
	expect(await addressOf(db, first)).toBeNull();
	await db
		.updateTable('ticket')
		.set({ expiresAt: (eb) => eb.fn<Date>('clock_timestamp') })
		.where('personId', '=', by.id)
		.execute();
	expect(await changeAddress(db, second, by)).toMatchObject({ ok: false });
	const other = await makeLink(db, by.email);
	expect(await changeAddress(db, other, by)).toMatchObject({ ok: false });
	expect(await emailOf(by)).toBe(by.email);
	expect(await sessions(by)).toHaveLength(2);
});

test('an address that has an account is told so itself; nobody else learns it', async () => {
	const [by, other] = [await someone(), await someone()];
	expect(await askForAddress(db, by, other.email)).toBeNull();
	expect(await mailTo(other.email)).toEqual(['address_taken']);
	const late = await person(db, 'Late');
	const to = `${newId()}@new.example`;
	const token = tokenIn(await askForAddress(db, by, to));
	await db.updateTable('person').set({ email: to }).where('id', '=', late.id).execute();
	expect(await changeAddress(db, token, by)).toEqual({ ok: false, obstacle: { code: 'taken' } });
	expect(await emailOf(by)).toBe(by.email);
});
