import { expect, test } from 'vitest';
import { sql } from 'kysely';
import { arcadia } from '#seed/arcadia.ts';
import { freshDatabase } from '#tests/database.ts';
import { signedIn } from '#tests/people.ts';
import { own } from './own.server.ts';
import { freshIn, see, seeAll } from './seen.server.ts';

const { db } = await freshDatabase();
await arcadia(db);
const gregor = await signedIn(db, 'gregor');
const heron = await signedIn(db, 'heron');
const { id: spaceId } = await db
	.selectFrom('space')
	.select('id')
	.where('slug', '=', 'arcadia')
	.executeTakeFirstOrThrow();
const of = (viewer: typeof gregor, news = false) => own(db, viewer, spaceId, 1, { news });
const [first, second] = (await of(gregor)).said;
if (!first || !second) throw new Error('Gregor said too little.');
const happens = (reference: string) =>
	sql`update contribution set news_at = clock_timestamp() where reference = ${reference}`.execute(
		db
	);

test('what became of something is news until its author looks at it', async () => {
	await seeAll(db, gregor.id, spaceId);
	await seeAll(db, heron.id, spaceId);
	expect((await of(gregor)).fresh).toBe(0);
	await happens(first.remark.reference);
	await happens(second.remark.reference);
	expect((await of(gregor)).fresh).toBe(2);
	expect((await of(heron)).fresh).toBe(0);
	expect([...(await freshIn(db, gregor.id))]).toEqual([['arcadia', 2]]);
	expect((await freshIn(db, heron.id)).size).toBe(0);

	await see(db, gregor.id, first.remark.id);
	expect((await of(gregor, true)).said.map(({ remark }) => remark.id)).toEqual([second.remark.id]);
	await happens(first.remark.reference);
	expect((await of(gregor)).fresh).toBe(2);
});

test('everything can be marked as read at once, and only one’s own is', async () => {
	await happens(first.remark.reference);
	await seeAll(db, heron.id, spaceId);
	expect((await of(gregor)).fresh).toBeGreaterThan(0);
	await seeAll(db, gregor.id, spaceId);
	expect((await of(gregor)).fresh).toBe(0);
});
