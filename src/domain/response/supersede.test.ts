/** A new response takes the place of an old one. */

import { expect, test } from 'vitest';
import { freshDatabase } from '#tests/database.ts';
import { answer, answering, contribution, hearing, saidOn, typed } from '#tests/answers.ts';
import { byReference, draftOf } from './desk.server.ts';
import { takeOut } from './gather.server.ts';
import { answeredBy } from './public.server.ts';
import { leftIn } from './ready.server.ts';
import { responseOf } from './store.server.ts';
import { supersede } from './supersede.server.ts';

const { db } = await freshDatabase();
const { refuses, oneDraft, publishes } = answering(db);

test('a new response takes the place of an old one; both stay to be read', async () => {
	const { place, reference, made } = await oneDraft();
	await publishes(place, made.id, 1);
	const before = await contribution(db, reference);
	const next = await supersede(db, place.editor, made.id);
	expect(next).toMatchObject({ ok: true });
	expect(await supersede(db, place.chair, made.id)).toEqual(next);
	const id = (await byReference(db, null, next.ok ? next.reference : ''))?.id ?? '';
	expect(await draftOf(db, id)).toMatchObject({
		...{ state: 'draft', supersedes: made.reference, fields: { reasons: typed().reasons } }
	});
	expect((await contribution(db, reference)).responseId).toBe(made.id);
	expect(await publishes(place, id, 1, { reasons: 'Better reasons.' })).toMatchObject({ ok: true });
	const after = await contribution(db, reference);
	expect(after).toMatchObject({ responseId: id, answeredAt: before.answeredAt });
	expect(after.newsAt?.getTime()).toBeGreaterThan(before.newsAt?.getTime() ?? 0);
	const [old, stands] = await Promise.all([responseOf(db, made.id), responseOf(db, id)]);
	expect(old).toMatchObject({ state: 'superseded', supersededBy: stands?.reference });
	expect(stands).toMatchObject({ state: 'published', supersedes: made.reference });
	expect(old?.parts.reasons).toBe(typed().reasons);
	expect(await answeredBy(db, made.id)).toMatchObject([{ reference }]);
	await refuses(() => supersede(db, place.secretariat, made.id), { code: 'not_standing' });
	await refuses(() => supersede(db, place.author, id), { code: 'not_allowed' });
});

test('whom a new response leaves out waits for an answer again, and the draft says so', async () => {
	const place = await hearing(db);
	const [one = '', two = ''] = await Promise.all(
		['1.', '2.'].map((body) => saidOn(db, place, body))
	);
	const first = await answer(db, place, [one, two]);
	const next = await supersede(db, place.secretariat, first.id);
	const id = (await byReference(db, null, next.ok ? next.reference : ''))?.id ?? '';
	await takeOut(db, place.secretariat, id, [two]);
	expect(await leftIn(db, { id, supersedes: first.id })).toMatchObject({
		...{ toAnswer: 1, answered: 0, leftOut: 1 }
	});
	await publishes(place, id, 1);
	expect(await contribution(db, two)).toMatchObject({ responseId: null, answeredAt: null });
	expect(await contribution(db, one)).toMatchObject({ responseId: id });
});
