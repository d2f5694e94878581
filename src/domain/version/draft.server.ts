/** The draft of the next version as it is kept: the version it starts from, and its steps. */

import { textOf, type PublishedText } from '../consultation/text.server.ts';
import type { Database, Transaction } from '../database.server.ts';
import { unitOf } from '../translation/source.server.ts';
import { apply, type Base, type Draft } from './apply.ts';
import { isJump, standingAt, type Standing, type Step } from './history.ts';
import { changesOf, type Change } from './net.ts';

export type NextVersion = {
	baseId: string;
	revision: number;
	startedAt: Date;
	text: PublishedText;
	base: Base[];
	draft: Draft;
	changes: Change[];
	standing: Standing;
};

export type Kept = { consultationId: string; baseId: string; revision: number; startedAt: Date };

/** Drafts as they were put together last, by base and revision, which never come to mean another. */
const made = new Map<string, NextVersion>();
const mostMade = 8;

/** The draft as it stands; undefined when none was started. */
export async function draftOf(
	db: Database,
	consultationId: string
): Promise<NextVersion | undefined> {
	const kept = await keptDraft(db, consultationId);
	if (!kept) return undefined;
	const key = `${kept.baseId} ${kept.revision}`;
	const known = made.get(key);
	if (known) return known;
	const next = await draftAt(db, kept, kept.revision);
	// What a transaction sees may still be taken back.
	if (!db.isTransaction) {
		made.set(key, next);
		for (const oldest of made.keys()) {
			if (made.size <= mostMade) break;
			made.delete(oldest);
		}
	}
	return next;
}

/** The draft as it was after a revision. */
export async function draftAt(db: Database, kept: Kept, revision: number): Promise<NextVersion> {
	const { consultationId, baseId, startedAt } = kept;
	const [text, steps] = [await textOf(db, baseId), await stepsOf(db, consultationId)];
	return together({ baseId, revision, startedAt, text, steps });
}

type Parts = Pick<NextVersion, 'baseId' | 'revision' | 'startedAt' | 'text'> & { steps: Step[] };

export function together({ steps, text, revision, ...kept }: Parts): NextVersion {
	const base = baseOf(text);
	const standing = standingAt(steps, revision);
	const draft = apply(
		base,
		standing.path.map(({ operation }) => operation)
	);
	return { ...kept, revision, text, base, draft, changes: changesOf(base, draft), standing };
}

export const baseOf = (text: PublishedText): Base[] =>
	text.units.map((unit) => ({ unitId: unit.unitId, unit: unitOf(unit) }));

const columns = ['consultationId', 'baseId', 'revision', 'startedAt'] as const;

export const keptDraft = (db: Database, consultationId: string): Promise<Kept | undefined> =>
	db
		.selectFrom('versionDraft')
		.select(columns)
		.where('consultationId', '=', consultationId)
		.executeTakeFirst();

/** The same with its row held until the end: one step at a time. */
export const lockedDraft = (tx: Transaction, consultationId: string): Promise<Kept | undefined> =>
	tx
		.selectFrom('versionDraft')
		.select(columns)
		.where('consultationId', '=', consultationId)
		.forUpdate()
		.executeTakeFirst();

export type TakenStep = Step & { byId: string | null; at: Date };

/** All steps, in order. */
export async function stepsOf(db: Database, consultationId: string): Promise<TakenStep[]> {
	const rows = await db
		.selectFrom('versionStep')
		.select(['revision', 'operation', 'byId', 'at'])
		.where('consultationId', '=', consultationId)
		.orderBy('revision')
		.execute();
	return rows.map(({ operation, ...row }) => ({
		...row,
		act: operation as unknown as Step['act']
	}));
}

type NewStep = Pick<TakenStep, 'revision' | 'act' | 'byId'>;

/** Adds a step; the caller holds the draft's row. */
export async function addStep(tx: Transaction, consultationId: string, step: NewStep) {
	const { revision, act, byId } = step;
	await tx
		.insertInto('versionStep')
		.values({ consultationId, revision, operation: JSON.stringify(act), byId })
		.execute();
	await tx
		.updateTable('versionDraft')
		.set({ revision })
		.where('consultationId', '=', consultationId)
		.execute();
}

/** Who took the last step that changed a unit's words, and when. */
export function lastOn(steps: readonly TakenStep[], unitId: string, from: number) {
	return steps.findLast(
		({ revision, act }) =>
			revision > from &&
			!isJump(act) &&
			(('unit' in act && act.unit === unitId) || ('next' in act && act.next === unitId))
	);
}
