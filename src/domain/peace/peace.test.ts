/** G2: a reader's peace is theirs alone; a newcomer's links are words until something of theirs has stood. */

import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { arcadia } from '#seed/arcadia.ts';
import { freshDatabase } from '#tests/database.ts';
import { signedIn } from '#tests/people.ts';
import { person } from '#tests/staff.ts';
import { send, type Said } from '../contribution/send.server.ts';
import { letStand } from '../contribution/stand.server.ts';
import { announced } from '../contribution/spot.server.ts';
import type { Branch } from '../contribution/shown.ts';
import { thread } from '../contribution/thread.server.ts';
import { report } from '../moderation/report.server.ts';
import { mute, unmute } from './mute.server.ts';
import { mutes, peaceWith } from './store.server.ts';

const { db } = await freshDatabase();
const { texts } = await arcadia(db);
const open = texts.find(({ slug }) => slug === 'open-works');
const consultation = open && (await announced(db, open.id));
if (!open || !consultation) throw new Error('The example changed.');
const unit = consultation.text.units.find(({ number }) => number === 6);
const jonas = await signedIn(db, 'jonas');
const heron = await signedIn(db, 'heron');
const amara = await signedIn(db, 'amara');

const said = (body: string, change: Partial<Said> = {}): Said => ({
	...{ consultationId: open.id, on: { kind: 'unit', number: 6 }, to: null, as: null },
	...{ kind: 'comment', visibility: 'public', lang: 'en', body, ...change }
});
async function sent(by: typeof jonas, body: string, change: Partial<Said> = {}) {
	const outcome = await send(db, by, said(body, change));
	if (!outcome.ok) throw new Error(outcome.obstacle.code);
	return row(outcome.reference);
}
const row = (reference: string) =>
	db
		.selectFrom('contribution')
		.select(['id', 'reference', 'links', 'personId', 'consultationId'])
		.where('reference', '=', reference)
		.executeTakeFirstOrThrow();
const seenBy = async (viewer: typeof jonas | null) => {
	const spot = {
		consultationId: open.id,
		spaceId: consultation.head.spaceId,
		unitId: unit?.unitId ?? ''
	};
	const { branches } = await thread(db, viewer, spot, { page: 1, sort: 'latest' });
	const flat = ({ remark, replies, alike }: Branch): (typeof remark)[] => [
		remark,
		...[...replies, ...alike].flatMap(flat)
	];
	return new Map(branches.flatMap(flat).map((remark) => [remark.reference, remark.muted]));
};
const kept = () => db.selectFrom('mute').selectAll().execute();

describe('muting', () => {
	test('what somebody says is folded away for who mutes them and for nobody else, until it ends', async () => {
		const [first, other] = [
			await sent(heron, 'Something loud.'),
			await sent(amara, 'Something else.')
		];
		expect(await mute(db, jonas, first.id, false)).toEqual({ ok: true });
		const later = await sent(heron, 'Louder still.');
		const mine = await seenBy(jonas);
		expect([first, later, other].map(({ reference }) => mine.get(reference))).toEqual([
			true,
			true,
			false
		]);
		for (const viewer of [heron, amara, null])
			expect([...(await seenBy(viewer)).values()].some(Boolean)).toBe(false);
		expect(await mutes(db, jonas.id)).toMatchObject([{ name: heron.name, blocks: false }]);
		expect(await peaceWith(db, jonas.id, first.id)).toMatchObject({ how: 'muted' });

		await unmute(db, amara, heron.id);
		expect(await kept()).toHaveLength(1);
		await unmute(db, jonas, heron.id);
		expect([...(await seenBy(jonas)).values()].some(Boolean)).toBe(false);
	});

	test('what they say under another name or for an organisation stays unconnected', async () => {
		const before = await sent(heron, 'Under one name.');
		await mute(db, jonas, before.id, false);
		await db
			.updateTable('person')
			.set({ name: 'Quite Another' })
			.where('id', '=', heron.id)
			.execute();
		const after = await sent(heron, 'Under another.');
		const mine = await seenBy(jonas);
		expect([mine.get(before.reference), mine.get(after.reference)]).toEqual([true, false]);
		await db.updateTable('person').set({ name: heron.name }).where('id', '=', heron.id).execute();
		await unmute(db, jonas, heron.id);
	});

	test('nobody mutes themselves, what is gone, or what is for the secretariat alone', async () => {
		const [own, secret] = [
			await sent(jonas, 'My own.'),
			await sent(heron, 'For the secretariat.', { visibility: 'private' })
		];
		expect(await mute(db, jonas, own.id, true)).toMatchObject({ obstacle: { code: 'yourself' } });
		expect(await mute(db, jonas, secret.id, true)).toMatchObject({ obstacle: { code: 'nobody' } });
		expect(await kept()).toEqual([]);
	});
});

describe('blocking', () => {
	test('whom one blocks cannot reply to one, and can to others', async () => {
		const [mine, another] = [
			await sent(jonas, 'What I say.'),
			await sent(amara, 'What Amara says.')
		];
		const theirs = await sent(heron, 'What Heron says.');
		await mute(db, jonas, theirs.id, true);
		const count = async () => (await db.selectFrom('contribution').select('id').execute()).length;
		const before = await count();
		expect(await send(db, heron, said('A reply.', { to: mine.reference }))).toEqual({
			ok: false,
			obstacle: { code: 'blocked' }
		});
		expect(await count()).toBe(before);
		await sent(heron, 'A reply to Amara.', { to: another.reference });
		// Only muted, they can again.
		await mute(db, jonas, theirs.id, false);
		await sent(heron, 'A reply after all.', { to: mine.reference });
		await unmute(db, jonas, heron.id);
	});
});

describe('links', () => {
	const stood = (id: string) =>
		db.selectFrom('person').select('stoodAt').where('id', '=', id).executeTakeFirstOrThrow();
	const aDayLater = (id: string) =>
		db
			.updateTable('contribution')
			.set({ receivedAt: sql<Date>`received_at - interval '25 hours'` })
			.where('id', '=', id)
			.execute();

	test('of a newcomer are words until something of theirs stood for a day; then all of theirs work', async () => {
		const newcomer = await person(db, 'New Here');
		const [first, second] = [
			await sent(newcomer, 'See https://example.org'),
			await sent(newcomer, 'And http://example.net')
		];
		await letStand(db);
		expect([(await row(first.reference)).links, (await stood(newcomer.id)).stoodAt]).toEqual([
			false,
			null
		]);
		await aDayLater(first.id);
		const { n } = await db
			.selectFrom('consultationGeneration')
			.select('n')
			.where('consultationId', '=', open.id)
			.executeTakeFirstOrThrow();
		await letStand(db);
		for (const { reference } of [first, second]) expect((await row(reference)).links).toBe(true);
		expect((await sent(newcomer, 'And https://example.com')).links).toBe(true);
		const now = await db
			.selectFrom('consultationGeneration')
			.select('n')
			.where('consultationId', '=', open.id)
			.executeTakeFirstOrThrow();
		expect(now.n).toBeGreaterThan(n);
		expect(await letStand(db)).toBe(0);
	});

	test('while a report on it waits it does not count; nor what is refused or private', async () => {
		const newcomer = await person(db, 'New Too');
		const reported = await sent(newcomer, 'Buy at https://example.org');
		await report(db, jonas, {
			...{ id: reported.id, consultationId: open.id, rule: 'advertising', note: '' }
		});
		const [refused, secret] = [
			await sent(newcomer, 'Also https://example.org/2'),
			await sent(newcomer, 'Private https://example.org/3', { visibility: 'private' })
		];
		await db
			.updateTable('contribution')
			.set({ state: 'refused' })
			.where('id', '=', refused.id)
			.execute();
		for (const { id } of [reported, refused, secret]) await aDayLater(id);
		await letStand(db);
		expect((await stood(newcomer.id)).stoodAt).toBeNull();
		await db
			.updateTable('report')
			.set({ settledAt: new Date() })
			.where('contributionId', '=', reported.id)
			.execute();
		expect(await letStand(db)).toBe(1);
	});
});
