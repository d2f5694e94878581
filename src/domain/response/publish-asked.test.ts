/** A response to many is published by the queue, once. */

import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { newId } from '#domain/identity.ts';
import { freshDatabase } from '#tests/database.ts';
import {
	answer,
	answering,
	contribution,
	draftFor,
	hearing,
	over,
	saidOn,
	typed,
	type Hearing
} from '#tests/answers.ts';
import { ledgerOf, rowOf } from '#tests/staff.ts';
import { draftOf } from './desk.server.ts';
import { meterOf } from './meter.server.ts';
import { publishAsked } from './publish.server.ts';
import { save } from './save.server.ts';

const { db } = await freshDatabase();
const { refuses, publishes } = answering(db);

test('a response to many is asked for, done once by the queue, and cannot be written on meanwhile', async () => {
	const place = await hearing(db);
	const first = await saidOn(db, place, 'The first of many.');
	await many(place, 300);
	await over(db, place);
	const made = await draftFor(db, place, [first]);
	await sql`insert into reasoned_response_contribution select ${made.id}, id from contribution
		where consultation_id = ${place.id} on conflict do nothing`.execute(db);
	expect(await publishes(place, made.id, 1)).toMatchObject({ ok: true, later: true });
	expect(await draftOf(db, made.id)).toMatchObject({ state: 'draft' });
	const busy = { code: 'being_published' };
	await refuses(() => save(db, place.editor, made.id, { seen: 2, typed: typed() }), busy);
	await refuses(() => publishes(place, made.id, 2), busy);
	const jobs = await sql<{ payload: { id: string; role: 'SECRETARIAT'; by: string } }>`
		select p.payload from graphile_worker._private_jobs p
		join graphile_worker.jobs j on j.id = p.id where j.task_identifier = 'publish_response'`.execute(
		db
	);
	const [job] = jobs.rows.filter(({ payload }) => payload.id === made.id);
	if (!job) throw new Error('Nothing was left to the queue.');
	await publishAsked(db, job.payload);
	await publishAsked(db, job.payload);
	expect(await meterOf(db, place.id)).toMatchObject({ answered: 301, open: 0 });
	const published = (await ledgerOf(db, made.id)).filter(
		({ type }) => type === 'response.published'
	);
	expect(published).toMatchObject([{ payload: { contributions: 301 } }]);
	expect((await rowOf(db, place.id)).answeredAt).not.toBeNull();
});

test('what comes in between is written on the draft, and nothing is published', async () => {
	const place = await hearing(db);
	const first = await saidOn(db, place, 'The first of many.');
	await many(place, 300);
	const made = await draftFor(db, place, [first]);
	await sql`insert into reasoned_response_contribution select ${made.id}, id from contribution
		where consultation_id = ${place.id} on conflict do nothing`.execute(db);
	await publishes(place, made.id, 1);
	const other = await answer(db, place, [first]);
	await publishAsked(db, { id: made.id, role: 'SECRETARIAT', by: place.secretariat.id });
	expect(await draftOf(db, made.id)).toMatchObject({
		...{ state: 'draft', publishAskedAt: null },
		publishObstacle: { code: 'answered_meanwhile', count: 1 }
	});
	expect(await meterOf(db, place.id)).toMatchObject({ answered: 1 });
	expect((await contribution(db, first)).responseId).toBe(other.id);
});

let said = 0;

/** So many remarks at once, around the verbs. */
async function many({ id, spaceId, author }: Hearing, count: number) {
	const { versionId } = await rowOf(db, id);
	const ids = Array.from({ length: count }, newId);
	const references = ids.map(() => `C-${String(said++).padStart(6, '0')}`);
	await sql`insert into contribution (id, reference, space_id, consultation_id, kind, place, version_id, person_id,
			author_name, body, lang, visibility, received_at)
		select i, r, ${spaceId}, ${id}, 'comment', 'whole', ${versionId}, ${author.id}, 'Author', 'Said.', 'en',
			'public', clock_timestamp() from unnest(${ids}::uuid[], ${references}::text[]) as x (i, r)`.execute(
		db
	);
}
