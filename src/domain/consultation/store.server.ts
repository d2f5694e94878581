/** How consultations are read. */

import { sql } from 'kysely';
import type { Database } from '#domain/database.server.ts';
import type { WordField } from '../translation/content.ts';
import { wordsIn, type KeptWords } from '../translation/words.server.ts';
import { stateOf, type State } from './consultation.ts';

const columns = [
	'consultation.id',
	'consultation.spaceId',
	'consultation.slug',
	'consultation.language',
	'consultation.title',
	'consultation.subtitle',
	'consultation.description',
	'consultation.feedsInto',
	'consultation.responsible',
	'consultation.contact',
	'consultation.otherChannels',
	'consultation.furtherInfo',
	'consultation.opensAt',
	'consultation.closesAt',
	'consultation.responseBy',
	'consultation.announcedAt',
	'consultation.answeredAt',
	'consultation.archivedAt',
	'consultation.cancelledAt',
	'consultation.cancelReason',
	'consultation.versionId'
] as const;

const ids = new WeakMap<Database, Map<string, string>>();

/** The id behind an address, drafts too; remembered, since a published address never leads elsewhere. */
export async function idOf(
	db: Database,
	spaceId: string,
	slug: string
): Promise<string | undefined> {
	const known = ids.get(db) ?? new Map<string, string>();
	ids.set(db, known);
	const key = `${spaceId}/${slug}`;
	const found = known.get(key);
	if (found) return found;
	const row = await db
		.selectFrom('consultation')
		.select(['id', 'announcedAt'])
		.where('spaceId', '=', spaceId)
		.where('slug', '=', slug)
		.executeTakeFirst();
	if (row?.announcedAt) known.set(key, row.id);
	return row?.id;
}

/** The languages the text can be read in beside its own, each with the number of its edition. */
const textLanguages = sql<{ lang: string; n: number }[]>`(
	select coalesce(json_agg(json_build_object('lang', l.lang, 'n', l.n) order by l.lang), '[]')
	from text_language l where l.version_id = consultation.version_id
)`;

/** A consultation as it stands, with its generation and the time of asking. */
export async function headOf(db: Database, id: string) {
	const row = await db
		.selectFrom('consultation')
		.leftJoin('consultationGeneration as g', 'g.consultationId', 'consultation.id')
		.leftJoin('textVersion as v', 'v.id', 'consultation.versionId')
		.select([...columns, 'g.n as generation', sql<Date>`clock_timestamp()`.as('at')])
		.select([textLanguages.as('languages'), 'v.n as version'])
		.where('consultation.id', '=', id)
		.executeTakeFirst();
	return row && { ...row, generation: row.generation ?? 0, state: stateOf(row, row.at) };
}
export type Head = NonNullable<Awaited<ReturnType<typeof headOf>>>;

export type Listed = {
	id: string;
	slug: string;
	language: string;
	title: string;
	subtitle: string;
	opensAt: Date;
	closesAt: Date;
	responseBy: Date | null;
	state: State;
	at: Date;
	/** The language of title and subtitle, where it is not the text’s own. */
	tongues: Partial<Record<WordField, string>>;
	units: number;
	votes: number;
	remarks: number;
};

/** Everything announced in a space, what closes last first, each with its counts; at most `limit`. */
export async function listOf(
	db: Database,
	spaceId: string,
	own: string | null = null,
	limit = 200
): Promise<Listed[]> {
	const rows = await db
		.selectFrom('consultation')
		.leftJoin('textLanguage as l', (on) =>
			on.onRef('l.versionId', '=', 'consultation.versionId').on('l.lang', '=', own ?? '')
		)
		.select([...columns, 'l.words', 'l.lang', sql<Date>`clock_timestamp()`.as('at')])
		.select((on) => [
			on
				.selectFrom('unitText')
				.whereRef('unitText.versionId', '=', 'consultation.versionId')
				.where('unitText.number', 'is not', null)
				.select((of) => of.fn.countAll<number>().as('n'))
				.as('units'),
			on
				.selectFrom('tally')
				.whereRef('tally.consultationId', '=', 'consultation.id')
				.select(sql<number>`sum(agree + changes + disagree + unsure)`.as('n'))
				.as('votes'),
			on
				.selectFrom('contribution')
				.whereRef('contribution.consultationId', '=', 'consultation.id')
				.where('contribution.visibility', '=', 'public')
				.select((of) => of.fn.countAll<number>().as('n'))
				.as('remarks')
		])
		.where('consultation.spaceId', '=', spaceId)
		.where('consultation.announcedAt', 'is not', null)
		.orderBy('consultation.closesAt', 'desc')
		.limit(limit)
		.execute();
	return rows.flatMap((row) => {
		const { opensAt, closesAt } = row;
		if (!opensAt || !closesAt) return [];
		const counts = {
			units: row.units ?? 0,
			votes: Number(row.votes ?? 0),
			remarks: row.remarks ?? 0
		};
		const { words, lang, ...own } = row;
		const said = wordsIn(row, (words ?? {}) as KeptWords, lang ?? row.language);
		return [{ ...own, ...said, ...counts, opensAt, closesAt, state: stateOf(row, row.at) }];
	});
}
