/** G6: a wave is counted before it is asked for, approved by another person, taken out exactly and brought back exactly. */

import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { differences } from '#platform/check.server.ts';
import { freshDatabase } from '#tests/database.ts';
import { ledgerOf, office, openIn, person } from '#tests/staff.ts';
import type { Viewer } from '../accounts/viewer.ts';
import { refoldAlike } from '../contribution/alike.server.ts';
import { send } from '../contribution/send.server.ts';
import { support } from '../contribution/support.server.ts';
import { withdraw } from '../contribution/withdraw.server.ts';
import type { Database } from '../database.server.ts';
import { newId } from '../identity.ts';
import { castAll } from '../voting/cast.server.ts';
import { recount, tallies } from '../voting/store.server.ts';
import { ask, preview } from './ask.server.ts';
import { carryOut } from './carry.server.ts';
import { undescribed, unitsOf, type Condition } from './condition.ts';
import { approve, decline, reverse } from './decide.server.ts';
import * as store from './store.server.ts';

const { db, pool } = await freshDatabase();
const place = await office(db);
const moderator = await person(db, 'Mora', [{ spaceId: place.spaceId, role: 'MODERATOR' }]);
const second = await person(db, 'Sara', [{ spaceId: place.spaceId, role: 'MODERATOR' }]);
const chair = await person(db, 'Chen', [{ spaceId: place.spaceId, role: 'MSF_CHAIR' }]);
const desk = place.secretariat;

const template =
	'The river must be cleaned before the summer because children swim in it every day and nobody tells them what is in the water.';

let consultation: Awaited<ReturnType<typeof openIn>>;
let units: string[];
let wave: Viewer[];
let honest: Viewer[];

async function people(count: number, domain: string): Promise<Viewer[]> {
	return Promise.all(
		Array.from({ length: count }, async (_, n) => {
			const one = await person(db, `Person ${n}`);
			const email = `p${n}.${newId()}@${domain}`;
			await db.updateTable('person').set({ email }).where('id', '=', one.id).execute();
			return { ...one, email };
		})
	);
}
const votes = (by: readonly Viewer[], unitId: string, value: 'agree' | 'disagree') =>
	castAll(
		db,
		by.map(({ id }) => ({ unitId, voterId: id, voterKind: 'person', value, personId: id }))
	);
const say = async (by: Viewer, body: string) => {
	const said = await send(db, by, {
		...{ consultationId: consultation.id, on: { kind: 'whole' }, to: null, as: null },
		...{ kind: 'comment', visibility: 'public', lang: 'en', body }
	});
	if (!said.ok) throw new Error(said.obstacle.code);
	return db
		.selectFrom('contribution')
		.selectAll()
		.where('reference', '=', said.reference)
		.executeTakeFirstOrThrow();
};

beforeAll(async () => {
	consultation = await openIn(db, place);
	units = (
		await db.selectFrom('unit').select('id').where('consultationId', '=', consultation.id).execute()
	).map(({ id }) => id);
	[wave, honest] = [await people(40, 'wave.example'), await people(12, 'example.org')];
	const voted = await db
		.selectFrom('unitText')
		.select('unitId')
		.where('unitId', 'in', units)
		.where('number', 'is not', null)
		.execute();
	units = voted.map(({ unitId }) => unitId);
	for (const unit of units) {
		await votes(wave, unit, 'disagree');
		await votes(honest, unit, 'agree');
	}
	const first = await say(honest[0] as Viewer, 'Clean it, and say what it costs.');
	for (const by of wave.slice(0, 20)) await support(db, by, supportOf(first.id));
	for (const by of wave.slice(0, 10)) await say(by, template);
	await sql`select fold_votes()`.execute(db);
});

const supportOf = (id: string) => ({
	id,
	consultationId: consultation.id,
	as: null,
	supports: true
});

const soon = () => new Date(Date.now() + 1000).toISOString();
const long = () => new Date(Date.now() - 3_600_000).toISOString();
/** Moments by the database's clock, which is ours too. */
const meaning = (change: Partial<Condition> = {}): Condition => ({
	...{ from: long(), to: new Date().toISOString() },
	...{ accountsFrom: null, accountsTo: null, domain: 'wave.example', guests: false },
	...{ like: null, units: [], takes: ['votes', 'supports', 'contributions'], ...change }
});
const asking = (condition = meaning()) => ({
	...{ condition, rule: 'honesty', lang: 'en' },
	facts: 'Forty accounts of one domain within a minute.'
});
async function asked(condition = meaning(), by = moderator) {
	const outcome = await ask(db, by, consultation.id, asking(condition));
	if (!outcome.ok) throw new Error(outcome.obstacle.code);
	return { consultationId: consultation.id, id: outcome.id };
}
const counted = async (of: Database) => {
	await sql`select fold_votes()`.execute(of);
	return [...(await tallies(of, consultation.id))].sort();
};
const exact = async () => {
	expect(await differences(db)).toEqual([]);
	const [shown, fresh] = [await counted(db), [...(await recount(db, consultation.id))].sort()];
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
		.where('consultationId', '=', consultation.id)
		.orderBy('receivedAt')
		.execute();
/** Every row the wave could change. */
const everything = async () => {
	const found: unknown[] = [];
	for (const table of [
		'vote',
		'support',
		'contribution',
		'moderation_act',
		'invalid_vote',
		'invalidation_person'
	]) {
		const { rows } = await pool.query(`select * from ${table} order by 1, 2`);
		found.push(rows);
	}
	return found;
};
async function refold() {
	const { rows } = await pool.query<{ id: string }>(
		`select payload ->> 'id' as id from graphile_worker._private_jobs j
			join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'refold_alike'`
	);
	for (const { id } of rows) await refoldAlike(db, id);
	await pool.query('delete from graphile_worker._private_jobs');
}

describe('a condition', () => {
	const at = new Date('2027-05-01T12:00:00Z');
	const day: Condition = {
		...{ from: '2027-04-30T10:00:00Z', to: '2027-04-30T11:00:00Z' },
		...{ accountsFrom: null, accountsTo: null, domain: null, guests: true, like: null },
		...{ units: [], takes: ['votes'] }
	};
	test.each([
		[{}, undefined],
		[{ from: '' }, 'period_missing'],
		[{ to: '2027-04-30T09:00:00Z' }, 'period_turned'],
		[{ to: '2027-05-02T09:00:00Z' }, 'period_ahead'],
		[{ guests: false }, 'too_wide'],
		[{ guests: false, domain: 'a b' }, 'domain_bad'],
		[{ guests: false, domain: 'x@y.example' }, 'domain_bad'],
		[{ guests: false, like: 'P9' }, 'like_missing'],
		[{ takes: [] }, 'takes_missing'],
		[{ accountsFrom: '2027-04-03', accountsTo: '2027-04-02' }, 'accounts_turned']
	] as [Partial<Condition>, string | undefined][])('%j: %s', (change, code) => {
		expect(undescribed({ ...day, ...change }, at)?.code).toBe(code);
	});

	test.each([
		['', []],
		['3, 7-9', [3, 7, 8, 9]],
		['P12 P14', [12, 14]],
		['9-7', null],
		['1-99999', null],
		['all', null]
	])('units %j are %j', (typed, units) => expect(unitsOf(typed)).toEqual(units));
});

describe('described', () => {
	test('it counts people, votes, supports and contributions, and writes nothing', async () => {
		const before = await everything();
		expect(await preview(db, consultation.id, meaning())).toEqual({
			ok: true,
			counts: { people: 40, votes: 40 * units.length, supports: 20, contributions: 10 }
		});
		expect(await everything()).toEqual(before);
	});

	test.each([
		[
			'the kinds of act',
			{ takes: ['supports'] as const },
			{ people: 20, votes: 0, supports: 20, contributions: 0 }
		],
		['a text', { domain: null, like: true }, { people: 10, supports: 10, contributions: 10 }],
		['when accounts were made', { domain: null, accountsFrom: 'now' }, null],
		['another domain', { domain: 'elsewhere.example' }, null],
		['guests', { domain: null, guests: true }, null]
	])('it is narrowed by %s', async (_, change, counts) => {
		const [one] = await db
			.selectFrom('contribution')
			.select('reference')
			.where('body', '=', template)
			.execute();
		const condition = meaning({
			...change,
			...('like' in change ? { like: one?.reference ?? '' } : {}),
			...('accountsFrom' in change ? { accountsFrom: soon() } : {})
		} as Partial<Condition>);
		const seen = await preview(db, consultation.id, condition);
		if (counts) expect(seen).toMatchObject({ ok: true, counts });
		else expect(seen).toMatchObject({ ok: false, obstacle: { code: 'too_few' } });
	});

	test('people with a role and votes of organisations are never meant', async () => {
		const granted = wave[0] as Viewer;
		const id = newId();
		await db
			.insertInto('roleGrant')
			.values({
				id,
				spaceId: place.spaceId,
				personId: granted.id,
				role: 'REVIEWER',
				fromAt: new Date()
			})
			.execute();
		expect(await preview(db, consultation.id, meaning())).toMatchObject({ counts: { people: 39 } });
		await db.deleteFrom('roleGrant').where('id', '=', id).execute();
	});

	test.each([
		['nobody but moderators asks', honest?.[0], asking(), 'not_allowed'],
		['a rule is cited', undefined, { ...asking(), rule: 'dislike' }, 'rule'],
		['the facts are said', undefined, { ...asking(), facts: ' ' }, 'facts_missing'],
		[
			'the facts name nobody',
			undefined,
			{ ...asking(), facts: 'See p1@wave.example' },
			'facts_name'
		],
		['a few are no wave', undefined, asking(meaning({ domain: 'nobody.example' })), 'too_few'],
		['a unit is there', undefined, asking(meaning({ units: [999] })), 'units_bad'],
		['a text is there', undefined, asking(meaning({ like: 'C-000000' })), 'like_missing']
	])('%s', async (rule, _, given, code) => {
		const by = rule.startsWith('nobody') ? (honest[0] as Viewer) : moderator;
		const before = await everything();
		expect(await ask(db, by, consultation.id, given)).toMatchObject({
			ok: false,
			obstacle: { code }
		});
		expect(await everything()).toEqual(before);
		expect(await store.list(db, consultation.id, 1)).toMatchObject({ total: 0 });
	});
});

describe('decided', () => {
	test('whoever asked does not approve, nor who may not; the database refuses it too', async () => {
		const which = await asked();
		const before = await everything();
		expect(await approve(db, moderator, which)).toMatchObject({ obstacle: { code: 'yourself' } });
		expect(await approve(db, honest[1] as Viewer, which)).toMatchObject({
			obstacle: { code: 'not_allowed' }
		});
		expect(await everything()).toEqual(before);
		await expect(
			db
				.updateTable('invalidation')
				.set({ approvedBy: moderator.id, approvedAt: new Date() })
				.where('id', '=', which.id)
				.execute()
		).rejects.toThrow('invalidation_two_persons');
		expect(await decline(db, second, which)).toEqual({ ok: true });
		expect(await approve(db, second, which)).toMatchObject({ obstacle: { code: 'decided' } });
		expect(await everything()).toEqual(before);
	});

	test('approved, all of it goes and nothing else; undone, exactly what is free comes back', async () => {
		const [votesBefore, saidBefore] = [await counted(db), await standing()];
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
		for (const [, tally] of await counted(db))
			expect(tally.person).toEqual({ agree: 12, changes: 0, disagree: 0, unsure: 0 });
		const now = await standing();
		expect(now.filter(({ state }) => state === 'refused')).toHaveLength(10);
		expect(now.every(({ alikeCount, supportPeople }) => alikeCount + supportPeople === 0)).toBe(
			true
		);

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
			.where('consultationId', '=', consultation.id)
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
		expect(
			await withdraw(db, puppet, { id: own?.id ?? '', consultationId: consultation.id })
		).toEqual({ ok: true });

		expect(await reverse(db, moderator, which)).toMatchObject({ obstacle: { code: 'yourself' } });
		expect(await reverse(db, second, which)).toEqual({ ok: true });
		await carryOut(db, which.id);
		await refold();
		await exact();
		expect(await counted(db)).toEqual(votesBefore);
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
				...{ personId: puppet.id, consultationId: consultation.id },
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
		const before = await everything();
		expect(await reverse(db, chair, which)).toMatchObject({ obstacle: { code: 'over' } });
		expect(await everything()).toEqual(before);
		await expect(
			db
				.updateTable('invalidation')
				.set({ reversedBy: chair.id, reversedAt: new Date() })
				.where('id', '=', which.id)
				.execute()
		).rejects.toThrow('invalidation_reversed');
		const { items } = await store.published(db, consultation.id, 1);
		expect(items.map(({ state }) => state)).toEqual(
			['restored', 'restored', 'standing'].toSorted()
		);
		expect(JSON.stringify(items)).not.toMatch(/@|Person \d/);
		void desk;
	});
});
