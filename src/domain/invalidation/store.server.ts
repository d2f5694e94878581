/** How invalidations are kept and read. */

import { sql } from 'kysely';
import type { Database, Transaction } from '../database.server.ts';
import type { Rule } from '../moderation/moderation.ts';
import { stateOf, type Condition } from './condition.ts';

export const pageSize = 20;

const columns = [
	'invalidation.id',
	'invalidation.consultationId',
	'invalidation.condition',
	'invalidation.rule',
	'invalidation.facts',
	'invalidation.lang',
	'invalidation.people',
	'invalidation.votes',
	'invalidation.supports',
	'invalidation.contributions',
	'invalidation.askedBy',
	'invalidation.askedAt',
	'invalidation.approvedBy',
	'invalidation.approvedAt',
	'invalidation.carriedAt',
	'invalidation.declinedAt',
	'invalidation.reversedAt',
	'invalidation.restoredAt'
] as const;

type Kept = {
	condition: unknown;
	rule: string;
	approvedAt: Date | null;
	carriedAt: Date | null;
	declinedAt: Date | null;
	reversedAt: Date | null;
	restoredAt: Date | null;
};

const typed = <Row extends Kept>(row: Row) => ({
	...row,
	condition: row.condition as Condition,
	rule: row.rule as Rule,
	state: stateOf(row)
});

/** One with its row held until the transaction ends. */
export async function locked(tx: Transaction, consultationId: string, id: string) {
	const row = await tx
		.selectFrom('invalidation')
		.select([...columns, 'invalidation.said'])
		.where('id', '=', id)
		.where('consultationId', '=', consultationId)
		.forUpdate()
		.executeTakeFirst();
	return row && typed(row);
}

export type Locked = NonNullable<Awaited<ReturnType<typeof locked>>>;

/** One as staff see it, with who asked and who decided. */
export async function one(db: Database, consultationId: string, id: string) {
	const row = await named(db)
		.where('invalidation.consultationId', '=', consultationId)
		.where('invalidation.id', '=', id)
		.executeTakeFirst();
	return row && typed(row);
}

const named = (db: Database) =>
	db
		.selectFrom('invalidation')
		.leftJoin('person as asker', 'asker.id', 'invalidation.askedBy')
		.leftJoin('person as approver', 'approver.id', 'invalidation.approvedBy')
		.leftJoin('person as decliner', 'decliner.id', 'invalidation.declinedBy')
		.leftJoin('person as reverser', 'reverser.id', 'invalidation.reversedBy')
		.select(columns)
		.select([
			'asker.name as asker',
			'approver.name as approver',
			'decliner.name as decliner',
			'reverser.name as reverser'
		]);

/** Those of a consultation, the latest first, and how many there are. */
export async function list(db: Database, consultationId: string, page: number) {
	const [{ total }, rows] = await Promise.all([
		db
			.selectFrom('invalidation')
			.select(({ fn }) => fn.countAll<number>().as('total'))
			.where('consultationId', '=', consultationId)
			.executeTakeFirstOrThrow(),
		named(db)
			.where('invalidation.consultationId', '=', consultationId)
			.orderBy('askedAt', 'desc')
			.limit(pageSize)
			.offset((page - 1) * pageSize)
			.execute()
	]);
	return { total, items: rows.map(typed) };
}

/** What anyone may read of those that were approved: the criteria, the counts, never who. */
export async function published(db: Database, consultationId: string, page: number) {
	const approved = db
		.selectFrom('invalidation')
		.where('consultationId', '=', consultationId)
		.where('approvedAt', 'is not', null);
	const [{ total }, rows] = await Promise.all([
		approved.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
		approved
			.select(['id', 'condition', 'rule', 'facts', 'lang', 'people', 'votes', 'supports'])
			.select([
				'contributions',
				'approvedAt',
				'carriedAt',
				'declinedAt',
				'reversedAt',
				'restoredAt'
			])
			.orderBy('approvedAt', 'desc')
			.limit(pageSize)
			.offset((page - 1) * pageSize)
			.execute()
	]);
	return { total, items: rows.map(typed) };
}

/** How many of the people meant were dealt with already. */
export async function progress(db: Database, id: string) {
	const { rows } = await sql<{ taken: number; left: number }>`
		select count(*) filter (where taken) as taken, count(*) filter (where not taken) as left
		from invalidation_person where invalidation_id = ${id}`.execute(db);
	return rows[0] ?? { taken: 0, left: 0 };
}

/** Whether what someone does in a consultation was taken out as part of a wave and still is. */
export async function isOut(db: Database, personId: string, consultationId: string) {
	const { rows } = await sql<{ out: boolean }>`select exists (
		select from invalidation_person where person_id = ${personId} and consultation_id = ${consultationId}
	) as out`.execute(db);
	return rows[0]?.out ?? false;
}
