import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { isSure } from '#domain/accounts/sure.server.ts';
import type { Viewer } from '#domain/accounts/viewer.ts';
import { newId, newToken } from '#domain/identity.ts';
import { freshDatabase } from '#tests/database.ts';
import { person } from '#tests/staff.ts';
import {
	confirmationOf,
	confirmByLink,
	heldForm,
	holdForm,
	mailConfirmation,
	mostHeld
} from './confirm.server.ts';

const { db } = await freshDatabase();

/** Someone whose session nobody has asked anything for an hour. */
async function someone(): Promise<Viewer> {
	const one = await person(db, 'Ines');
	const confirmedAt = sql<Date>`clock_timestamp() - interval '1 hour'`;
	const expiresAt = new Date(Date.now() + 1e8);
	await db
		.insertInto('session')
		.values({ id: one.sessionId, personId: one.id, token: newToken(), expiresAt, confirmedAt })
		.execute();
	return one;
}
const asked = async (by: Viewer) =>
	(await mailConfirmation(db, by, '/en/next')).split('/').at(-1) ?? '';

test('a press behind the link makes the session sure that asked, once; looking does nothing', async () => {
	const by = await someone();
	const token = await asked(by);
	for (let n = 0; n < 50; n++)
		expect(await confirmationOf(db, by, token)).toEqual({ next: '/en/next' });
	expect(await isSure(db, by.sessionId)).toBe(false);
	const all = await Promise.all(Array.from({ length: 5 }, () => confirmByLink(db, by, token)));
	expect(all.filter((next) => next === '/en/next')).toHaveLength(1);
	expect(await isSure(db, by.sessionId)).toBe(true);
});

test('in another session the link does nothing, so that nobody makes a stranger’s sure', async () => {
	const [by, other] = [await someone(), await someone()];
	const token = await asked(by);
	expect(await confirmByLink(db, other, token)).toBeNull();
	expect(await isSure(db, by.sessionId)).toBe(false);
	expect(await isSure(db, other.sessionId)).toBe(false);
	expect(await confirmByLink(db, by, token)).toBe('/en/next');
});

test('after fifteen minutes it does nothing', async () => {
	const by = await someone();
	const token = await asked(by);
	await sql`update ticket set created_at = created_at - interval '15 minutes',
		expires_at = expires_at - interval '15 minutes'`.execute(db);
	expect(await confirmByLink(db, by, token)).toBeNull();
	expect(await isSure(db, by.sessionId)).toBe(false);
});

test('a ticket lives half an hour at most, whatever is written', async () => {
	await expect(
		sql`insert into ticket (token_hash, purpose, created_at, expires_at)
			values ('x', 'confirm', now(), now() + interval '31 minutes')`.execute(db)
	).rejects.toMatchObject({ constraint: 'ticket_life' });
});

test('a form waits as it was, for the session that sent it, half an hour', async () => {
	const [by, other] = [await someone(), await someone()];
	const form = { path: '/en/x?/grant', fields: { email: 'a@b.example', reason: 'Líneas\nmás' } };
	const id = await holdForm(db, by.sessionId, form);
	expect(await heldForm(db, by.sessionId, id)).toEqual(form);
	expect(await heldForm(db, other.sessionId, id)).toBeUndefined();
	expect(await heldForm(db, by.sessionId, newId())).toBeUndefined();
	await sql`update held_form set expires_at = clock_timestamp()`.execute(db);
	expect(await heldForm(db, by.sessionId, id)).toBeUndefined();
});

test('however many forms are sent meanwhile, few wait: the newest', async () => {
	const by = await someone();
	const ids: string[] = [];
	for (let n = 0; n < mostHeld + 3; n++)
		ids.push(await holdForm(db, by.sessionId, { path: `/en/${n}`, fields: {} }));
	const held = await Promise.all(ids.map((id) => heldForm(db, by.sessionId, id)));
	expect(held.flatMap((form) => form?.path ?? [])).toEqual(
		ids.slice(-mostHeld).map((_, n) => `/en/${n + 3}`)
	);
});
