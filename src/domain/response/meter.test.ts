/** The public meter, and when a consultation counts as answered. */

import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { close } from '#domain/consultation/close.server.ts';
import { freshDatabase } from '#tests/database.ts';
import {
	answer,
	answering,
	contribution,
	draftFor,
	hearing,
	over,
	saidOn
} from '#tests/answers.ts';
import { ledgerOf, rowOf } from '#tests/staff.ts';
import { declareAnswered } from './declare-answered.server.ts';
import { meterOf } from './meter.server.ts';

const { db } = await freshDatabase();
const { refuses, publishes } = answering(db);

test('the meter counts what was said, answered and waits, and tells apart what needs no answer', async () => {
	const place = await hearing(db);
	const said = await Promise.all(
		['1.', '2.', '3.', '4.', '5.', '6.'].map((body) => saidOn(db, place, body))
	);
	const secret = await saidOn(db, place, 'Private.', { visibility: 'private' });
	const wait = (reference: string | undefined, days: number) =>
		sql`update contribution set received_at = clock_timestamp() - make_interval(days => ${days})
			where reference = ${reference}`.execute(db);
	for (const [n, days] of [10, 4, 2, 30, 1, 1].entries()) await wait(said[n], days);
	await sql`update contribution set state = 'refused' where reference = ${said[4]}`.execute(db);
	await sql`update contribution set state = 'withdrawn' where reference = ${said[5]}`.execute(db);
	await sql`update contribution set state = 'held' where reference = ${said[3]}`.execute(db);
	expect(await meterOf(db, place.id)).toMatchObject({
		...{ all: 7, answered: 0, open: 5, medianSeconds: null }
	});
	await answer(db, place, [said[0] ?? '', said[1] ?? ''], { kind: 'included' });
	await answer(db, place, [said[2] ?? '']);
	const meter = await meterOf(db, place.id);
	expect(meter).toMatchObject({
		...{ all: 7, answered: 3, open: 2, refused: 1, withdrawn: 1, declared: null },
		byKind: { included: 2, included_with_changes: 0, not_included: 1 }
	});
	expect(Math.round((meter.medianSeconds ?? 0) / 86_400)).toBe(4);
	expect(meter.oldest).toEqual((await contribution(db, said[3] ?? '')).receivedAt);
	expect((await contribution(db, secret)).responseId).toBeNull();
});

test('a consultation is answered by its last answer, of two at once too, and says so once', async () => {
	const place = await hearing(db);
	const said = await Promise.all(['1.', '2.', '3.'].map((body) => saidOn(db, place, body)));
	await over(db, place);
	await answer(db, place, [said[0] ?? '']);
	expect((await rowOf(db, place.id)).answeredAt).toBeNull();
	const [two, three] = await Promise.all(
		[said[1], said[2]].map((reference) => draftFor(db, place, [reference ?? '']))
	);
	await Promise.all([two, three].map((made) => publishes(place, made?.id ?? '', 1)));
	expect((await rowOf(db, place.id)).answeredAt).not.toBeNull();
	const acts = await db
		.selectFrom('publicAct')
		.selectAll()
		.where('consultationId', '=', place.id)
		.where('kind', '=', 'answered')
		.execute();
	expect(acts).toHaveLength(1);
	expect((await ledgerOf(db, place.id)).map(({ type }) => type)).toContain('consultation.answered');
	const news = await db
		.selectFrom('news')
		.select('kind')
		.where('consultationId', '=', place.id)
		.where('kind', '=', 'answered')
		.execute();
	expect(news).toHaveLength(1);
});

test('what was all answered while it was open is answered at its closing; where nothing was said it is not', async () => {
	const place = await hearing(db);
	await answer(db, place, [await saidOn(db, place, 'Only this.')]);
	expect((await rowOf(db, place.id)).answeredAt).toBeNull();
	await over(db, place);
	await close(db, place.id);
	expect((await rowOf(db, place.id)).answeredAt).not.toBeNull();
	const silent = await hearing(db);
	await over(db, silent);
	await close(db, silent.id);
	expect((await rowOf(db, silent.id)).answeredAt).toBeNull();
});

test('a named person says in public why not all are answered', async () => {
	const place = await hearing(db);
	await saidOn(db, place, 'Never answered.');
	const why = { reason: 'The ministry was dissolved.', lang: 'en' };
	await refuses(() => declareAnswered(db, place.secretariat, place.id, why), {
		...{ code: 'wrong_state', state: 'OPEN' }
	});
	await over(db, place);
	await refuses(() => declareAnswered(db, place.secretariat, place.id, { ...why, reason: ' ' }), {
		code: 'reason_missing'
	});
	await refuses(() => declareAnswered(db, place.editor, place.id, why), { code: 'not_allowed' });
	expect(await declareAnswered(db, place.chair, place.id, why)).toEqual({ ok: true, open: 1 });
	const row = await rowOf(db, place.id);
	expect(row).toMatchObject({ answeredBy: place.chair.id, answeredBecause: why.reason });
	expect(row.answeredAt).not.toBeNull();
	expect(await meterOf(db, place.id)).toMatchObject({
		...{ open: 1, declared: { by: 'Chair', because: why.reason } }
	});
	const [entry] = (await ledgerOf(db, place.id)).filter(
		({ type }) => type === 'consultation.answered'
	);
	expect(entry).toMatchObject({
		personId: place.chair.id,
		payload: { by: 'declaration', open: 1 }
	});
	expect(JSON.stringify(entry)).not.toContain('dissolved');
	await refuses(() => declareAnswered(db, place.chair, place.id, why), { code: 'wrong_state' });
});
