import { afterEach, expect, test } from 'vitest';
import type { Transaction } from '#domain/database.server.ts';
import { newId } from '#domain/identity.ts';
import { freshDatabase } from '#tests/database.ts';
import { once } from './once.server.ts';

const { db } = await freshDatabase();

const effect = async (tx: Transaction) => {
	const id = newId();
	await tx
		.insertInto('verification')
		.values({ id, identifier: 'effect', value: id, expiresAt: new Date() })
		.execute();
	return { ok: true as const, id };
};
const refusal = async (tx: Transaction) => {
	await effect(tx);
	return { ok: false as const, obstacle: { code: 'too_late' } };
};
const effects = async () => (await db.selectFrom('verification').select('id').execute()).length;
const form = () => ({
	key: crypto.randomUUID(),
	sender: 'ines',
	body: { text: 'Light the path', on: 'P9' }
});

afterEach(() => db.deleteFrom('verification').where('identifier', '=', 'effect').execute());

test('a form sent ten times has one effect and one answer', async () => {
	const sent = form();
	const answers = [];
	for (let n = 0; n < 10; n++) answers.push(await once(db, sent, effect));
	expect(await effects()).toBe(1);
	for (const answer of answers) expect(answer).toEqual(answers[0]);
	expect(answers[9]).toMatchObject({ ok: true });
});

test('sent ten times at the same moment, the later ones wait and get the first one’s answer', async () => {
	const sent = form();
	const slow = async (tx: Transaction) => {
		await new Promise((resolve) => setTimeout(resolve, 60));
		return effect(tx);
	};
	const answers = await Promise.all(Array.from({ length: 10 }, () => once(db, sent, slow)));
	expect(await effects()).toBe(1);
	for (const answer of answers) expect(answer).toEqual(answers[0]);
	expect(answers[0]).toMatchObject({ ok: true });
});

test('the same key with another body is refused and changes nothing', async () => {
	const sent = form();
	await once(db, sent, effect);
	const other = await once(db, { ...sent, body: { ...sent.body, text: 'Darken it' } }, effect);
	expect(other).toEqual({ ok: false, obstacle: { code: 'key_reused' } });
	expect(await effects()).toBe(1);
});

test('the order of the fields is no difference', async () => {
	const sent = form();
	const first = await once(db, sent, effect);
	const turned = { ...sent, body: { on: sent.body.on, text: sent.body.text } };
	expect(await once(db, turned, effect)).toEqual(first);
});

test('a key belongs to its sender', async () => {
	const sent = form();
	await once(db, sent, effect);
	await once(db, { ...sent, sender: 'omar' }, effect);
	expect(await effects()).toBe(2);
});

test('a refusal writes nothing, and the corrected form may use the same key', async () => {
	const sent = form();
	expect(await once(db, sent, refusal)).toMatchObject({ ok: false });
	expect(await effects()).toBe(0);
	const corrected = await once(db, { ...sent, body: { text: 'corrected' } }, effect);
	expect(corrected).toMatchObject({ ok: true });
});

test('a key that is no UUID is refused before the verb runs', async () => {
	expect(await once(db, { ...form(), key: 'x' }, effect)).toMatchObject({ ok: false });
	expect(await effects()).toBe(0);
});
