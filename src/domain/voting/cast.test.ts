import { sql } from 'kysely';
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { arcadia } from '#seed/arcadia.ts';
import { freshDatabase } from '#tests/database.ts';
import { newId } from '#domain/identity.ts';
import { cast, castAll, type Ballot, type Obstacle } from './cast.server.ts';
import { performVote } from './perform.server.ts';
import { recount, tallies, talliesOf } from './store.server.ts';
import { noTally, values, type Tally, type Value } from './vote.ts';

const { db, pool } = await freshDatabase();
let people: string[];
let texts: Awaited<ReturnType<typeof arcadia>>['texts'];

const day = 86_400_000;
const textNamed = (slug: string) => {
	const found = texts.find((text) => text.slug === slug);
	if (!found) throw new Error(`No ${slug}.`);
	return found;
};
const unitOf = (slug: string, number = 1) => textNamed(slug).place(number).unitId ?? '';
const consultationOf = async (slug: string) => {
	const row = await db
		.selectFrom('consultation')
		.select('id')
		.where('slug', '=', slug)
		.executeTakeFirstOrThrow();
	return row.id;
};
const rowsOf = (unitId: string, voterId: string) =>
	db
		.selectFrom('vote')
		.select(['value', 'voterKind'])
		.where('unitId', '=', unitId)
		.where('voterId', '=', voterId)
		.execute();
const by = (voterId: string, unitId: string, value: Value | null): Ballot => ({
	unitId,
	voterId,
	voterKind: 'person',
	value,
	personId: voterId
});
const fold = () => sql`select fold_votes()`.execute(db);
const refused = (code: Obstacle['code']) => ({ ok: false, obstacle: { code } });
const filled = (found: Map<string, Tally>) =>
	[...found].filter(([, tally]) => JSON.stringify(tally) !== JSON.stringify(noTally())).sort();

beforeAll(async () => {
	({ texts } = await arcadia(db));
	people = (
		await db
			.selectFrom('person')
			.select('id')
			.where('suspendedAt', 'is', null)
			.where('guest', '=', false)
			.execute()
	).map(({ id }) => id);
});

async function newcomer(name = 'Newcomer'): Promise<string> {
	const id = newId();
	await db
		.insertInto('person')
		.values({ id, name, email: `${id}@arcadia.example` })
		.execute();
	return id;
}

describe('many clicks at once', () => {
	test('64 equal votes at once leave one row, round after round, and the tally is the rows', async () => {
		const unit = unitOf('open-works', 5);
		const before = (await talliesOf(db, [unit])).get(unit) ?? noTally();
		const rounds = 200;
		for (let round = 0; round < rounds; round++) {
			const voter = await newcomer();
			// Most through the box, some past it, as from another process.
			const clicks = Array.from({ length: 64 }, (_, n) => {
				const ballot = by(voter, unit, 'agree');
				return n % 16 ? cast(db, ballot) : castAll(db, [ballot]).then(([one]) => one);
			});
			const outcomes = await Promise.all(clicks);
			expect(outcomes.every((outcome) => outcome?.ok)).toBe(true);
			expect(await rowsOf(unit, voter)).toEqual([{ value: 'agree', voterKind: 'person' }]);
		}
		await fold();
		const after = (await talliesOf(db, [unit])).get(unit);
		expect(after?.person.agree).toBe(before.person.agree + rounds);
		const consultation = await consultationOf('open-works');
		expect(filled(await tallies(db, consultation))).toEqual(
			filled(await recount(db, consultation))
		);
	}, 60_000);

	test('racing changes of mind end in one of the votes sent', async () => {
		const unit = unitOf('open-works', 6);
		for (let round = 0; round < 20; round++) {
			const voter = await newcomer();
			const clicks = Array.from({ length: 32 }, (_, n) =>
				castAll(db, [by(voter, unit, values[n % 3] ?? 'agree')])
			);
			await Promise.all(clicks);
			const rows = await rowsOf(unit, voter);
			expect(rows).toHaveLength(1);
			expect(['agree', 'changes', 'disagree']).toContain(rows[0]?.value);
		}
	}, 30_000);

	test('of one tab’s clicks the last one stands', async () => {
		const unit = unitOf('open-works', 7);
		const voter = await newcomer();
		const sent = [...values, ...values, 'changes'] as const;
		const outcomes = await Promise.all(sent.map((value) => cast(db, by(voter, unit, value))));
		expect(outcomes.every((outcome) => outcome.ok)).toBe(true);
		expect(await rowsOf(unit, voter)).toEqual([{ value: 'changes', voterKind: 'person' }]);
	});
});

test('after random votes, changes and withdrawals every tally shown equals the rows, folded or not', async () => {
	const consultation = await consultationOf('open-works');
	const units = Array.from({ length: 26 }, (_, n) => unitOf('open-works', n + 1));
	const pick = <One>(from: readonly One[]) => from[Math.floor(Math.random() * from.length)] as One;
	const folding = setInterval(() => void fold(), 20);
	for (let round = 0; round < 15; round++) {
		await Promise.all(
			Array.from({ length: 80 }, () =>
				cast(db, by(pick(people), pick(units), pick([...values, null])))
			)
		);
	}
	clearInterval(folding);
	const shown = filled(await tallies(db, consultation));
	expect(shown).toEqual(filled(await recount(db, consultation)));
	while ((await sql<{ n: number }>`select fold_votes() as n`.execute(db)).rows[0]?.n) continue;
	expect(filled(await tallies(db, consultation))).toEqual(shown);
	const left = await db.selectFrom('voteDelta').select('id').execute();
	expect(left).toEqual([]);
}, 30_000);

test('the answer carries the tally with the vote in it, before anything was folded', async () => {
	const unit = unitOf('open-works', 9);
	const before = (await talliesOf(db, [unit])).get(unit) ?? noTally();
	const outcome = await cast(db, by(await newcomer(), unit, 'disagree'));
	expect(outcome).toMatchObject({
		ok: true,
		value: 'disagree',
		tally: { person: { ...before.person, disagree: before.person.disagree + 1 } }
	});
});

test('a withdrawn vote is gone and counted nowhere', async () => {
	const unit = unitOf('open-works', 10);
	const voter = await newcomer();
	const before = (await talliesOf(db, [unit])).get(unit);
	await cast(db, by(voter, unit, 'unsure'));
	expect(await cast(db, by(voter, unit, null))).toMatchObject({ ok: true, value: null });
	expect(await rowsOf(unit, voter)).toEqual([]);
	expect((await talliesOf(db, [unit])).get(unit)).toEqual(before);
});

describe('the moment', () => {
	const slug = 'open-works';
	let standing: { opensAt: Date | null; closesAt: Date | null };

	beforeEach(async () => {
		const id = await consultationOf(slug);
		standing ??= await db
			.selectFrom('consultation')
			.select(['opensAt', 'closesAt'])
			.where('id', '=', id)
			.executeTakeFirstOrThrow();
		await db.updateTable('consultation').set(standing).where('id', '=', id).execute();
		vi.useRealTimers();
	});

	test.each([
		['closing', 'closesAt', 'closed'],
		['opening', 'opensAt', 'not_open']
	] as const)(
		'%s is judged to the millisecond by the database, whatever this process believes',
		async (_, field, code) => {
			const id = await consultationOf(slug);
			const unit = unitOf(slug, 12);
			await sql`update consultation set ${sql.ref(field === 'closesAt' ? 'closes_at' : 'opens_at')} = date_trunc('milliseconds', clock_timestamp()) + interval '1 second' where id = ${id}`.execute(
				db
			);
			const row = await db
				.selectFrom('consultation')
				.select(field)
				.where('id', '=', id)
				.executeTakeFirstOrThrow();
			const edge = row[field];
			if (!edge) throw new Error('The consultation has no such date.');
			// This process is a day late or early; only Date is faked, timers run on.
			vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + (field === 'closesAt' ? -day : day) });

			let before = 0;
			let after = 0;
			const over = performance.now() + 2000;
			while (performance.now() < over) {
				const voter = people[(before + after) % people.length] ?? '';
				const { rows } = await sql<{
					outcome: string;
					at: Date;
				}>`select outcome, at from cast_votes(
				${[unit]}::uuid[], ${[voter]}::uuid[], ${['person']}::text[], ${['agree']}::text[], ${[voter]}::uuid[])`.execute(
					db
				);
				const [{ outcome, at } = { outcome: '', at: new Date(0) }] = rows;
				if (at < edge) before++;
				else after++;
				const isOpen = field === 'closesAt' ? at < edge : at >= edge;
				expect(outcome, `at ${at.toISOString()}, edge ${edge.toISOString()}`).toBe(
					isOpen ? 'ok' : code
				);
			}
			vi.useRealTimers();
			expect(before).toBeGreaterThan(20);
			expect(after).toBeGreaterThan(20);
			await db.updateTable('consultation').set(standing).where('id', '=', id).execute();
		},
		20_000
	);
});

describe('who may vote on what', () => {
	test.each([
		['a consultation that closed', 'school-meals', 'closed'],
		['one that has not opened', 'night-buses', 'not_open']
	] as const)('nobody on %s, and nothing is written', async (_, slug, code) => {
		const voter = await newcomer();
		const unit = unitOf(slug);
		expect(await cast(db, by(voter, unit, 'agree'))).toEqual(refused(code));
		expect(await rowsOf(unit, voter)).toEqual([]);
	});

	test('nobody on a unit that does not exist, or on a heading', async () => {
		const voter = await newcomer();
		const heading = await db
			.selectFrom('unitText')
			.select('unitId')
			.where('kind', '=', 'heading')
			.executeTakeFirstOrThrow();
		expect(await cast(db, by(voter, newId(), 'agree'))).toEqual(refused('unit_missing'));
		expect(await cast(db, by(voter, heading.unitId, 'agree'))).toEqual(refused('unit_missing'));
		expect(await rowsOf(heading.unitId, voter)).toEqual([]);
	});

	test('no suspended person, in the middle of others who may', async () => {
		const voter = await newcomer();
		await db
			.updateTable('person')
			.set({ suspendedAt: new Date() })
			.where('id', '=', voter)
			.execute();
		const other = await newcomer();
		const unit = unitOf('open-works', 14);
		const [held, counted] = await Promise.all([
			cast(db, by(voter, unit, 'agree')),
			cast(db, by(other, unit, 'agree'))
		]);
		expect(held).toEqual(refused('not_allowed'));
		expect(counted.ok).toBe(true);
		expect(await rowsOf(unit, voter)).toEqual([]);
	});

	test('an organisation once, by whoever speaks for it now, recorded without the value', async () => {
		const unit = unitOf('open-works', 20);
		const held = await db
			.selectFrom('membership')
			.innerJoin('organisation', 'organisation.id', 'membership.organisationId')
			.select([
				'membership.id',
				'membership.personId',
				'membership.organisationId',
				'organisation.name',
				'organisation.slug',
				'organisation.spaceId'
			])
			.where('membership.toAt', 'is', null)
			.where('organisation.verifiedAt', 'is not', null)
			.executeTakeFirstOrThrow();
		const { personId, organisationId: voterId } = held;
		const ballot: Ballot = {
			unitId: unit,
			voterId,
			voterKind: 'organisation',
			value: 'changes',
			personId
		};

		const stranger = await newcomer();
		expect(await cast(db, { ...ballot, personId: stranger })).toEqual(refused('not_allowed'));
		const earlier = await rowsOf(unit, voterId);
		expect(earlier.every(({ value }) => value !== 'changes')).toBe(true);

		expect((await cast(db, { ...ballot, value: 'unsure' })).ok).toBe(true);
		expect((await cast(db, ballot)).ok).toBe(true);
		expect(await rowsOf(unit, voterId)).toEqual([{ value: 'changes', voterKind: 'organisation' }]);
		const entries = await db
			.selectFrom('ledgerEntry')
			.selectAll()
			.where('aboutId', '=', voterId)
			.where('type', '=', 'vote.set')
			.orderBy('id', 'desc')
			.limit(1)
			.execute();
		expect(entries[0]).toMatchObject({ personId, payload: { unit } });
		expect(JSON.stringify(entries[0])).not.toContain('changes');

		await db
			.updateTable('membership')
			.set({ toAt: new Date(Date.now() + 1000) })
			.where('id', '=', held.id)
			.execute();
		expect(await cast(db, { ...ballot, value: 'agree' })).toEqual(refused('not_allowed'));
		expect(await rowsOf(unit, voterId)).toEqual([{ value: 'changes', voterKind: 'organisation' }]);
	});

	test('a vote that waited for its voter is cast as theirs, and not for an organisation they left', async () => {
		const id = await newcomer();
		const viewer = {
			id,
			name: 'N',
			email: 'n@arcadia.example',
			language: 'en',
			sessionId: newId(),
			suspended: false,
			grants: [],
			organisations: []
		};
		const unitId = unitOf('open-works', 15);
		const payload = {
			unitId,
			value: 'disagree',
			organisationId: null,
			number: 'P15',
			title: '',
			to: '/en/arcadia#p15'
		};
		expect(await performVote(db, viewer, { ...payload, organisationId: newId() })).toEqual(
			refused('not_allowed')
		);
		expect(await rowsOf(unitId, id)).toEqual([]);
		expect(await performVote(db, viewer, payload)).toEqual({ ok: true, to: '/en/arcadia#p15' });
		expect(await rowsOf(unitId, id)).toEqual([{ value: 'disagree', voterKind: 'person' }]);
	});
});

test('when the database goes away, everyone who waits is told so, and the next vote is cast', async () => {
	const unit = unitOf('open-works', 16);
	const voter = await newcomer();
	const broken = Array.from({ length: 5 }, () =>
		cast(db, { ...by(voter, unit, 'agree'), personId: 'no uuid' })
	);
	const settled = await Promise.allSettled(broken);
	expect(settled.every(({ status }) => status === 'rejected')).toBe(true);
	expect((await cast(db, by(voter, unit, 'agree'))).ok).toBe(true);
	expect(pool.waitingCount).toBe(0);
});

test('who no longer speaks for an organisation takes nobody’s vote along', async () => {
	const unitId = unitOf('open-works', 2);
	const { organisationId, personId } = await db
		.selectFrom('membership')
		.select(['organisationId', 'personId'])
		.where('toAt', 'is', null)
		.executeTakeFirstOrThrow();
	const ballot = (who: string, value: Value): Ballot => ({
		unitId,
		voterId: organisationId,
		voterKind: 'organisation',
		value,
		personId: who
	});
	const [standing, gone] = await Promise.all([
		cast(db, ballot(personId, 'changes')),
		cast(db, ballot(await newcomer(), 'disagree'))
	]);
	expect(standing).toMatchObject({ ok: true, value: 'changes' });
	expect(gone).toEqual(refused('not_allowed'));
	expect(await rowsOf(unitId, organisationId)).toEqual([
		{ value: 'changes', voterKind: 'organisation' }
	]);
});
