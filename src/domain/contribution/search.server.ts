/** Finds words in a consultation's text and in what was said about it in public. */

import { sql, type ExpressionBuilder } from 'kysely';
import type { Viewer } from '../accounts/viewer.ts';
import type { Database, Tables } from '../database.server.ts';
import { rows, supportsOf } from './read.server.ts';
import { marks, type Search } from './search.ts';
import { shownTo } from './shown.ts';
import { pageSize } from './thread.ts';

// A question is asked in every language's own stems at once: rows choose by their language
// which lexemes they hold, and building a query for each row would cost more than this.
const configs = [
	...['english', 'spanish', 'french', 'russian', 'arabic', 'italian', 'portuguese', 'german'],
	'simple'
];

const asked = (q: string) =>
	sql`(${sql.join(
		configs.map((config) => sql`websearch_to_tsquery(${sql.lit(config)}::regconfig, ${q})`),
		sql` || `
	)})`;

const headline = (lang: string, text: string, q: string, options: string) =>
	sql<string>`ts_headline(search_config(${sql.ref(lang)}), ${sql.ref(text)}, ${asked(q)}, ${`StartSel="${marks.start}", StopSel="${marks.stop}", ${options}`})`;

type Place = { consultationId: string; versionId: string };

/** Remarks and replies: public ones that stand, and nothing else for anyone. */
export async function searchRemarks(
	db: Database,
	viewer: Viewer | null,
	place: Place,
	search: Search
) {
	const [{ total }, found] = await Promise.all([
		db
			.selectFrom('contribution')
			.select(({ fn }) => fn.countAll<number>().as('total'))
			.where(matches(place, search))
			.executeTakeFirstOrThrow(),
		rows(db)
			.leftJoin('unitText', (join) =>
				join
					.onRef('unitText.unitId', '=', 'contribution.unitId')
					.onRef('unitText.versionId', '=', 'contribution.versionId')
			)
			.select(['unitText.number', 'contribution.place'])
			.select(
				search.q
					? headline('contribution.lang', 'contribution.body', search.q, 'HighlightAll=true').as(
							'marked'
						)
					: 'contribution.body as marked'
			)
			.where(matches(place, search))
			.$if(search.sort === 'relevance' && search.q !== '', (query) =>
				query.orderBy(sql`ts_rank(contribution.search, ${asked(search.q)})`, 'desc')
			)
			.$if(search.sort === 'most_supported', (query) =>
				query.orderBy(
					(eb) =>
						eb('contribution.supportPeople', '+', eb.ref('contribution.supportOrganisations')),
					'desc'
				)
			)
			.orderBy('contribution.receivedAt', search.sort === 'oldest' ? 'asc' : 'desc')
			.orderBy('contribution.id')
			.limit(pageSize)
			.offset((search.page - 1) * pageSize)
			.execute()
	]);
	const supports = await supportsOf(db, viewer, found);
	return {
		total: Number(total),
		found: found.map(({ marked, number, place, ...row }) => ({
			remark: shownTo(viewer?.id ?? null, row, supports.get(row.id)),
			...{ marked, number, place }
		}))
	};
}

const matches =
	({ consultationId }: Place, { q, kind, lang, by }: Search) =>
	(eb: ExpressionBuilder<Tables, 'contribution'>) =>
		eb.and([
			eb('contribution.consultationId', '=', consultationId),
			eb('contribution.visibility', '=', 'public'),
			eb('contribution.state', '=', 'published'),
			...(kind ? [eb('contribution.kind', '=', kind)] : []),
			...(lang ? [eb('contribution.lang', '=', lang)] : []),
			...(by === 'people' ? [eb('contribution.organisationId', 'is', null)] : []),
			...(by === 'organisations' ? [eb('contribution.organisationId', 'is not', null)] : []),
			...(q ? [sql<boolean>`contribution.search @@ ${asked(q)}`] : [])
		]);

/** Units of the text in which the words stand, in the order of the text. */
export async function searchText(db: Database, { versionId }: Place, search: Search) {
	const { q, lang, page } = search;
	if (!q) return { total: 0, found: [] };
	const hits = db
		.selectFrom('unitText')
		.where('versionId', '=', versionId)
		.where(sql<boolean>`to_tsvector(search_config(lang), plain) @@ ${asked(q)}`)
		.$if(lang !== null, (query) => query.where('lang', '=', lang ?? ''));
	const [{ total }, found] = await Promise.all([
		hits.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
		hits
			.select(['unitId', 'number', 'kind', 'lang'])
			.select(headline('lang', 'plain', q, 'MaxFragments=3, MaxWords=30, MinWords=12').as('marked'))
			.orderBy('position')
			.limit(pageSize)
			.offset((page - 1) * pageSize)
			.execute()
	]);
	return { total: Number(total), found };
}
