import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { close } from '#domain/consultation/close.server.ts';
import { stateOf } from '#domain/consultation/consultation.ts';
import { now } from '#domain/clock.server.ts';
import { withdraw } from '#domain/contribution/withdraw.server.ts';
import { send } from '#domain/contribution/send.server.ts';
import { closedIn, runOut, unitsOf } from '#tests/closed.ts';
import { freshDatabase } from '#tests/database.ts';
import * as staff from '#tests/staff.ts';
import { noReasons } from './operation.ts';
import { openRound, type NextRound } from './open-round.server.ts';
import { publishVersion } from './publish.server.ts';
import { revise } from './revise.server.ts';
import { startVersion } from './start.server.ts';

const { db } = await freshDatabase();
const place = await staff.office(db);
const desk = place.secretariat;

const soon = async (more: Partial<NextRound> = {}): Promise<NextRound> => ({
	opensAt: await staff.inSeconds(db, 3600),
	closesAt: await staff.inSeconds(db, 7200),
	responseBy: null,
	reason: 'The text changed much.',
	lang: 'en',
	...more
});
const rounds = (id: string) =>
	db.selectFrom('round').selectAll().where('consultationId', '=', id).orderBy('n').execute();
const jobs = async (id: string) => {
	const { rows } = await sql<{ key: string; runAt: Date }>`
		select key, run_at from graphile_worker.jobs where key like ${'%' + id}`.execute(db);
	return new Map(rows.map(({ key, runAt }) => [key, runAt]));
};

test('a round has its own dates and the clock rules it; the earlier ones are kept with their version', async () => {
	const { id } = await closedIn(db, place);
	const [, unit] = await unitsOf(db, id);
	await startVersion(db, desk, id);
	const operation = {
		...{ op: 'edit' as const, unit: unit?.unitId ?? '', as: 'change' as const },
		...{ to: staff.paragraph('Other.'), reasons: noReasons }
	};
	await revise(db, desk, id, { seen: 0, operation });
	const made = await publishVersion(db, desk, id, { revision: 1, note: 'New.', noteLang: 'en' });
	const before = await staff.rowOf(db, id);
	await db
		.updateTable('consultation')
		.set({ answeredAt: await now(db), answeredBecause: 'All is said.', answeredBy: desk.id })
		.where('id', '=', id)
		.execute();

	const round = await soon();
	expect(await openRound(db, desk, id, round)).toMatchObject({ ok: true, n: 2 });
	const row = await staff.rowOf(db, id);
	expect(stateOf(row, await now(db))).toBe('ANNOUNCED');
	expect(stateOf(row, round.opensAt)).toBe('OPEN');
	expect(stateOf(row, round.closesAt)).toBe('CLOSED');
	expect(row).toMatchObject({
		...{ closedAt: null, answeredAt: null, answeredBy: null, answeredBecause: null },
		versionId: made.ok ? made.versionId : ''
	});
	// The first round was held on the first version, though the second stood when it ended.
	expect(await rounds(id)).toMatchObject([
		{ n: 1, versionId: unit?.versionId, opensAt: before.opensAt, closesAt: before.closesAt }
	]);
	const appointed = await jobs(id);
	expect(appointed.get(`consultation_opens ${id}`)).toEqual(round.opensAt);
	expect(appointed.get(`consultation_closes ${id}`)).toEqual(round.closesAt);
	const acts = await db
		.selectFrom('publicAct')
		.selectAll()
		.where('consultationId', '=', id)
		.execute();
	expect(acts.at(-1)).toMatchObject({ kind: 'round', fromAt: round.opensAt, toAt: round.closesAt });
	expect((await staff.ledgerOf(db, id)).at(-1)).toMatchObject({
		type: 'consultation.round_announced',
		payload: { n: 2, version: row.versionId }
	});
	const news = await db.selectFrom('news').selectAll().where('consultationId', '=', id).execute();
	expect(news.at(-1)).toMatchObject({ kind: 'round', facts: { n: 2 } });

	// A third round, on the same text: the second ran from when it stood.
	await sql`update consultation c set opens_at = v.published_at, closes_at = clock_timestamp()
		from text_version v where v.id = c.version_id and c.id = ${id}::uuid`.execute(db);
	await close(db, id);
	expect(await openRound(db, desk, id, await soon())).toMatchObject({ ok: true, n: 3 });
	expect(await rounds(id)).toMatchObject([{ n: 1 }, { n: 2, versionId: row.versionId }]);
});

test('a round begins later than now and ends later than it begins, after closing, by staff', async () => {
	const { id } = await closedIn(db, place);
	const before = await staff.rowOf(db, id);
	const code = async (more: Partial<NextRound>, by = desk) => {
		const done = await openRound(db, by, id, await soon(more));
		return done.ok ? 'ok' : done.obstacle.code;
	};
	expect(await code({ opensAt: await staff.inSeconds(db, -1) })).toBe('round_in_the_past');
	expect(await code({ closesAt: await staff.inSeconds(db, 3600) })).toBe('round_ends_before');
	expect(await code({ closesAt: await staff.inSeconds(db, 6 * 366 * 86_400) })).toBe(
		'round_too_far'
	);
	expect(await code({ responseBy: await staff.inSeconds(db, 3700) })).toBe('round_answers_before');
	expect(await code({ reason: ' ' })).toBe('reason_missing');
	expect(await code({}, await staff.person(db, 'Citizen'))).toBe('not_allowed');
	const open = await staff.openIn(db, place);
	expect(await openRound(db, desk, open.id, await soon())).toMatchObject({
		obstacle: { code: 'wrong_state', state: 'OPEN' }
	});
	expect(await staff.rowOf(db, id)).toEqual(before);
	expect(await rounds(id)).toEqual([]);
});

test('what was said in an earlier round is not taken back in a later one', async () => {
	const { id } = await staff.openIn(db, place);
	const ana = await staff.person(db, 'Ana');
	const sent = await send(db, ana, {
		...{ consultationId: id, on: { kind: 'whole' }, to: null, as: null, kind: 'comment' },
		...{ visibility: 'public', lang: 'en', body: 'First round.' }
	});
	const one = await db
		.selectFrom('contribution')
		.select('id')
		.where('reference', '=', sent.ok ? sent.reference : '')
		.executeTakeFirstOrThrow();
	await runOut(db, id);
	await openRound(db, desk, id, await soon());
	// The next round opens a moment later than what was said.
	await sql`update consultation set opens_at = clock_timestamp() where id = ${id}::uuid`.execute(
		db
	);
	expect(await withdraw(db, ana, { id: one.id, consultationId: id })).toMatchObject({
		ok: false,
		obstacle: { code: 'closed' }
	});
});
