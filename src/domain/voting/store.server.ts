/** How votes and their tallies are read. Tallies lag behind votes by what waits in vote_delta: both are read at once. */

import { sql } from 'kysely';
import type { Database } from '#domain/database.server.ts';
import { noTally, type Body, type Counts, type Tally, type Value, type VoterKind } from './vote.ts';

type Row = Counts & { unitId: string; voterKind: VoterKind };

/** The tally of every unit of a consultation that has one. */
export async function tallies(db: Database, consultationId: string): Promise<Map<string, Tally>> {
	const { rows } = await sql<Row>`
		select unit_id, voter_kind, sum(agree)::int as agree, sum(changes)::int as changes,
			sum(disagree)::int as disagree, sum(unsure)::int as unsure
		from (
			select unit_id, voter_kind, agree, changes, disagree, unsure from tally
			where consultation_id = ${consultationId}::uuid
			union all
			select unit_id, voter_kind, agree, changes, disagree, unsure from vote_delta
			where consultation_id = ${consultationId}::uuid
		) as both_parts group by unit_id, voter_kind`.execute(db);
	return byUnit(rows);
}

/** The tallies of some units. */
export async function talliesOf(db: Database, unitIds: string[]): Promise<Map<string, Tally>> {
	const { rows } = await sql<Row>`
		select unit_id, voter_kind, sum(agree)::int as agree, sum(changes)::int as changes,
			sum(disagree)::int as disagree, sum(unsure)::int as unsure
		from (
			select unit_id, voter_kind, agree, changes, disagree, unsure from tally
			where unit_id = any (${unitIds}::uuid[])
			union all
			select unit_id, voter_kind, agree, changes, disagree, unsure from vote_delta
			where unit_id = any (${unitIds}::uuid[])
		) as both_parts group by unit_id, voter_kind`.execute(db);
	return byUnit(rows);
}

const places = new WeakMap<Database, Map<string, string>>();
const mostPlaces = 100_000;

/** The consultation a unit belongs to for good; undefined when there is no such unit. */
export async function consultationOf(db: Database, unitId: string): Promise<string | undefined> {
	const known = places.get(db) ?? new Map<string, string>();
	places.set(db, known);
	const found = known.get(unitId);
	if (found) return found;
	const row = await db
		.selectFrom('unit')
		.select('consultationId')
		.where('id', '=', unitId)
		.executeTakeFirst();
	if (!row) return undefined;
	if (known.size >= mostPlaces) known.clear();
	known.set(unitId, row.consultationId);
	return row.consultationId;
}

function byUnit(rows: Row[]): Map<string, Tally> {
	const found = new Map<string, Tally>();
	for (const { unitId, voterKind, agree, changes, disagree, unsure } of rows) {
		const tally = found.get(unitId) ?? noTally();
		tally[voterKind] = { agree, changes, disagree, unsure };
		found.set(unitId, tally);
	}
	return found;
}

/** The votes counted from the rows themselves: what every shown tally must equal. */
export async function recount(db: Database, consultationId: string): Promise<Map<string, Tally>> {
	const rows = await db
		.selectFrom('vote')
		.innerJoin('unit', 'unit.id', 'vote.unitId')
		.where('unit.consultationId', '=', consultationId)
		.groupBy(['vote.unitId', 'vote.voterKind', 'vote.value'])
		.select([
			'vote.unitId',
			'vote.voterKind',
			'vote.value',
			(on) => on.fn.countAll<number>().as('n')
		])
		.execute();
	const found = new Map<string, Tally>();
	for (const { unitId, voterKind, value, n } of rows) {
		const tally = found.get(unitId) ?? noTally();
		tally[voterKind as VoterKind][value as Value] = n;
		found.set(unitId, tally);
	}
	return found;
}

/** What some voters (a person, the organisations they speak for) have voted on a consultation's units. */
export async function votesOf(db: Database, consultationId: string, voterIds: string[]) {
	const rows = await db
		.selectFrom('vote')
		.innerJoin('unit', 'unit.id', 'vote.unitId')
		.where('unit.consultationId', '=', consultationId)
		.where('vote.voterId', 'in', voterIds)
		.select(['vote.unitId', 'vote.voterId', 'vote.value'])
		.execute();
	return rows.map((row) => ({ ...row, value: row.value as Value }));
}

/** The number a unit has in the text that stands; undefined for headings. */
export async function unitNamed(db: Database, unitId: string) {
	const row = await db
		.selectFrom('unit')
		.innerJoin('consultation', 'consultation.id', 'unit.consultationId')
		.innerJoin('unitText', (on) =>
			on
				.onRef('unitText.unitId', '=', 'unit.id')
				.onRef('unitText.versionId', '=', 'consultation.versionId')
		)
		.select('unitText.number')
		.where('unit.id', '=', unitId)
		.where('consultation.announcedAt', 'is not', null)
		.executeTakeFirst();
	return row?.number == null ? undefined : { number: row.number };
}

/** How organisations voted on a unit: public by name (product: one vote each, set by a representative). */
export async function bodiesOn(db: Database, unitId: string, limit = 500): Promise<Body[]> {
	const rows = await db
		.selectFrom('vote')
		.innerJoin('organisation', 'organisation.id', 'vote.organisationId')
		.select(['organisation.slug', 'organisation.name', 'vote.value'])
		.where('vote.unitId', '=', unitId)
		.orderBy('organisation.name')
		.limit(limit)
		.execute();
	return rows.map((row) => ({ ...row, value: row.value as Value }));
}
