/** What must be there before a response is published, who publishes it, and what that writes. */

import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { newId } from '#domain/identity.ts';
import { freshDatabase } from '#tests/database.ts';
import { answering, contribution, typed, type Hearing } from '#tests/answers.ts';
import { ledgerOf, rowOf } from '#tests/staff.ts';
import { draftOf } from './desk.server.ts';
import { discard } from './discard.server.ts';
import { takeOut } from './gather.server.ts';
import { publishSeen } from './publish.server.ts';
import { save } from './save.server.ts';
import { responseOf } from './store.server.ts';
import { submit } from './submit.server.ts';

const { db } = await freshDatabase();
const { refuses, oneDraft, publishes } = answering(db);

/** Says that a unit has other words in a later version. */
async function changed(place: Hearing, number: number) {
	const row = await rowOf(db, place.id);
	const unit = await db
		.selectFrom('unitText')
		.select('unitId')
		.where('versionId', '=', row.versionId)
		.where('number', '=', number)
		.executeTakeFirstOrThrow();
	const id = newId();
	const at = sql<Date>`clock_timestamp()`;
	await db
		.insertInto('textVersion')
		.values({ id, consultationId: place.id, n: 2, publishedAt: at, source: '' })
		.execute();
	await db
		.insertInto('unitChange')
		.values({ versionId: id, unitId: unit.unitId, kind: 'change' })
		.execute();
}

test('publishing answers the contributions, seals the words, tells, and writes it down', async () => {
	const { place, reference, made } = await oneDraft();
	expect(await publishes(place, made.id, 1)).toEqual({
		...{ ok: true, reference: made.reference, later: false }
	});
	const one = await contribution(db, reference);
	expect(one.responseId).toBe(made.id);
	expect(one.newsAt).toEqual(one.answeredAt);
	const stored = await responseOf(db, made.id);
	expect(stored).toMatchObject({
		...{ state: 'published', kind: 'not_included', consideredOn: '2026-01-09' },
		parts: { reasons: typed().reasons },
		publishedAt: one.answeredAt
	});
	const entry = (await ledgerOf(db, made.id)).find(({ type }) => type === 'response.published');
	expect(entry).toMatchObject({
		personId: place.secretariat.id,
		payload: { reference: made.reference, kind: 'not_included', contributions: 1 }
	});
	expect(JSON.stringify(entry)).not.toContain('another law');
	expect(String((entry?.payload as { seal?: string }).seal)).toMatch(/^[0-9a-f]{64}$/);
	const news = await db.selectFrom('news').selectAll().where('responseId', '=', made.id).execute();
	expect(news).toMatchObject([
		{ kind: 'response', consultationId: place.id, facts: { reference: made.reference } }
	]);
});

const unready: [string, Parameters<typeof typed>[0], object[]][] = [
	['the kind', { kind: '' }, [{ code: 'kind_missing', field: 'kind' }]],
	['what was said', { input: '' }, [{ code: 'part_missing', field: 'input' }]],
	['how it was considered', { consideration: '' }, [{ field: 'consideration' }]],
	['its influence', { influence: '' }, [{ field: 'influence' }]],
	['the reasons', { reasons: '' }, [{ field: 'reasons' }]],
	['what comes beyond', { beyond: '' }, [{ field: 'beyond' }]],
	['who decided', { decidedBy: '' }, [{ code: 'decided_by_missing', field: 'decidedBy' }]],
	[
		'the change',
		{ kind: 'included_with_changes' },
		[{ code: 'change_not_linked', field: 'units' }]
	],
	[
		'a unit that changed',
		{ kind: 'included_with_changes', units: 'P1 P2' },
		[{ code: 'unit_unchanged', field: 'units', numbers: ['P1', 'P2'] }]
	],
	['the gap', { input: 'On […].' }, [{ code: 'placeholder_stands', field: 'input' }]]
];

test.each(unready)(
	'without %s it is neither published nor handed in',
	async (_, change, faults) => {
		const { place, made } = await oneDraft();
		const obstacle = { code: 'incomplete', faults };
		await refuses(() => publishes(place, made.id, 1, change), obstacle);
		await refuses(
			() => submit(db, place.editor, made.id, { seen: 1, typed: typed(change) }),
			obstacle
		);
	}
);

test('“with changes” names units that changed', async () => {
	const { place, made } = await oneDraft();
	await changed(place, 2);
	await refuses(
		() => publishes(place, made.id, 1, { kind: 'included_with_changes', units: '1 2' }),
		{
			code: 'incomplete',
			faults: [{ code: 'unit_unchanged', numbers: ['P1'] }]
		}
	);
	expect(
		await publishes(place, made.id, 1, { kind: 'included_with_changes', units: 'P2' })
	).toMatchObject({ ok: true });
	expect((await responseOf(db, made.id))?.links).toMatchObject([{ kind: 'unit', number: 2 }]);
});

test('an editor of a body comes as far as the review, the secretariat and the chair publish', async () => {
	const { place, made } = await oneDraft();
	await refuses(() => publishes(place, made.id, 1, {}, place.editor), { code: 'not_allowed' });
	await refuses(() => publishSeen(db, place.editor, made.id, 1), { code: 'not_allowed' });
	const sent = { seen: 1, typed: typed() };
	await refuses(() => submit(db, place.author, made.id, sent), { code: 'not_allowed' });
	expect(await submit(db, place.editor, made.id, sent)).toEqual({ ok: true, revision: 2 });
	expect(await draftOf(db, made.id)).toMatchObject({ state: 'review' });
	expect(await publishSeen(db, place.chair, made.id, 2)).toMatchObject({ ok: true });
	expect(await responseOf(db, made.id)).toMatchObject({ state: 'published' });
});

test('nobody is answered before there is anything to answer, and nothing once it is archived', async () => {
	const { place, made } = await oneDraft();
	await sql`update consultation set archived_at = now() where id = ${place.id}`.execute(db);
	await refuses(() => publishes(place, made.id, 1), { code: 'wrong_state', state: 'ARCHIVED' });
	await refuses(() => save(db, place.editor, made.id, { seen: 1, typed: typed() }), {
		code: 'wrong_state'
	});
});

test('what was published never changes, in the database neither', async () => {
	const { place, reference, made } = await oneDraft();
	await publishes(place, made.id, 1);
	const again = { code: 'published_already' };
	await refuses(() => publishes(place, made.id, 2, { reasons: 'Other.' }), again);
	await refuses(() => save(db, place.secretariat, made.id, { seen: 2, typed: typed() }), again);
	await refuses(() => discard(db, place.secretariat, made.id), again);
	await refuses(() => takeOut(db, place.secretariat, made.id, [reference]), again);
	for (const column of ['reasons', 'decided_by', 'kind'])
		await expect(
			sql`update reasoned_response set ${sql.ref(column)} = 'included' where id = ${made.id}`.execute(
				db
			)
		).rejects.toThrow('reasoned_response_frozen');
	await expect(
		sql`update reasoned_response set state = 'draft' where id = ${made.id}`.execute(db)
	).rejects.toThrow('reasoned_response_frozen');
});
