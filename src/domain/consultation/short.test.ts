import { expect, test } from 'vitest';
import { newId } from '#domain/identity.ts';
import { now } from '#domain/clock.server.ts';
import { arcadia } from '#seed/arcadia.ts';
import { freshDatabase } from '#tests/database.ts';
import { destinationOf } from './short.server.ts';
import { readShort, shortOf } from './short.ts';

const { db } = await freshDatabase();
await arcadia(db);
const open = await db
	.selectFrom('consultation')
	.selectAll()
	.where('slug', '=', 'open-works')
	.executeTakeFirstOrThrow();
const units = await db
	.selectFrom('unitText')
	.select(['unitId', 'number'])
	.where('versionId', '=', open.versionId)
	.orderBy('position')
	.execute();

test('a code is read back as the end of the id it came from', () => {
	for (let n = 0; n < 500; n++) {
		const id = newId();
		expect(readShort(shortOf('consultation', id))).toEqual({
			what: 'consultation',
			end: id.slice(-10)
		});
		expect(readShort(shortOf('unit', id))).toEqual({ what: 'unit', end: id.slice(-12) });
	}
	expect(shortOf('consultation', '00000000-0000-7000-8000-000000000000')).toBe('00000000');
	expect(shortOf('unit', `00000000-0000-7000-8000-${'f'.repeat(12)}`)).toBe('7ZZZZZZZZZ');
});

test.each([
	['7k2m9qxf', '7K2M9QXF'],
	['7K2M-9QXF', '7K2M9QXF'],
	['OIL00000', '01100000']
])('%s, as people type it, is %s', (typed, meant) => {
	expect(readShort(typed)).toEqual(readShort(meant));
	expect(readShort(typed)).not.toBeNull();
});

test.each(['', '7K2M9QX', '7K2M9QXFA', 'ZZZZZZZZZZ', '7K2M9QU!', 'UUUUUUUU', `'; drop--`])(
	'%j is no code',
	(code) => expect(readShort(code)).toBeNull()
);

test('codes lead to the consultation and to each of its units', async () => {
	expect(await destinationOf(db, shortOf('consultation', open.id))).toEqual({
		space: 'arcadia',
		slug: 'open-works',
		unit: null
	});
	for (const { unitId, number } of [units[0], units[5]].filter((one) => one !== undefined))
		expect(await destinationOf(db, shortOf('unit', unitId))).toEqual({
			space: 'arcadia',
			slug: 'open-works',
			unit: { id: unitId, number }
		});
	expect(await destinationOf(db, '00000000')).toBeUndefined();
});

test('a unit the text has no more leads to the consultation; a draft leads nowhere', async () => {
	const gone = newId();
	await db.insertInto('unit').values({ id: gone, consultationId: open.id }).execute();
	expect(await destinationOf(db, shortOf('unit', gone))).toMatchObject({
		slug: 'open-works',
		unit: null
	});
	const [id, unitId] = [newId(), newId()];
	const dates = { opensAt: await now(db), createdAt: await now(db) };
	await db
		.insertInto('consultation')
		.values({
			id,
			spaceId: open.spaceId,
			slug: 'not-yet',
			language: 'en',
			title: 'Not yet',
			...dates
		})
		.execute();
	await db.insertInto('unit').values({ id: unitId, consultationId: id }).execute();
	expect(await destinationOf(db, shortOf('consultation', id))).toBeUndefined();
	expect(await destinationOf(db, shortOf('unit', unitId))).toBeUndefined();
});
