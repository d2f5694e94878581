/** A response to many is published for whoever asked only while they still may. */

import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { freshDatabase } from '#tests/database.ts';
import { draftFor, hearing, over, saidOn, type Hearing } from '#tests/answers.ts';
import { ledgerOf } from '#tests/staff.ts';
import { draftOf } from './desk.server.ts';
import { meterOf } from './meter.server.ts';
import { publishAsked } from './publish.server.ts';

const { db } = await freshDatabase();

/** A draft whose publication somebody asked for. */
async function asked(place: Hearing, by = place.secretariat) {
	const made = await draftFor(db, place, [await saidOn(db, place, 'Cleaner, please.')]);
	const fields = { ...(await draftOf(db, made.id))?.fields, kind: 'not_included' };
	const said = { input: 'A.', consideration: 'B.', influence: 'C.', reasons: 'D.', beyond: 'E.' };
	const whole = { ...fields, ...said, decidedBy: 'The board', consideredOn: '2026-01-09' };
	await sql`update reasoned_response_revision set fields = ${JSON.stringify(whole)}::jsonb
		where response_id = ${made.id}`.execute(db);
	await sql`update reasoned_response set kind = 'not_included', input = 'A.', consideration = 'B.', influence = 'C.',
		reasons = 'D.', beyond = 'E.', decided_by = 'The board', considered_on = '2026-01-09',
		publish_asked_at = clock_timestamp(), publish_asked_by = ${by.id} where id = ${made.id}`.execute(
		db
	);
	return { id: made.id, role: 'SECRETARIAT' as const, by: by.id };
}

const lost: [string, (place: Hearing) => Promise<unknown>][] = [
	[
		'whose role ended',
		({ secretariat }) =>
			sql`update role_grant set to_at = clock_timestamp() where person_id = ${secretariat.id}`.execute(
				db
			)
	],
	[
		'who is suspended',
		({ secretariat }) =>
			sql`update person set suspended_at = clock_timestamp() where id = ${secretariat.id}`.execute(
				db
			)
	],
	[
		'who holds the role in another space alone',
		async ({ secretariat }) => {
			const { spaceId } = await hearing(db);
			await sql`update role_grant set space_id = ${spaceId} where person_id = ${secretariat.id}`.execute(
				db
			);
		}
	]
];

test.each(lost)('not for one %s: it stays a draft that says why', async (_, lose) => {
	const place = await hearing(db);
	const job = await asked(place);
	await over(db, place);
	await lose(place);
	await publishAsked(db, job);
	expect(await draftOf(db, job.id)).toMatchObject({
		...{ state: 'draft', publishAskedAt: null, publishedAt: null },
		publishObstacle: { code: 'no_longer_allowed' }
	});
	expect(await meterOf(db, place.id)).toMatchObject({ answered: 0, open: 1 });
	const types = (await ledgerOf(db, job.id)).map(({ type }) => type);
	expect(types).not.toContain('response.published');
});

test('for one who still holds it, it is published', async () => {
	const place = await hearing(db);
	const job = await asked(place);
	await over(db, place);
	await publishAsked(db, job);
	expect(await draftOf(db, job.id)).toMatchObject({ state: 'published', publishObstacle: null });
});
