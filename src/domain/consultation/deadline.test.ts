import { sql } from 'kysely';
import { afterEach, expect, test, vi } from 'vitest';
import { now } from '#domain/clock.server.ts';
import { cast, type Outcome } from '#domain/voting/cast.server.ts';
import { freshDatabase } from '#tests/database.ts';
import * as staff from '#tests/staff.ts';
import { extend } from './extend.server.ts';

const { db } = await freshDatabase();
const place = await staff.office(db);
const minute = 60_000;
const skews = [0, 5 * minute, -5 * minute, 24 * 60 * minute, -24 * 60 * minute];

afterEach(() => {
	vi.useRealTimers();
});

/** The process's clock, wrong by so much; only the clock, timers run on. */
const pretend = (skew: number) =>
	vi.setSystemTime(performance.timeOrigin + performance.now() + skew);

async function voters(count: number): Promise<string[]> {
	const { rows } = await sql<{ id: string }>`
		insert into person (id, name, email)
		select gen_random_uuid(), 'Voter', gen_random_uuid()::text || '@example.test'
		from generate_series(1, ${count}::int) returning id`.execute(db);
	return rows.map(({ id }) => id);
}

async function unitOf(consultationId: string): Promise<string> {
	const { versionId } = await staff.rowOf(db, consultationId);
	const row = await db
		.selectFrom('unitText')
		.select('unitId')
		.where('versionId', '=', versionId)
		.where('number', '=', 1)
		.executeTakeFirstOrThrow();
	return row.unitId;
}

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

test('with clocks of the process wrong by minutes and days, 10,000 votes around the closing are judged by the database', async () => {
	const [waves, each] = [100, 100];
	const people = await voters(waves * each);
	const { id, closesAt } = await staff.openIn(db, place, 2);
	const unitId = await unitOf(id);
	vi.useFakeTimers({ toFake: ['Date'] });

	type Decision = { before: Date; after: Date; outcome: Outcome };
	const wave = async (n: number): Promise<Decision[]> => {
		const before = await now(db);
		const some = people.slice(n * each, (n + 1) * each).map((personId, at) => {
			pretend(skews[(n + at) % skews.length] ?? 0);
			const ballot = { unitId, voterId: personId, voterKind: 'person' as const, personId };
			return cast(db, { ...ballot, value: 'agree' });
		});
		const outcomes = await Promise.all(some);
		const after = await now(db);
		return outcomes.map((outcome) => ({ before, after, outcome }));
	};
	const sent: Promise<Decision[]>[] = [];
	for (let n = 0; n < waves; n++) {
		sent.push(wave(n));
		await wait(40);
	}
	const decisions = (await Promise.all(sent)).flat();

	const taken = decisions.filter(({ outcome }) => outcome.ok);
	const refused = decisions.filter(({ outcome }) => !outcome.ok);
	expect(decisions).toHaveLength(10_000);
	expect(taken.length).toBeGreaterThan(1000);
	expect(refused.length).toBeGreaterThan(1000);
	// Taken: before the closing. Refused: the answer came after it, and for that reason.
	expect(taken.filter(({ outcome }) => !(outcome.ok && outcome.at < closesAt))).toEqual([]);
	expect(taken.filter(({ before }) => before >= closesAt)).toEqual([]);
	expect(refused.filter(({ after }) => after < closesAt)).toEqual([]);
	const codes = new Set(refused.map(({ outcome }) => (outcome.ok ? '' : outcome.obstacle.code)));
	expect([...codes]).toEqual(['closed']);
	const late = await db
		.selectFrom('vote')
		.select('castAt')
		.where('unitId', '=', unitId)
		.where('castAt', '>=', closesAt)
		.execute();
	expect(late).toEqual([]);
}, 60_000);

test.each(skews)(
	'an extension is judged by the database, the process being %i ms wrong',
	async (skew) => {
		const soon = await staff.openIn(db, place, 1);
		const open = await staff.openIn(db, place, 3600);
		await wait(1100);
		vi.useFakeTimers({ toFake: ['Date'] });
		pretend(skew);
		const sent = { responseBy: null, reason: 'Because.', lang: 'en' };
		const later = (at: Date) => new Date(at.getTime() + minute);
		const desk = place.secretariat;
		expect(
			await extend(db, desk, soon.id, { ...sent, closesAt: later(soon.closesAt) })
		).toMatchObject({
			ok: false,
			obstacle: { state: 'CLOSED' }
		});
		expect(
			await extend(db, desk, open.id, { ...sent, closesAt: later(open.closesAt) })
		).toMatchObject({
			ok: true
		});
	}
);
