/** The thread of a unit, a section or the whole: remarks a page at a time, each with its replies. */

import { sql, type ExpressionBuilder } from 'kysely';
import type { Viewer } from '../accounts/viewer.ts';
import type { Database, Tables } from '../database.server.ts';
import { mutedBy } from '../peace/store.server.ts';
import { rows, supportsOf, visibleTo } from './read.server.ts';
import { nested, shownTo, type Branch, type Row } from './shown.ts';
import { alikeShown, pageSize, repliesShown, type Asked, type OnWords } from './thread.ts';

export type Spot = { consultationId: string; spaceId: string; unitId: string | null };
export type Thread = {
	branches: Branch[];
	/** Remarks this viewer can page through; replies and what stands folded under another are not counted. */
	roots: number;
	/** Everything said here in public, replies and tombstones included; suggestions apart. */
	said: number;
	/** What was sent here to the secretariat alone. */
	private: number;
};

/** Seven queries at most, however much was said. */
export async function thread(
	db: Database,
	viewer: Viewer | null,
	spot: Spot,
	{ page, sort, quote = null }: Asked
): Promise<Thread> {
	const [counts, roots] = await Promise.all([
		countsAt(db, viewer, spot, quote),
		rows(db)
			.where(inPlace(spot))
			.where('contribution.depth', '=', 0)
			// Suggestions stand together, above.
			.where('contribution.kind', '!=', 'suggestion')
			.where('contribution.alikeOf', 'is', null)
			.where(visibleTo(viewer, spot.spaceId))
			.$if(quote !== null, (query) => query.where(onWords(quote)))
			.$if(sort === 'most_supported', (query) =>
				query.orderBy(
					(eb) =>
						eb('contribution.supportPeople', '+', eb.ref('contribution.supportOrganisations')),
					'desc'
				)
			)
			.orderBy('contribution.receivedAt', sort === 'oldest' ? 'asc' : 'desc')
			.orderBy('contribution.id', 'desc')
			.limit(pageSize)
			.offset((page - 1) * pageSize)
			.execute()
	]);
	const alike = await alikeUnder(db, roots);
	const replies = await repliesTo(db, viewer, spot.spaceId, [...roots, ...alike]);
	const [supports, muted] = await Promise.all([
		supportsOf(db, viewer, [...roots, ...alike, ...replies]),
		mutedBy(db, viewer)
	]);
	const shown = (row: Row) => shownTo(viewer?.id ?? null, row, supports.get(row.id), muted);
	return {
		...counts,
		branches: nested(roots.map(shown), replies.map(shown), alike.map(shown))
	};
}

/** The first that say the same as each of these and stand under it. */
async function alikeUnder(db: Database, roots: readonly Row[], most = alikeShown) {
	const heads = roots.filter(({ alikeCount }) => alikeCount > 0).map(({ id }) => id);
	if (heads.length === 0) return [];
	const first = db
		.selectFrom('contribution')
		.where('contribution.alikeOf', '=', sql<string>`any (${heads}::uuid[])`)
		.select((eb) => [
			'contribution.id',
			eb.fn
				.agg<number>('row_number')
				.over((over) =>
					over
						.partitionBy('contribution.alikeOf')
						.orderBy('contribution.receivedAt')
						.orderBy('contribution.id')
				)
				.as('n')
		])
		.as('first');
	return rows(db)
		.innerJoin(first, 'first.id', 'contribution.id')
		.where('first.n', '<=', most)
		.orderBy('contribution.receivedAt')
		.orderBy('contribution.id')
		.execute();
}

/** The first replies under each of these, oldest first, so that none stands without what it replies to. */
export async function repliesTo(
	db: Database,
	viewer: Viewer | null,
	spaceId: string,
	roots: readonly Pick<Row, 'id'>[],
	most = repliesShown
) {
	if (roots.length === 0) return [];
	const ids = roots.map(({ id }) => id);
	const first = db
		.selectFrom('contribution')
		.where('contribution.rootId', '=', sql<string>`any (${ids}::uuid[])`)
		.where(visibleTo(viewer, spaceId))
		.select((eb) => [
			'contribution.id',
			eb.fn
				.agg<number>('row_number')
				.over((over) =>
					over
						.partitionBy('contribution.rootId')
						.orderBy('contribution.receivedAt')
						.orderBy('contribution.id')
				)
				.as('n')
		])
		.as('first');
	return rows(db)
		.innerJoin(first, 'first.id', 'contribution.id')
		.where('first.n', '<=', most)
		.orderBy('contribution.receivedAt')
		.orderBy('contribution.id')
		.execute();
}

async function countsAt(db: Database, viewer: Viewer | null, spot: Spot, quote: OnWords | null) {
	const row = await db
		.selectFrom('contribution')
		.where(inPlace(spot))
		.select(({ fn, eb }) => [
			fn
				.countAll<number>()
				.filterWhere(eb.and([eb('visibility', '=', 'public'), remark(eb)]))
				.as('said'),
			fn.countAll<number>().filterWhere('visibility', '=', 'private').as('private'),
			fn
				.countAll<number>()
				.filterWhere(
					eb.and([
						eb('depth', '=', 0),
						eb('alikeOf', 'is', null),
						remark(eb),
						visibleTo(viewer, spot.spaceId)(eb),
						...(quote === null ? [] : [onWords(quote)(eb)])
					])
				)
				.as('roots')
		])
		.executeTakeFirstOrThrow();
	return {
		said: Number(row.said),
		private: Number(row.private),
		roots: Number(row.roots)
	};
}

const remark = (eb: ExpressionBuilder<Tables, 'contribution'>) => eb('kind', '!=', 'suggestion');

const inPlace =
	({ consultationId, unitId }: Spot) =>
	(eb: ExpressionBuilder<Tables, 'contribution'>) =>
		eb.and([
			eb('contribution.consultationId', '=', consultationId),
			eb('contribution.unitId', unitId === null ? 'is' : '=', unitId)
		]);

/** About chosen words; what is hidden or withdrawn is about none any more. */
const onWords =
	(quote: OnWords | null) =>
	({ exists, selectFrom, eb }: ExpressionBuilder<Tables, 'contribution'>) =>
		eb.and([
			eb('contribution.state', '=', 'published'),
			exists(
				selectFrom('quote as about')
					.select('about.contributionId')
					.whereRef('about.contributionId', '=', 'contribution.id')
					.$if(quote !== null && quote !== 'any', (query) => {
						const { start, end, lang } = quote as Exclude<OnWords, 'any'>;
						return query
							.where('about.lang', '=', lang)
							.where('about.startAt', '<', end)
							.where('about.endAt', '>', start);
					})
			)
		]);
