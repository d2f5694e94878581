/** What waits for a moderator: what was reported and what is held, the longest waiting first. */

import { sql } from 'kysely';
import { holds, type Viewer } from '../accounts/viewer.ts';
import { rows } from '../contribution/read.server.ts';
import { suggestionOf } from '../contribution/shown.ts';
import type { Database } from '../database.server.ts';
import type { Rule } from './moderation.ts';

export const pageSize = 20;

type Waiting = { id: string; since: Date; heldSince: Date | null; total: number };
export type Asked = { page: number; rule?: Rule | null };

/** One page of what waits with its reports, and how much waits in all: three queries, however much it is. */
export async function queue(
	db: Database,
	viewer: Viewer,
	spaceId: string,
	{ page, rule = null }: Asked
) {
	const seen = holds(viewer, spaceId, 'SECRETARIAT') ? sql`true` : sql`k.visibility = 'public'`;
	// Reports found by what is open of them, holds by the index of what is out of sight.
	const { rows: oldest } = await sql<Waiting>`
		with waiting as (
			select r.contribution_id as id, r.at, null::timestamptz as held_at, r.rule
			from report r where r.settled_at is null
			union all
			select k.id, a.at, a.at, a.rule from contribution k
			cross join lateral (
				select m.at, m.rule from moderation_act m
				where m.contribution_id = k.id and m.act = 'hold' order by m.at desc limit 1
			) a
			where k.state = 'held'
		)
		select w.id, min(w.at) as since, max(w.held_at) as held_since, count(*) over ()::int as total
		from waiting w join contribution k on k.id = w.id
		where k.space_id = ${spaceId} and ${seen}
		group by w.id having ${rule === null ? sql`true` : sql`bool_or(w.rule = ${rule})`}
		order by since, w.id limit ${pageSize} offset ${(page - 1) * pageSize}`.execute(db);
	const ids = oldest.map(({ id }) => id);
	if (ids.length === 0) return { total: 0, items: [] };
	const [said, reports] = await Promise.all([
		rows(db)
			.innerJoin('consultation', 'consultation.id', 'contribution.consultationId')
			.leftJoin('unitText', (join) =>
				join
					.onRef('unitText.unitId', '=', 'contribution.unitId')
					.onRef('unitText.versionId', '=', 'contribution.versionId')
			)
			.select(['consultation.slug', 'consultation.title', 'unitText.number', 'contribution.place'])
			.where('contribution.id', '=', sql<string>`any (${ids}::uuid[])`)
			.execute(),
		db
			.selectFrom('report')
			.select(['contributionId', 'rule', 'note', 'at'])
			.where('contributionId', '=', sql<string>`any (${ids}::uuid[])`)
			.where('settledAt', 'is', null)
			.orderBy('at')
			.execute()
	]);
	const items = oldest.flatMap(({ id, since, heldSince }) => {
		const row = said.find((one) => one.id === id);
		if (!row) return [];
		const { reference, kind, lang, body, authorName, organisationName, state, visibility } = row;
		const { slug, title, number, place, receivedAt, personId } = row;
		return [
			{
				...{ id, since, heldSince, reference, kind, lang, body, state, visibility, receivedAt },
				...{ slug, title, number, place },
				own: personId === viewer.id,
				author: authorName,
				channel: row.channel,
				organisation: organisationName,
				suggestion: suggestionOf(row),
				reports: reports.filter((one) => one.contributionId === id)
			}
		];
	});
	return { total: oldest[0]?.total ?? 0, items };
}

/** How many wait under each rule, for the filter. */
export async function waitingByRule(db: Database, viewer: Viewer, spaceId: string) {
	const secretariat = holds(viewer, spaceId, 'SECRETARIAT');
	const found = await db
		.selectFrom('report')
		.innerJoin('contribution', 'contribution.id', 'report.contributionId')
		.select('report.rule')
		.select(({ fn }) => fn.count<number>('contribution.id').distinct().as('count'))
		.where('report.settledAt', 'is', null)
		.where('contribution.spaceId', '=', spaceId)
		.$if(!secretariat, (query) => query.where('contribution.visibility', '=', 'public'))
		.groupBy('report.rule')
		.execute();
	return new Map(found.map(({ rule, count }) => [rule, Number(count)]));
}
