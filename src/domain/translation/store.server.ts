/** How the languages of a text are kept while they are drafts: the whole content at each step, the latest steps only. */

import { sql } from 'kysely';
import { standing, type Jump } from '../consultation/draft/history.ts';
import type { Database, Transaction } from '../database.server.ts';
import { nothing, type Content } from './content.ts';
import type { Operation } from './operation.ts';

export type Act = Operation | { op: 'import' } | Jump;

/** How many steps can be undone. */
const kept = 40;

export const draftOf = (db: Database, consultationId: string, lang: string) =>
	db
		.selectFrom('translationDraft')
		.select(['lang', 'revision', 'ready', 'readyNote', 'readyLang'])
		.where('consultationId', '=', consultationId)
		.where('lang', '=', lang)
		.executeTakeFirst();

/** The draft with its row locked, made when there is none yet. */
export async function lockedDraft(tx: Transaction, consultationId: string, lang: string) {
	await tx
		.insertInto('translationDraft')
		.values({ consultationId, lang })
		.onConflict((on) => on.columns(['consultationId', 'lang']).doNothing())
		.execute();
	return tx
		.selectFrom('translationDraft')
		.select(['revision', 'ready'])
		.where('consultationId', '=', consultationId)
		.where('lang', '=', lang)
		.forUpdate()
		.executeTakeFirstOrThrow();
}

export async function contentAt(
	db: Database,
	consultationId: string,
	lang: string,
	revision: number
): Promise<Content> {
	const row = await db
		.selectFrom('translationStep')
		.select('content')
		.where('consultationId', '=', consultationId)
		.where('lang', '=', lang)
		.where('revision', '=', revision)
		.executeTakeFirst();
	return (row?.content ?? nothing) as unknown as Content;
}

/** Where undo and redo lead from the latest step. */
export async function standingOf(db: Database, consultationId: string, lang: string) {
	const rows = await db
		.selectFrom('translationStep')
		.select(['revision', 'act'])
		.where('consultationId', '=', consultationId)
		.where('lang', '=', lang)
		.orderBy('revision')
		.execute();
	return standing(rows.map(({ revision, act }) => ({ revision, act: JSON.parse(act) as Act })));
}

export const stepAt = (db: Database, consultationId: string, lang: string, revision: number) =>
	db
		.selectFrom('translationStep')
		.select(['act', 'byId'])
		.where('consultationId', '=', consultationId)
		.where('lang', '=', lang)
		.where('revision', '=', revision)
		.executeTakeFirst();

type NewStep = {
	consultationId: string;
	lang: string;
	revision: number;
	act: Act;
	byId: string | null;
};

/** Adds a step and shows it; the oldest are forgotten. The caller holds the draft's row. */
export async function addStep(tx: Transaction, step: NewStep, content: Content) {
	const { consultationId, lang, revision, byId } = step;
	const act = JSON.stringify(step.act);
	await tx
		.insertInto('translationStep')
		.values({
			consultationId,
			lang,
			revision,
			act,
			content: JSON.stringify(content),
			byId,
			at: sql<Date>`clock_timestamp()`
		})
		.execute();
	await tx
		.updateTable('translationDraft')
		.set({ revision })
		.where('consultationId', '=', consultationId)
		.where('lang', '=', lang)
		.execute();
	await tx
		.deleteFrom('translationStep')
		.where('consultationId', '=', consultationId)
		.where('lang', '=', lang)
		.where('revision', '<=', revision - kept)
		.execute();
}

/** The languages of a consultation's text: drafts and what is published, by language. */
export async function languagesOf(db: Database, consultationId: string, versionId: string | null) {
	const [drafts, published] = await Promise.all([
		db
			.selectFrom('translationDraft')
			.select(['lang', 'revision', 'ready'])
			.where('consultationId', '=', consultationId)
			.orderBy('lang')
			.execute(),
		versionId
			? db
					.selectFrom('textLanguage as l')
					.select(['l.lang', 'l.publishedAt'])
					.select((eb) =>
						eb
							.selectFrom('unitTranslation as t')
							.whereRef('t.versionId', '=', 'l.versionId')
							.whereRef('t.lang', '=', 'l.lang')
							.select((of) => of.fn.countAll<number>().as('n'))
							.as('units')
					)
					.where('l.versionId', '=', versionId)
					.orderBy('l.lang')
					.execute()
			: []
	]);
	return { drafts, published };
}

/** Which units have words in a language already; those stay as they are. */
export async function publishedUnits(db: Database, versionId: string, lang: string) {
	const rows = await db
		.selectFrom('unitTranslation')
		.select(['unitId', 'hash'])
		.where('versionId', '=', versionId)
		.where('lang', '=', lang)
		.execute();
	return new Map(rows.map(({ unitId, hash }) => [unitId, hash]));
}
