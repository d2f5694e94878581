import { expect, test } from 'vitest';
import { send, type Said } from '#domain/contribution/send.server.ts';
import { edit } from '#domain/contribution/edit.server.ts';
import { withdraw } from '#domain/contribution/withdraw.server.ts';
import { now } from '#domain/clock.server.ts';
import type { Viewer } from '#domain/accounts/viewer.ts';
import { newId } from '#domain/identity.ts';
import { differences } from '#platform/check.server.ts';
import { freshDatabase } from '#tests/database.ts';
import { office, openIn, person } from '#tests/staff.ts';
import { open } from './open.server.ts';
import { sign } from './sign.server.ts';
import { maySign } from './statement.ts';
import * as store from './store.server.ts';

const { db } = await freshDatabase();
const place = await office(db);
const { id: consultationId } = await openIn(db, place);

/** Someone who speaks for a verified organisation of the space. */
async function speaker(name: string, spaceId = place.spaceId): Promise<Viewer & { as: string }> {
	const viewer = await person(db, name);
	const id = newId();
	const at = await now(db);
	const slug = name.toLowerCase();
	await db
		.insertInto('organisation')
		.values({ id, spaceId, slug, name, sector: 'OTHER', verifiedAt: at })
		.execute();
	await db
		.insertInto('membership')
		.values({ id: newId(), organisationId: id, personId: viewer.id, first: true, fromAt: at })
		.execute();
	return { ...viewer, organisations: [{ id, spaceId, slug, name }], as: id };
}

const [wells, rivers, lakes] = [
	await speaker('Wells'),
	await speaker('Rivers'),
	await speaker('Lakes')
];
const elsewhere = await speaker('Elsewhere', (await office(db)).spaceId);
const nobody = await person(db, 'Nobody');

async function said(by: Viewer, as: string | null, more: Partial<Said> = {}) {
	const sent = await send(db, by, {
		...{ consultationId, on: { kind: 'whole' }, to: null, as, kind: 'comment' },
		...{ visibility: 'public', lang: 'en', body: 'Measure the water.' },
		...more
	} as Said);
	if (!sent.ok) throw new Error(sent.obstacle.code);
	const row = await db
		.selectFrom('contribution')
		.select(['id', 'reference'])
		.where('reference', '=', sent.reference)
		.executeTakeFirstOrThrow();
	return row;
}
const opened = (by: Viewer, id: string, as: string, joint = true) =>
	open(db, by, { id, consultationId, as, joint });
const signed = (by: Viewer, id: string, as: string, signs = true) =>
	sign(db, by, { id, consultationId, as, signs });
const written = async () =>
	Promise.all([
		db.selectFrom('contribution').select(['id', 'joint', 'signatureCount']).orderBy('id').execute(),
		db.selectFrom('signature').selectAll().orderBy('signedAt').execute(),
		db.selectFrom('ledgerEntry').select('id').orderBy('id').execute()
	]);

test('an organisation opens what it said, others sign it, each once, and the ledger tells it', async () => {
	const { id } = await said(wells, wells.as);
	expect(await opened(wells, id, wells.as)).toEqual({ ok: true, joint: true });
	const many = await Promise.all(Array.from({ length: 8 }, () => signed(rivers, id, rivers.as)));
	expect(many.every((one) => one.ok)).toBe(true);
	await signed(lakes, id, lakes.as);
	expect((await store.signaturesOf(db, id)).map((one) => one.name)).toEqual(['Rivers', 'Lakes']);
	expect(await store.signedBy(db, id, [rivers.as, wells.as])).toEqual([rivers.as]);
	const { signatureCount } = await db
		.selectFrom('contribution')
		.select('signatureCount')
		.where('id', '=', id)
		.executeTakeFirstOrThrow();
	expect(signatureCount).toBe(2);
	expect(await differences(db)).toEqual([]);
	await db.updateTable('contribution').set({ signatureCount: 3 }).where('id', '=', id).execute();
	expect(await differences(db)).toMatchObject([{ count: 'signatures', shown: '3', counted: '2' }]);
	await db.updateTable('contribution').set({ signatureCount: 2 }).where('id', '=', id).execute();
	await signed(lakes, id, lakes.as, false);
	const entries = await db
		.selectFrom('ledgerEntry')
		.select(['type', 'personId'])
		.where('aboutId', '=', id)
		.orderBy('id')
		.execute();
	expect(entries).toEqual([
		{ type: 'contribution.received', personId: wells.id },
		{ type: 'statement.opened', personId: wells.id },
		{ type: 'statement.signed', personId: rivers.id },
		{ type: 'statement.signed', personId: lakes.id },
		{ type: 'statement.unsigned', personId: lakes.id }
	]);
});

test('who may not open or sign leaves everything as it was', async () => {
	const own = await said(nobody, null);
	const shut = await said(wells, wells.as);
	const secret = await said(wells, wells.as, { visibility: 'private' });
	const reply = await said(wells, wells.as, { to: own.reference });
	const joint = await said(wells, wells.as);
	await opened(wells, joint.id, wells.as);
	const before = await written();
	const refusals = [
		[await opened(nobody, own.id, wells.as), 'not_represented'],
		[await opened(wells, own.id, wells.as), 'not_an_organisations'],
		[await opened(rivers, shut.id, rivers.as), 'not_an_organisations'],
		[await opened(wells, secret.id, wells.as), 'private'],
		[await opened(wells, reply.id, wells.as), 'a_reply'],
		[await signed(rivers, shut.id, rivers.as), 'not_joint'],
		[await signed(rivers, secret.id, rivers.as), 'missing'],
		[await signed(wells, joint.id, wells.as), 'own_statement'],
		[await signed(nobody, joint.id, rivers.as), 'not_represented'],
		[await signed(elsewhere, joint.id, elsewhere.as), 'not_represented']
	] as const;
	for (const [outcome, code] of refusals)
		expect(outcome).toMatchObject({ ok: false, obstacle: { code } });
	expect(await written()).toEqual(before);
});

test('once signed, it stays open and its words stay; withdrawn, nobody signs it any more', async () => {
	const { id } = await said(wells, wells.as);
	await opened(wells, id, wells.as);
	expect(await opened(wells, id, wells.as, false)).toEqual({ ok: true, joint: false });
	await opened(wells, id, wells.as);
	await signed(rivers, id, rivers.as);
	expect(await opened(wells, id, wells.as, false)).toMatchObject({
		obstacle: { code: 'signed_already' }
	});
	const words = { id, consultationId, body: 'Measure the air.', lang: 'en' };
	expect(await edit(db, wells, words as Parameters<typeof edit>[2])).toMatchObject({
		obstacle: { code: 'answered' }
	});
	expect(await withdraw(db, wells, { id, consultationId })).toEqual({ ok: true });
	expect(await store.signaturesOf(db, id)).toEqual([]);
	expect(await signed(lakes, id, lakes.as)).toMatchObject({ obstacle: { code: 'gone' } });
});

test('nobody signs before opening or from closing on', () => {
	const one = {
		...{ organisationId: 'wells', visibility: 'public' as const, state: 'published' as const },
		...{ depth: 0, joint: true, signatureCount: 0 }
	};
	const dates = {
		...{ announcedAt: new Date(0), opensAt: new Date(10), closesAt: new Date(20) },
		...{ answeredAt: null, archivedAt: null, cancelledAt: null }
	};
	const code = (at: number) => maySign(one, 'rivers', dates, new Date(at))?.code;
	expect([9, 10, 19, 20].map(code)).toEqual(['not_open', undefined, undefined, 'closed']);
});
