import { expect, test } from 'vitest';
import { freshDatabase } from '#tests/database.ts';
import { isEmpty, isSetUpToken, newSetUpToken, setUp } from './set-up.server.ts';
import { isTimeZone, problemsOf } from './set-up.ts';

const { db } = await freshDatabase();

const founding = {
	name: 'Arcadia',
	slug: 'arcadia',
	language: 'en',
	languages: ['en', 'ar'],
	timeZone: 'Europe/Lisbon',
	contact: 'open@arcadia.example',
	personName: 'Marisol',
	email: 'Marisol@arcadia.example'
};
const counts = async () => {
	const tables = ['space', 'person', 'roleGrant', 'installation', 'ledgerEntry'] as const;
	const all = tables.map((table) => db.selectFrom(table).selectAll().execute());
	return (await Promise.all(all)).map((rows) => rows.length);
};

test.each([
	[{ name: '' }, 'name'],
	[{ slug: 'en' }, 'slug'],
	[{ slug: 'mail' }, 'slug'],
	[{ slug: 'Arcadia!' }, 'slug'],
	[{ language: 'xx' }, 'language'],
	[{ languages: ['ar'] }, 'languages'],
	[{ languages: ['en', 'xx'] }, 'languages'],
	[{ timeZone: 'Mars/Olympus' }, 'timeZone'],
	[{ contact: 'nobody' }, 'contact'],
	[{ personName: '…' }, 'personName'],
	[{ email: 'a@b, c@d' }, 'email']
])('%j is a problem of %s', (change, field) => {
	expect(problemsOf({ ...founding, ...change }).map((one) => one.field)).toContain(field);
});

test.each([
	['Europe/Lisbon', true],
	['UTC', true],
	['America/Argentina/Buenos_Aires', true],
	['', false],
	['+25:00', false]
])('%j is a time zone: %s', (zone, is) => expect(isTimeZone(zone)).toBe(is));

test('without the token nothing is set up, and a newer token replaces the older', async () => {
	const older = await newSetUpToken(db);
	const token = await newSetUpToken(db);
	expect(await isSetUpToken(db, older)).toBe(false);
	expect(await isSetUpToken(db, token)).toBe(true);
	const before = await counts();
	for (const wrong of ['', older, `${token}x`]) {
		expect(await setUp(db, wrong, founding)).toMatchObject({ obstacle: { code: 'closed' } });
	}
	expect(await setUp(db, token, { ...founding, slug: 'c' })).toMatchObject({
		obstacle: { code: 'problems' }
	});
	expect(await counts()).toEqual(before);
	expect(await isEmpty(db)).toBe(true);
});

test('set up once, pressed five times: one space, one steward who is its secretariat; then closed for good', async () => {
	const token = await newSetUpToken(db);
	const all = await Promise.all(Array.from({ length: 5 }, () => setUp(db, token, founding)));
	expect(all.filter((one) => one.ok)).toEqual([
		{ ok: true, slug: 'arcadia', email: 'marisol@arcadia.example' }
	]);
	expect(await counts()).toEqual([1, 1, 2, 1, 3]);
	const roles = await db
		.selectFrom('roleGrant')
		.select(['role', 'spaceId'])
		.orderBy('role')
		.execute();
	expect(roles).toMatchObject([{ role: 'SECRETARIAT' }, { role: 'STEWARD', spaceId: null }]);
	expect(await setUp(db, await newSetUpToken(db), { ...founding, slug: 'other' })).toMatchObject({
		obstacle: { code: 'closed' }
	});
});
