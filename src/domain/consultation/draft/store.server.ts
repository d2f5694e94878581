/** How drafts are kept: the whole list of units at each step, the latest steps only. */

import { sql } from 'kysely';
import type { Database, Transaction } from '#domain/database.server.ts';
import type { Entry } from '#domain/text/review.ts';
import type { Act, Step } from './history.ts';

/** How many steps can be undone. */
const kept = 60;

/** The units at a step; none when there is no such step. */
export async function entriesAt(db: Database, consultationId: string, revision: number) {
	const row = await db
		.selectFrom('draftStep')
		.select('units')
		.where('consultationId', '=', consultationId)
		.where('revision', '=', revision)
		.executeTakeFirst();
	return (row?.units ?? []) as unknown as Entry[];
}

/** The steps still known, in order, without their units. */
export async function steps(db: Database, consultationId: string): Promise<Step[]> {
	const rows = await db
		.selectFrom('draftStep')
		.select(['revision', 'act'])
		.where('consultationId', '=', consultationId)
		.orderBy('revision')
		.execute();
	return rows.map(({ revision, act }) => ({ revision, act: JSON.parse(act) as Act }));
}

/** Who took a step and what it was; undefined when it is not known. */
export async function stepAt(db: Database, consultationId: string, revision: number) {
	const row = await db
		.selectFrom('draftStep')
		.select(['act', 'byId'])
		.where('consultationId', '=', consultationId)
		.where('revision', '=', revision)
		.executeTakeFirst();
	return row && { act: row.act, byId: row.byId };
}

type NewStep = { consultationId: string; revision: number; act: Act; byId: string | null };

/** Adds a step and shows it; the oldest are forgotten. The caller holds the consultation's lock alone. */
export async function addStep(tx: Transaction, step: NewStep, entries: readonly Entry[]) {
	const { consultationId, revision, byId } = step;
	const act = JSON.stringify(step.act);
	const units = JSON.stringify(entries);
	await tx
		.insertInto('draftStep')
		.values({ consultationId, revision, act, units, byId, at: sql<Date>`clock_timestamp()` })
		.execute();
	await tx
		.updateTable('consultation')
		.set({ draftRevision: revision })
		.where('id', '=', consultationId)
		.execute();
	await tx
		.deleteFrom('draftStep')
		.where('consultationId', '=', consultationId)
		.where('revision', '<=', revision - kept)
		.execute();
}
