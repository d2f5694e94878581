import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { once } from '#platform/once.server.ts';
import { freshDatabase } from '#tests/database.ts';
import { office, openIn, person } from '#tests/staff.ts';
import { keep } from './keep.server.ts';
import { remind } from './remind.server.ts';
import * as store from './store.server.ts';
import { formOf, keptOf, longest, most } from './unsent.ts';

const { db } = await freshDatabase();
const place = await office(db);
const soon = await openIn(db, place, 3600);
const later = await openIn(db, place, 7200);
await sql`update consultation set closes_at = closes_at + interval '70 hours' where id = ${later.id}`.execute(
	db
);
const [rosa, ines] = [await person(db, 'Rosa'), await person(db, 'Inês')];
const where = { consultationId: soon.id, form: 'remark?on=P1' };
const fields = { body: 'Light the path.', kind: 'comment', lang: 'en', key: 'a key' };

test.each([
	['remark', '?on=P9', 'remark?on=P9'],
	['remark', 'to=C-7K2M9Q&on=P9&utm=x', 'remark?on=P9&to=C-7K2M9Q'],
	['suggestion', '?on=P9&act=add', 'suggestion?on=P9&act=add'],
	['remark', '?on=whole', 'remark?on=whole'],
	['remark', '', null],
	['remark', '?on=P9x', null],
	['votes', '?on=P9', null],
	['../remark', '?on=P9', null]
])('%s%s is the form %s', (path, search, form) => expect(formOf(path, search)).toBe(form));

test.each([
	[fields, { body: 'Light the path.', kind: 'comment', lang: 'en' }],
	[{ body: ' ', kind: 'comment' }, null],
	[
		{ words: 'Lamps.', body: '' },
		{ words: 'Lamps.', body: '' }
	],
	[{ body: 'x'.repeat(longest + 1) }, null]
])('of %j this is kept: %j', (typed, kept) => expect(keptOf(typed as never)).toEqual(kept));

test('kept, found, written over, and gone when it is emptied', async () => {
	expect(await keep(db, rosa, where, fields)).toMatchObject({ ok: true });
	await keep(db, rosa, where, { ...fields, body: 'Light both paths.' });
	expect(await store.find(db, rosa.id, where)).toMatchObject({
		fields: { body: 'Light both paths.', kind: 'comment', lang: 'en' }
	});
	expect(await store.find(db, ines.id, where)).toBeUndefined();
	expect(await store.ofPerson(db, rosa.id, place.spaceId)).toHaveLength(1);
	expect(await keep(db, rosa, where, { ...fields, body: '' })).toEqual({ ok: true, savedAt: null });
	expect(await store.find(db, rosa.id, where)).toBeUndefined();
});

test('a person keeps only so many, however fast they come', async () => {
	const many = await person(db, 'Many');
	const all = await Promise.all(
		Array.from({ length: most + 10 }, (_, n) =>
			keep(db, many, { ...where, form: `remark?on=P${n}` }, fields)
		)
	);
	expect(all.filter((one) => one.ok)).toHaveLength(most);
	expect(await store.ofPerson(db, many.id, place.spaceId)).toHaveLength(most);
	const known = all.findIndex((one) => one.ok);
	expect(await keep(db, many, { ...where, form: `remark?on=P${known}` }, fields)).toMatchObject({
		ok: true
	});
	await sql`delete from unsent where person_id = ${many.id}`.execute(db);
});

test('words on their way to be kept while their form is sent are not unsent', async () => {
	const key = crypto.randomUUID();
	await keep(db, rosa, where, { ...fields, key });
	const sent = once(db, { key, sender: rosa.id, body: {} }, async (tx) => {
		await store.forgetSent(tx, rosa.id, where);
		await sql`select pg_sleep(0.2)`.execute(tx);
		return { ok: true as const };
	});
	await new Promise((resume) => setTimeout(resume, 50));
	expect(await keep(db, rosa, where, { ...fields, key })).toEqual({ ok: true, savedAt: null });
	await sent;
	expect(await store.find(db, rosa.id, where)).toBeUndefined();
	expect(await keep(db, rosa, where, fields)).toMatchObject({ savedAt: expect.any(Date) });
	await store.drop(db, rosa.id, where);
});

const hourPassed = () =>
	sql`update unsent set saved_at = saved_at - interval '61 minutes'`.execute(db);
const reminders = async (email: string) =>
	(
		await db
			.selectFrom('mail')
			.select('facts')
			.where('recipient', '=', email)
			.where('kind', '=', 'unsent')
			.execute()
	).map(({ facts }) => facts);

test('who has something unsent is told once before closing, not while typing, and nobody else', async () => {
	await keep(db, rosa, where, fields);
	await keep(db, rosa, { ...where, form: 'remark?on=P2' }, fields);
	await keep(db, ines, { ...where, consultationId: later.id }, fields);
	expect(await remind(db)).toBe(0);
	await hourPassed();
	const both = await Promise.all([remind(db), remind(db)]);
	expect(both[0] + both[1]).toBe(1);
	expect(await remind(db)).toBe(0);
	expect(await reminders(rosa.email)).toMatchObject([{ title: 'Cleaner rivers', count: 2 }]);
	expect(await reminders(ines.email)).toEqual([]);
});
