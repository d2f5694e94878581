import { expect, test } from 'vitest';
import { announced } from '#domain/contribution/spot.server.ts';
import { story } from '#domain/contribution/story.server.ts';
import { freshDatabase } from '#tests/database.ts';
import { room } from '#tests/elsewhere.ts';
import * as staff from '#tests/staff.ts';
import { enter, type Received } from './enter.server.ts';
import { forget } from './forget.server.ts';
import { enteredPage } from './store.server.ts';
import { withdraw } from './withdraw.server.ts';

const { db } = await freshDatabase();
const { secretariat, consultation, chair, today, at, spaceId } = await room(db);
const { id: consultationId } = consultation;
const jonas = await staff.person(db, 'Jonas');

const received = (change: Partial<Received> = {}): Received => ({
	...{ channel: 'letter', day: today, author: 'Ana Ruiz', organisation: '', consent: 'named' },
	...{ on: { kind: 'unit', number: 1 }, kind: 'comment', lang: 'en', body: 'Plant trees.' },
	...{ source: 'Letter no. 12', contact: '', ...change }
});

async function entered(change: Partial<Received> = {}, by = secretariat) {
	const done = await enter(db, by, consultationId, received(change));
	if (!done.ok) throw new Error(JSON.stringify(done.obstacle));
	return row(done.reference);
}

const row = (reference: string) =>
	db
		.selectFrom('contribution')
		.innerJoin('receivedElsewhere as e', 'e.contributionId', 'contribution.id')
		.selectAll('contribution')
		.select(['e.consent', 'e.source', 'e.contact', 'e.enteredBy', 'e.withdrawnBecause'])
		.where('reference', '=', reference)
		.executeTakeFirstOrThrow();

/** Everything an act could have written. */
async function everything() {
	const tables = ['contribution', 'receivedElsewhere', 'ledgerEntry', 'mail'] as const;
	return Promise.all(
		tables.map((table) =>
			db
				.selectFrom(table)
				.selectAll()
				.orderBy('id' as never)
				.execute()
				.catch(() => db.selectFrom(table).selectAll().execute())
		)
	);
}

const mails = () =>
	db.selectFrom('mail').selectAll().where('kind', '=', 'receipt_elsewhere').execute();

test('a letter becomes a contribution like any other: reference, place, ledger; nobody’s account', async () => {
	const one = await entered();
	expect(one).toMatchObject({
		...{ channel: 'letter', personId: null, authorName: 'Ana Ruiz', state: 'published' },
		...{ visibility: 'public', place: 'unit', body: 'Plant trees.', enteredBy: secretariat.id }
	});
	expect(one.reference).toMatch(/^C-[0-9A-HJKMNP-TV-Z]{6}$/);
	const [entry] = await staff.ledgerOf(db, one.id);
	expect(entry).toMatchObject({
		...{ type: 'contribution.entered', role: 'SECRETARIAT', personId: secretariat.id },
		payload: { channel: 'letter', received: today, place: 'P1', reference: one.reference }
	});
	expect(JSON.stringify(entry)).not.toMatch(/Ana|trees/);
	expect(await mails()).toEqual([]);
});

test('who left an address gets a receipt there, in the language they wrote in; it is nobody else’s', async () => {
	const one = await entered({ contact: ' Ana@Example.test', lang: 'es' });
	expect(one.contact).toBe('ana@example.test');
	expect(await mails()).toMatchObject([
		{ recipient: 'ana@example.test', language: 'es', facts: { reference: one.reference } }
	]);
	const done = await forget(db, secretariat, {
		consultationId,
		reference: one.reference,
		what: 'contact'
	});
	expect(done).toEqual({ ok: true });
	expect([(await row(one.reference)).contact, await mails()]).toEqual([null, []]);
});

test.each([
	['a header in the address', { contact: 'ana@example.test\r\nBcc: all@example.test' }],
	['a second recipient', { contact: 'ana@example.test,all@example.test' }],
	['a name around the address', { contact: 'Ana <ana@example.test>' }],
	['tomorrow', { day: '2999-01-01' }],
	['a day before it was announced', { day: '2001-01-01' }],
	['nothing said', { body: ' \n ' }],
	['an organisation nobody verified', { organisation: 'ghosts' }],
	['a unit the text has not', { on: { kind: 'unit' as const, number: 99 } }]
])('%s: refused, nothing written', async (_, change) => {
	const before = await everything();
	expect((await enter(db, secretariat, consultationId, received(change))).ok).toBe(false);
	expect(await everything()).toEqual(before);
});

test('only staff enter, and only while there is something to enter to', async () => {
	const before = await everything();
	const done = await enter(db, jonas, consultationId, received());
	expect(done).toMatchObject({ obstacle: { code: 'not_allowed' } });
	const place = { spaceId, slug: '', secretariat };
	const { id } = await staff.draftIn(db, place);
	expect(await enter(db, secretariat, id, received())).toMatchObject({
		obstacle: { code: 'wrong_state', state: 'DRAFT' }
	});
	const after = await everything();
	expect([after[0], after[1], after[3]]).toEqual([before[0], before[1], before[3]]);
});

test('what is for the secretariat alone only it enters, and nobody else ever sees', async () => {
	expect(await enter(db, chair, consultationId, received({ consent: 'private' }))).toMatchObject({
		obstacle: { code: 'faults', faults: [{ code: 'secretariat_only' }] }
	});
	const one = await entered({ consent: 'private', body: 'A canary named Farthing.' });
	expect(one.visibility).toBe('private');
	const read = await announced(db, consultationId, { asked: null, own: 'en' });
	if (!read) throw new Error('It is announced.');
	for (const viewer of [null, jonas, chair])
		expect(await story(db, viewer, read, one.reference)).toBeUndefined();
	expect(await story(db, secretariat, read, one.reference)).toBeDefined();
	const seen = JSON.stringify(await enteredPage(db, chair, at, 1));
	expect(seen).not.toContain('Farthing');
	expect(JSON.stringify(await enteredPage(db, secretariat, at, 1))).toContain('Farthing');
	expect(
		await withdraw(db, chair, { consultationId, reference: one.reference, reason: 'x' })
	).toMatchObject({
		obstacle: { code: 'missing' }
	});
});

test('a mis-entry is taken back for a public reason; place and counts stay, words and names go', async () => {
	const one = await entered({ contact: 'ana@example.test' });
	const without = await withdraw(db, secretariat, {
		consultationId,
		reference: one.reference,
		reason: ' '
	});
	expect(without).toMatchObject({ obstacle: { code: 'reason_missing' } });
	expect((await row(one.reference)).state).toBe('published');
	const reason = 'It was entered twice.';
	expect(
		await withdraw(db, secretariat, { consultationId, reference: one.reference, reason })
	).toEqual({ ok: true });
	const gone = await row(one.reference);
	expect(gone).toMatchObject({
		...{ state: 'withdrawn', body: '▮', authorName: '', contact: null, source: '' },
		withdrawnBecause: reason
	});
	const again = await withdraw(db, secretariat, {
		consultationId,
		reference: one.reference,
		reason
	});
	expect(again).toMatchObject({ obstacle: { code: 'gone' } });
});

test('a name goes when whoever bears it asks', async () => {
	const one = await entered();
	await forget(db, secretariat, { consultationId, reference: one.reference, what: 'name' });
	expect(await row(one.reference)).toMatchObject({ authorName: '', consent: 'nameless' });
	const not = await forget(db, jonas, { consultationId, reference: one.reference, what: 'name' });
	expect(not).toMatchObject({ ok: false });
});
