import { expect, test } from 'vitest';
import { arcadia } from '#seed/arcadia.ts';
import { freshDatabase } from '#tests/database.ts';
import { latest, most, placeOfPublic } from './latest.server.ts';

const { db } = await freshDatabase();
await arcadia(db);
const rows = await db.selectFrom('contribution').selectAll().execute();
const shown = rows.filter((one) => one.visibility === 'public' && one.state === 'published');
const ofOne = (id: string) => shown.filter((one) => one.consultationId === id);
const busiest = rows
	.map((one) => one.consultationId)
	.sort((a, b) => ofOne(b).length - ofOne(a).length)[0] as string;

test('the example holds what must not be seen', () => {
	for (const state of ['refused', 'withdrawn'])
		expect(rows.some((one) => one.consultationId === busiest && one.state === state)).toBe(true);
	expect(rows.some((one) => one.consultationId === busiest && one.visibility === 'private')).toBe(
		true
	);
	expect(ofOne(busiest).length).toBeGreaterThan(most);
});

test('a feed has the newest public words, newest first, and no more than it holds', async () => {
	const found = await latest(db, busiest);
	const expected = ofOne(busiest)
		.sort((a, b) => b.receivedAt.getTime() - a.receivedAt.getTime() || b.id.localeCompare(a.id))
		.slice(0, most);
	expect(found.map(({ reference }) => reference)).toEqual(expected.map((one) => one.reference));
});

test('of a place there is what stands in that place, and of the whole what stands in none', async () => {
	const [one] = ofOne(busiest).filter(({ unitId }) => unitId !== null);
	const inPlace = await latest(db, busiest, one?.unitId);
	expect(inPlace.length).toBeGreaterThan(0);
	expect(new Set(inPlace.map(({ unitId }) => unitId))).toEqual(new Set([one?.unitId]));
	const whole = await latest(db, busiest, null);
	expect(whole.length).toBe(ofOne(busiest).filter(({ unitId }) => unitId === null).length);
	expect(whole.every(({ unitId }) => unitId === null)).toBe(true);
});

test.each(['refused', 'withdrawn'])('what becomes %s leaves it', async (state) => {
	const [first] = await latest(db, busiest);
	const reference = first?.reference ?? '';
	await db.updateTable('contribution').set({ state }).where('reference', '=', reference).execute();
	const references = (await latest(db, busiest)).map((one) => one.reference);
	expect(references).not.toContain(reference);
	expect(await placeOfPublic(db, busiest, reference)).toBeUndefined();
});

test('a reference has a place only in its own consultation, while it is public', async () => {
	const [here] = await latest(db, busiest);
	const elsewhere = rows.find((one) => one.consultationId !== busiest)?.consultationId ?? '';
	expect(await placeOfPublic(db, busiest, here?.reference ?? '')).toEqual({ unitId: here?.unitId });
	expect(await placeOfPublic(db, elsewhere, here?.reference ?? '')).toBeUndefined();
	for (const secret of rows.filter((one) => one.visibility === 'private'))
		expect(await placeOfPublic(db, secret.consultationId, secret.reference)).toBeUndefined();
});
