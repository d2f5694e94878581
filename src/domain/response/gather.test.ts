/** Which contributions a draft holds, and what it says of those that are no longer to be answered. */

import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { freshDatabase } from '#tests/database.ts';
import { answer, answering, contribution, draftFor, hearing, saidOn } from '#tests/answers.ts';
import { meantBy } from './desk.server.ts';
import { add, takeOut } from './gather.server.ts';
import { countsOf } from './public.server.ts';
import { leftIn } from './ready.server.ts';

const { db } = await freshDatabase();
const { refuses, oneDraft, publishes } = answering(db);

test('a draft says who withdrew, was refused, or was answered by another meanwhile', async () => {
	const place = await hearing(db);
	const [stays, goes, bad, taken] = await Promise.all(
		['Stays.', 'Goes.', 'Bad.', 'Taken.'].map((body) => saidOn(db, place, body))
	);
	if (!stays || !goes || !bad || !taken) throw new Error('Nothing was said.');
	const made = await draftFor(db, place, [stays, goes, bad, taken]);
	await sql`update contribution set state = 'withdrawn' where reference = ${goes}`.execute(db);
	await sql`update contribution set state = 'refused' where reference = ${bad}`.execute(db);
	const other = await answer(db, place, [taken]);
	expect(await leftIn(db, { id: made.id, supersedes: null })).toEqual({
		...{ all: 4, toAnswer: 1, private: 0, withdrawn: 1, refused: 1, answered: 1, leftOut: 0 }
	});
	const { rows } = await meantBy(db, place.secretariat, place.spaceId, {
		...{ id: made.id, supersedesId: null }
	});
	expect(rows.find((row) => row.reference === taken)).toMatchObject({
		answeredBy: other.reference
	});
	expect(rows.find((row) => row.reference === goes)).toMatchObject({
		...{ state: 'withdrawn', opening: '' }
	});
	await refuses(() => publishes(place, made.id, 1), { code: 'answered_meanwhile', count: 1 });
	expect(await takeOut(db, place.editor, made.id, 'settled')).toEqual({ ok: true });
	expect(await publishes(place, made.id, 1)).toMatchObject({ ok: true });
	expect(await countsOf(db, made.id)).toEqual({ public: 1, private: 0 });
	expect((await contribution(db, goes)).responseId).toBeNull();
	expect((await contribution(db, taken)).responseId).toBe(other.id);
});

test('where nobody is left there is nothing to publish', async () => {
	const { place, reference, made } = await oneDraft();
	await sql`update contribution set state = 'withdrawn' where reference = ${reference}`.execute(db);
	await refuses(() => publishes(place, made.id, 1), { code: 'nobody_left', withdrawn: 1 });
});

test('contributions are added by reference and taken out again', async () => {
	const { place, reference, made } = await oneDraft();
	const [other] = await db
		.selectFrom('contribution')
		.select('reference')
		.where('consultationId', '!=', place.id)
		.limit(1)
		.execute();
	await refuses(
		() => add(db, place.editor, made.id, { references: [other?.reference ?? ''], replies: false }),
		{ code: 'no_such_contribution' }
	);
	expect(await takeOut(db, place.editor, made.id, [reference])).toEqual({ ok: true });
	expect(await leftIn(db, { id: made.id, supersedes: null })).toMatchObject({ all: 0 });
	expect(await add(db, place.editor, made.id, { references: [reference], replies: true })).toEqual({
		ok: true
	});
	expect(await leftIn(db, { id: made.id, supersedes: null })).toMatchObject({ toAnswer: 1 });
});
