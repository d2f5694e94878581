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

/** What someone looks for, in every language's own stems. */
export const askedInAll = (q: string) =>
	sql`(${sql.join(
		configs.map((config) => sql`websearch_to_tsquery(${sql.lit(config)}::regconfig, ${q})`),
		sql` || `
	)})`;

const headline = (lang: string, text: string, q: string, options: string) =>
	sql<string>`ts_headline(search_config(${sql.ref(lang)}), ${sql.ref(text)}, ${askedInAll(q)}, ${`StartSel="${marks.start}", StopSel="${marks.stop}", ${options}`})`;

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
			.select(
				search.q
					? headline('suggestion.lang', 'suggestion.words', search.q, 'HighlightAll=true').as(
							'markedWords'
						)
					: 'suggestion.words as markedWords'
			)
			.where(matches(place, search))
			.$if(search.sort === 'relevance' && search.q !== '', (query) =>
				query.orderBy(
					sql`greatest(ts_rank(contribution.search, ${askedInAll(search.q)}), ts_rank(suggestion.search, ${askedInAll(search.q)}))`,
					'desc'
				)
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
		found: found.map(({ marked, markedWords, number, place, ...row }) => ({
			remark: shownTo(viewer?.id ?? null, row, supports.get(row.id)),
			...{ marked, markedWords, number, place }
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
			...(q ? [said(consultationId, q)] : [])
		]);

/** In what was said, or in what is suggested: each by its own index. */
const said = (consultationId: string, q: string) => sql<boolean>`contribution.id in (
	select id from contribution where consultation_id = ${consultationId} and search @@ ${askedInAll(q)}
	union all
	select contribution_id from suggestion where search @@ ${askedInAll(q)}
)`;

type Hit = { unitId: string; number: number | null; kind: string; lang: string; marked: string };

/** Units of the text in which the words stand, in any of its languages, each once and best in the reader's; in the order of the text. */
export async function searchText(db: Database, { versionId }: Place, search: Search, own: string) {
	const { q, lang, page } = search;
	if (!q) return { total: 0, found: [] };
	const options = `StartSel="${marks.start}", StopSel="${marks.stop}", MaxFragments=3, MaxWords=30, MinWords=12`;
	const { rows } = await sql<Hit & { total: number }>`
		with texts as (
			select unit_id, number, kind, lang, plain, position from unit_text where version_id = ${versionId}
			union all
			select t.unit_id, o.number, o.kind, t.lang, t.plain, o.position
			from unit_translation t join unit_text o using (version_id, unit_id) where t.version_id = ${versionId}
		), hits as (
			select distinct on (position) * from texts
			where to_tsvector(search_config(lang), plain) @@ ${askedInAll(q)}
				and (${lang}::text is null or lang = ${lang})
			order by position, lang = ${own} desc, lang
		), counted as (
			select *, count(*) over ()::int as total from hits
			order by position limit ${pageSize} offset ${(page - 1) * pageSize}
		)
		select unit_id, number, kind, lang, total,
			ts_headline(search_config(lang), plain, ${askedInAll(q)}, ${options}) as marked
		from counted order by position`.execute(db);
	return { total: rows[0]?.total ?? 0, found: rows };
}
