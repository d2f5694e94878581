/** G6: a wave is approved by another person, taken out exactly and brought back exactly. */

import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { differences } from '#platform/check.server.ts';
import { freshDatabase } from '#tests/database.ts';
import { ledgerOf } from '#tests/staff.ts';
import { meaning, rowsOfWave, waveOn } from '#tests/wave.ts';
import type { Viewer } from '../accounts/viewer.ts';
import { refoldAlike } from '../contribution/alike.server.ts';
import { support } from '../contribution/support.server.ts';
import { withdraw } from '../contribution/withdraw.server.ts';
import { recount, tallies } from '../voting/store.server.ts';
import { carryOut } from './carry.server.ts';
import { approve, decline, reverse } from './decide.server.ts';
import * as store from './store.server.ts';

const { db, pool } = await freshDatabase();
const {
	consultationId,
	moderator,
	second,
	chair,
	units,
	wave,
	honest,
	votes,
	say,
	supportOf,
	asked
} = await waveOn(db);

const counted = async () => {
	await sql`select fold_votes()`.execute(db);
	return [...(await tallies(db, consultationId))].sort();
};
const exact = async () => {
	expect(await differences(db)).toEqual([]);
	const [shown, fresh] = [await counted(), [...(await recount(db, consultationId))].sort()];
	const filled = (all: typeof shown) =>
		all.filter(([, tally]) =>
			Object.values(tally).some((counts) => Object.values(counts).some(Boolean))
		);
	expect(filled(shown)).toEqual(filled(fresh));
};
const standing = () =>
	db
		.selectFrom('contribution')
		.select(['reference', 'state', 'supportPeople', 'alikeCount'])
		.where('consultationId', '=', consultationId)
		.orderBy('receivedAt')
		.execute();

async function refold() {
	const { rows } = await pool.query<{ id: string }>(
		`select payload ->> 'id' as id from graphile_worker._private_jobs j
			join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'refold_alike'`
	);
	for (const { id } of rows) await refoldAlike(db, id);
	await pool.query('delete from graphile_worker._private_jobs');
}

test('whoever asked does not approve, nor who may not; the database refuses it too', async () => {
	const which = await asked();
	const before = await rowsOfWave(db);
	expect(await approve(db, moderator, which)).toMatchObject({ obstacle: { code: 'yourself' } });
	expect(await approve(db, honest[1] as Viewer, which)).toMatchObject({
		obstacle: { code: 'not_allowed' }
	});
	expect(await rowsOfWave(db)).toEqual(before);
	await expect(
		db
			.updateTable('invalidation')
			.set({ approvedBy: moderator.id, approvedAt: new Date() })
			.where('id', '=', which.id)
			.execute()
	).rejects.toThrow('invalidation_two_persons');
	expect(await decline(db, second, which)).toEqual({ ok: true });
	expect(await approve(db, second, which)).toMatchObject({ obstacle: { code: 'decided' } });
	expect(await rowsOfWave(db)).toEqual(before);
});

test('approved, all of it goes and nothing else; undone, exactly what is free comes back', async () => {
	const [votesBefore, saidBefore] = [await counted(), await standing()];
	const which = await asked();
	expect(await approve(db, chair, which)).toEqual({ ok: true });
	// From the approval on they add nothing, before the job has come to them.
	const [puppet] = wave as [Viewer];
	expect(await votes([puppet], units[0] ?? '', 'agree')).toEqual([
		{ ok: false, obstacle: { code: 'not_allowed' } }
	]);
	await carryOut(db, which.id);
	await exact();
	expect(await store.one(db, which.consultationId, which.id)).toMatchObject({
		...{
			state: 'standing',
			people: 40,
			votes: 40 * units.length,
			supports: 20,
			contributions: 10
		}
	});
	for (const [, tally] of await counted())
		expect(tally.person).toEqual({ agree: 12, changes: 0, disagree: 0, unsure: 0 });
	const now = await standing();
	expect(now.filter(({ state }) => state === 'refused')).toHaveLength(10);
	expect(now.every(({ alikeCount, supportPeople }) => alikeCount + supportPeople === 0)).toBe(true);

	// Each with a whole statement, each person told once, the acts on record.
	const acts = await db
		.selectFrom('moderationAct')
		.selectAll()
		.where('invalidationId', '=', which.id)
		.execute();
	expect(acts).toHaveLength(10);
	expect(acts[0]).toMatchObject({
		...{ act: 'refuse', rule: 'honesty', automated: true, foundBy: 'staff', byId: chair.id },
		effect: 'out_of_sight'
	});
	const mails = await db
		.selectFrom('mail')
		.select(['recipient', 'facts'])
		.where('kind', '=', 'invalidated')
		.execute();
	expect(mails.map(({ recipient }) => recipient).sort()).toEqual(
		wave.map(({ email }) => email).sort()
	);
	expect((await ledgerOf(db, which.id)).map(({ type }) => type)).toEqual([
		'invalidation.asked',
		'invalidation.approved',
		'invalidation.carried_out'
	]);

	// While it stands they neither vote, support nor speak.
	expect(await votes(wave, units[0] ?? '', 'agree')).toEqual(
		wave.map(() => ({ ok: false, obstacle: { code: 'not_allowed' } }))
	);
	const [open] = await db
		.selectFrom('contribution')
		.select('id')
		.where('state', '=', 'published')
		.where('consultationId', '=', consultationId)
		.execute();
	expect(await support(db, puppet, supportOf(open?.id ?? ''))).toMatchObject({
		obstacle: { code: 'invalidated' }
	});
	await expect(say(puppet, 'Again.')).rejects.toThrow('invalidated');

	// Meanwhile one takes their own back: it stays gone.
	const [own] = await db
		.selectFrom('contribution')
		.select(['id', 'reference'])
		.where('personId', '=', puppet.id)
		.execute();
	expect(await withdraw(db, puppet, { id: own?.id ?? '', consultationId })).toEqual({ ok: true });

	expect(await reverse(db, moderator, which)).toMatchObject({ obstacle: { code: 'yourself' } });
	expect(await reverse(db, second, which)).toEqual({ ok: true });
	await carryOut(db, which.id);
	await refold();
	await exact();
	expect(await counted()).toEqual(votesBefore);
	const after = await standing();
	expect(after.map(({ reference, state }) => [reference, state])).toEqual(
		saidBefore.map(({ reference, state }) => [
			reference,
			reference === own?.reference ? 'withdrawn' : state
		])
	);
	expect(Math.max(...after.map(({ alikeCount }) => alikeCount))).toBe(8);
	expect(after.map(({ supportPeople }) => supportPeople)).toEqual(
		saidBefore.map(({ supportPeople }) => supportPeople)
	);
	for (const table of ['invalid_vote', 'invalid_support', 'invalidation_person']) {
		const { rows } = await pool.query(`select 1 from ${table}`);
		expect(rows, table).toHaveLength(0);
	}
	expect(await votes([puppet], units[0] ?? '', 'agree')).toMatchObject([{ ok: true }]);
	await votes([puppet], units[0] ?? '', 'disagree');
});

test('who votes anew in between keeps that vote', async () => {
	const which = await asked(meaning({ takes: ['votes'] }));
	await approve(db, second, which);
	await carryOut(db, which.id);
	const [unit = ''] = units;
	const puppet = wave[3] as Viewer;
	// As if the rule had not held for a moment: the newer vote is theirs.
	await db
		.deleteFrom('invalidationPerson')
		.where('personId', '=', puppet.id)
		.where('invalidationId', '=', which.id)
		.execute();
	expect(await votes([puppet], unit, 'agree')).toMatchObject([{ ok: true }]);
	await db
		.insertInto('invalidationPerson')
		.values({
			...{ personId: puppet.id, consultationId },
			...{ invalidationId: which.id, taken: true }
		})
		.execute();
	await reverse(db, chair, which);
	await carryOut(db, which.id);
	await exact();
	const { value } = await db
		.selectFrom('vote')
		.select('value')
		.where('voterId', '=', puppet.id)
		.where('unitId', '=', unit)
		.executeTakeFirstOrThrow();
	expect(value).toBe('agree');
	await votes([puppet], unit, 'disagree');
});

test('after thirty days it stands; the database refuses it too', async () => {
	const which = await asked();
	await approve(db, second, which);
	await carryOut(db, which.id);
	await db
		.updateTable('invalidation')
		.set({
			approvedAt: sql<Date>`approved_at - interval '31 days'`,
			carriedAt: sql<Date>`carried_at - interval '31 days'`
		})
		.where('id', '=', which.id)
		.execute();
	const before = await rowsOfWave(db);
	expect(await reverse(db, chair, which)).toMatchObject({ obstacle: { code: 'over' } });
	expect(await rowsOfWave(db)).toEqual(before);
	await expect(
		db
			.updateTable('invalidation')
			.set({ reversedBy: chair.id, reversedAt: new Date() })
			.where('id', '=', which.id)
			.execute()
	).rejects.toThrow('invalidation_reversed');
	const { items } = await store.published(db, consultationId, 1);
	expect(items.map(({ state }) => state)).toEqual(['restored', 'restored', 'standing'].toSorted());
	expect(JSON.stringify(items)).not.toMatch(/@|Person \d/);
});
