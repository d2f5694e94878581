import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { newId } from '#domain/identity.ts';
import { arcadia } from '#seed/arcadia.ts';
import { freshDatabase } from '#tests/database.ts';
import { signedIn } from '#tests/people.ts';
import { confirm } from './confirm.server.ts';
import { hold } from './hold.server.ts';
import * as store from './store.server.ts';

const { db } = await freshDatabase();
await arcadia(db);
const jonas = await signedIn(db, 'jonas');
const amara = await signedIn(db, 'amara');

const remark = {
	act: 'remark' as const,
	payload: { body: 'Light the path.' },
	language: 'en',
	returnTo: '/en'
};
const heldFor = async (email: string) => {
	const token = await hold(db, { ...remark, key: crypto.randomUUID() });
	return { token, id: (await store.bind(db, token, email)) ?? '' };
};
const effects = async () =>
	(await db.selectFrom('verification').select('id').where('identifier', '=', 'effect').execute())
		.length;
const effect = async (tx: typeof db) => {
	const row = { id: newId(), identifier: 'effect', value: '', expiresAt: new Date() };
	await tx.insertInto('verification').values(row).execute();
	return { ok: true as const, to: '/en/arcadia' };
};
const refusal = async (tx: typeof db) => {
	await effect(tx);
	return { ok: false as const, obstacle: { code: 'closed' } };
};

test('the same form is held once; another text is another act', async () => {
	const key = crypto.randomUUID();
	const first = await hold(db, { ...remark, key });
	expect(await hold(db, { ...remark, key })).toBe(first);
	expect(await hold(db, { ...remark, key, payload: { body: 'Darken it.' } })).not.toBe(first);
	expect(await hold(db, { ...remark, key: crypto.randomUUID() })).not.toBe(first);
});

test('the token finds what was written, and is kept as its hash only', async () => {
	const { token } = await heldFor(jonas.email);
	expect(await store.byToken(db, token)).toMatchObject({ act: 'remark', payload: remark.payload });
	expect(await store.byToken(db, `${token}x`)).toBeUndefined();
	const { rows } =
		await sql`select 1 from pending_act where position(${token} in pending_act::text) > 0`.execute(
			db
		);
	expect(rows).toEqual([]);
});

test('confirmed ten times at once, it is carried out once and its words go', async () => {
	const { token, id } = await heldFor(jonas.email);
	const before = await effects();
	const all = await Promise.all(Array.from({ length: 10 }, () => confirm(db, jonas, id, effect)));
	expect(all.filter((one) => one.ok)).toHaveLength(1);
	expect(await effects()).toBe(before + 1);
	expect(await store.byToken(db, token)).toBeUndefined();
	const row = await db
		.selectFrom('pendingAct')
		.select('payload')
		.where('id', '=', id)
		.executeTakeFirst();
	expect(row).toEqual({ payload: {} });
});

test('a refusal leaves it waiting and writes nothing', async () => {
	const { token, id } = await heldFor(jonas.email);
	const before = await effects();
	expect(await confirm(db, jonas, id, refusal)).toMatchObject({ obstacle: { code: 'closed' } });
	expect(await effects()).toBe(before);
	expect(await store.byToken(db, token)).toMatchObject({ payload: remark.payload });
});

test('nobody confirms or drops what waits for someone else', async () => {
	const { token, id } = await heldFor(jonas.email);
	const before = await effects();
	expect(await confirm(db, amara, id, effect)).toMatchObject({ obstacle: { code: 'not_waiting' } });
	await store.drop(db, id, amara.email);
	expect(await effects()).toBe(before);
	expect(await store.byToken(db, token)).toBeDefined();
	await store.drop(db, id, jonas.email);
	expect(await store.byToken(db, token)).toBeUndefined();
});

test('after seven days it is unreachable, and then erased', async () => {
	const { token, id } = await heldFor(jonas.email);
	await sql`update pending_act set created_at = created_at - interval '7 days',
		expires_at = expires_at - interval '7 days' where id = ${id}`.execute(db);
	expect(await store.byToken(db, token)).toBeUndefined();
	expect(await store.ofEmail(db, jonas.email)).not.toContainEqual(expect.objectContaining({ id }));
	expect(await confirm(db, jonas, id, effect)).toMatchObject({ ok: false });
	expect(await store.eraseExpired(db)).toBe(1);
	expect(await db.selectFrom('pendingAct').select('id').where('id', '=', id).execute()).toEqual([]);
});
