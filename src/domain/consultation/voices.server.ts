/** What was said on a consultation, in numbers and with its latest words; kept in the process by generation. */

import { sql } from 'kysely';
import type { Database } from '#domain/database.server.ts';
import { countsByUnit } from '#domain/suggestion/store.server.ts';
import type { Highlights } from '#domain/text/anchor/segments.ts';
import { highlightsOf } from './highlights.server.ts';

export type Excerpt = {
	reference: string;
	kind: string;
	authorName: string;
	channel: string;
	organisation: string | null;
	body: string;
	lang: string;
	receivedAt: Date;
	place: string;
	unitId: string | null;
	support: number;
};

export type PublicAct = {
	id: string;
	kind:
		| 'extension'
		| 'notice'
		| 'rule_change'
		| 'cancellation'
		| 'language'
		| 'version'
		| 'round'
		| 'answered';
	unitId: string | null;
	body: string;
	lang: string;
	fromAt: Date | null;
	toAt: Date | null;
	/** The language of the text that was published by it. */
	textLang: string | null;
	at: Date;
};

export type Voices = {
	/** Public suggestions by unit; tombstones count. */
	suggestions: Map<string, number>;
	/** Public remarks and replies by unit or section; tombstones count, suggestions are counted apart. */
	byUnit: Map<string, number>;
	whole: number;
	all: number;
	people: number;
	organisations: number;
	/** People without a verified address, counted apart. */
	guests: number;
	/** Sent to the secretariat alone: counted, never listed. */
	private: number;
	latest: Excerpt[];
	mostSupported: Excerpt | null;
	acts: PublicAct[];
	/** Chosen words by unit and language. */
	highlights: Map<string, Highlights>;
};

const most = 200;
const kept = new WeakMap<Database, Map<string, { generation: number; voices: Voices }>>();

/** The voices of a consultation as of a generation. What is read later than the generation is only newer. */
export async function voicesOf(
	db: Database,
	consultationId: string,
	generation: number
): Promise<Voices> {
	const known = kept.get(db) ?? new Map<string, { generation: number; voices: Voices }>();
	kept.set(db, known);
	const found = known.get(consultationId);
	if (found?.generation === generation) return found.voices;
	const voices = await readVoices(db, consultationId);
	const newest = known.get(consultationId);
	if (newest && newest.generation > generation) return voices;
	known.delete(consultationId);
	known.set(consultationId, { generation, voices });
	if (known.size > most) known.delete(known.keys().next().value ?? '');
	return voices;
}

async function readVoices(db: Database, consultationId: string): Promise<Voices> {
	const [places, speakers, latest, [mostSupported], acts, highlights, suggestions] =
		await Promise.all([
			countsByPlace(db, consultationId),
			speakersOf(db, consultationId),
			excerpts(db, consultationId).orderBy('contribution.receivedAt', 'desc').limit(4).execute(),
			excerpts(db, consultationId)
				.where(sql<boolean>`contribution.support_people + contribution.support_organisations > 0`)
				.orderBy(sql`contribution.support_people + contribution.support_organisations`, 'desc')
				.orderBy('contribution.receivedAt')
				.limit(1)
				.execute(),
			actsOf(db, consultationId),
			highlightsOf(db, consultationId),
			countsByUnit(db, consultationId)
		]);
	const shown = places.filter((place) => place.visibility === 'public');
	const count = (rows: typeof places) => rows.reduce((all, { n }) => all + n, 0);
	return {
		suggestions,
		byUnit: new Map(
			shown.flatMap(({ unitId, n }) =>
				unitId ? [[unitId, n - (suggestions.get(unitId) ?? 0)] as const] : []
			)
		),
		whole: count(shown.filter(({ unitId }) => unitId === null)),
		all: count(shown),
		people: speakers?.people ?? 0,
		organisations: speakers?.organisations ?? 0,
		guests: speakers?.guests ?? 0,
		private: count(places.filter((place) => place.visibility === 'private')),
		latest,
		mostSupported: mostSupported ?? null,
		acts,
		highlights
	};
}

const countsByPlace = (db: Database, consultationId: string) =>
	db
		.selectFrom('contribution')
		.select(['unitId', 'visibility', (on) => on.fn.countAll<number>().as('n')])
		.where('consultationId', '=', consultationId)
		.groupBy(['unitId', 'visibility'])
		.execute();

const speakersOf = (db: Database, consultationId: string) =>
	db
		.selectFrom('contribution')
		.select([
			sql<number>`count(distinct person_id) filter (where organisation_id is null and not guest)`.as(
				'people'
			),
			sql<number>`count(distinct person_id) filter (where guest)`.as('guests'),
			sql<number>`count(distinct organisation_id)`.as('organisations')
		])
		.where('consultationId', '=', consultationId)
		.where('visibility', '=', 'public')
		.executeTakeFirst();

const excerpts = (db: Database, consultationId: string) =>
	db
		.selectFrom('contribution')
		.leftJoin('organisation', 'organisation.id', 'contribution.organisationId')
		.select([
			'contribution.reference',
			'contribution.kind',
			'contribution.authorName',
			'contribution.channel',
			'organisation.name as organisation',
			sql<string>`left(contribution.body, 280)`.as('body'),
			'contribution.lang',
			'contribution.receivedAt',
			'contribution.place',
			'contribution.unitId',
			sql<number>`contribution.support_people + contribution.support_organisations`.as('support')
		])
		.where('contribution.consultationId', '=', consultationId)
		.where('contribution.visibility', '=', 'public')
		.where('contribution.state', '=', 'published');

async function actsOf(db: Database, consultationId: string): Promise<PublicAct[]> {
	const rows = await db
		.selectFrom('publicAct')
		.select(['id', 'kind', 'unitId', 'body', 'lang', 'fromAt', 'toAt', 'textLang', 'at'])
		.where('consultationId', '=', consultationId)
		.orderBy('at')
		.execute();
	return rows.map((row) => ({ ...row, kind: row.kind as PublicAct['kind'] }));
}
