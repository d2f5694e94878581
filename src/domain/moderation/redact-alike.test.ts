/** What is left of redacted words is folded anew: it says the same as other things now, or as nothing. */

import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { hearing, saidOn } from '#tests/answers.ts';
import { freshDatabase } from '#tests/database.ts';
import { person } from '#tests/staff.ts';
import { refoldAlike } from '../contribution/alike.server.ts';
import { redact } from './redact.server.ts';

const { db } = await freshDatabase();

/** What the queue has waiting. */
async function refold() {
	const { rows } = await sql<{ id: string }>`
		delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t
		where t.id = j.task_id and t.identifier = 'refold_alike' returning j.payload ->> 'id' as id`.execute(
		db
	);
	for (const { id } of rows) await refoldAlike(db, id);
	return rows.length;
}

const row = (reference: string) =>
	db
		.selectFrom('contribution')
		.select(['id', 'alikeOf', 'alikeCount'])
		.where('reference', '=', reference)
		.executeTakeFirstOrThrow();

test('a copy that lost its words leaves its head, and one that lost a name joins those that say the same', async () => {
	const place = await hearing(db);
	const by = async () => person(db, 'Ana Ruiz');
	const redacting = async (reference: string, passages: string) => {
		const { id } = await row(reference);
		const ground = { rule: 'privacy', facts: 'It says where a child is.' } as const;
		const decision = { id, consultationId: place.id, ...ground, passages };
		expect(await redact(db, place.secretariat, decision)).toEqual({ ok: true });
		return refold();
	};
	const same = 'The river must be cleaned before the summer because children swim in it.';
	const head = await saidOn(db, place, same, { by: await by() });
	const copy = await saidOn(db, place, same, { by: await by() });
	await refold();
	expect(await row(copy)).toMatchObject({ alikeOf: (await row(head)).id });

	expect(await redacting(copy, 'before the summer because children swim in it')).toBe(1);
	expect(await row(copy)).toMatchObject({ alikeOf: null });
	expect(await row(head)).toMatchObject({ alikeCount: 0 });

	// The same words taken out of both: what is left says the same again.
	expect(await redacting(head, 'before the summer because children swim in it')).toBe(1);
	expect(await row(copy)).toMatchObject({ alikeOf: (await row(head)).id });
	expect(await row(head)).toMatchObject({ alikeCount: 1 });
});
