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
			.where(within(spot, quote))
			.where('contribution.depth', '=', 0)
			// Suggestions stand together, above.
			.where('contribution.kind', '!=', 'suggestion')
			.where('contribution.alikeOf', 'is', null)
			.where(visibleTo(viewer, spot.spaceId))
			.$if(quote !== null, (query) => query.where(onWords(spot, quote ?? 'any')))
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

/** A page of those that say the same as one, the first first, each with its replies. */
export async function alikeTo(
	db: Database,
	viewer: Viewer | null,
	spaceId: string,
	id: string,
	{ most, after }: { most: number; after: number }
): Promise<Branch[]> {
	const alike = await rows(db)
		.where('contribution.alikeOf', '=', id)
		.orderBy('contribution.receivedAt')
		.orderBy('contribution.id')
		.limit(most)
		.offset(after)
		.execute();
	const replies = await repliesTo(db, viewer, spaceId, alike);
	const [supports, muted] = await Promise.all([
		supportsOf(db, viewer, [...alike, ...replies]),
		mutedBy(db, viewer)
	]);
	const shown = (row: Row) => shownTo(viewer?.id ?? null, row, supports.get(row.id), muted);
	return nested(alike.map(shown), replies.map(shown));
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
		.where(within(spot, quote))
		.select(({ fn, eb }) => [
			fn
				.countAll<number>()
				.filterWhere(eb.and([eb('visibility', '=', 'public'), remark(eb), inPlace(spot)(eb)]))
				.as('said'),
			fn
				.countAll<number>()
				.filterWhere(eb.and([eb('visibility', '=', 'private'), inPlace(spot)(eb)]))
				.as('private'),
			fn
				.countAll<number>()
				.filterWhere(
					eb.and([
						eb('depth', '=', 0),
						eb('alikeOf', 'is', null),
						remark(eb),
						visibleTo(viewer, spot.spaceId)(eb),
						...(quote === null ? [] : [onWords(spot, quote)])
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

/** In this place, or about words that stand here now: those of a unit that was split or went into this one. */
const within =
	(spot: Spot, quote: OnWords | null) => (eb: ExpressionBuilder<Tables, 'contribution'>) =>
		quote === null
			? inPlace(spot)(eb)
			: eb.or([
					inPlace(spot)(eb),
					sql<boolean>`contribution.id = any(array(
						select p.contribution_id from quote_place p
						join consultation h on h.id = ${spot.consultationId}::uuid and h.version_id = p.version_id
						where p.unit_id = ${spot.unitId}::uuid
					))`
				]);

/** About words chosen here, or that stand here since; what is hidden or withdrawn is about none any more. */
const onWords = ({ unitId }: Spot, quote: OnWords) => {
	const between =
		quote === 'any'
			? sql``
			: sql`and q.lang = ${quote.lang} and w.start_at < ${quote.end} and w.end_at > ${quote.start}`;
	return sql<boolean>`contribution.state = 'published' and exists (
		select 1 from quote q
		join consultation h on h.id = contribution.consultation_id
		left join quote_place p on p.contribution_id = q.contribution_id and p.version_id = h.version_id
		cross join lateral (
			select contribution.unit_id, q.start_at, q.end_at where contribution.version_id = h.version_id
			union all
			select p.unit_id, p.start_at, p.end_at where contribution.version_id <> h.version_id
		) as w
		where q.contribution_id = contribution.id and w.unit_id = ${unitId}::uuid ${between}
	)`;
};
