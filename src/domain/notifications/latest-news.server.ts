/** The latest news of a consultation or a space that anyone may read, for feeds. */

import { sql } from 'kysely';
import type { Database } from '../database.server.ts';
import type { Item } from './told.server.ts';

/** As many as a feed holds. */
const most = 50;

/** The newest first. What was said by people is not among them: feeds of remarks hold that. */
export async function latestNews(
	db: Database,
	where: { spaceId: string; consultationId?: string }
): Promise<(Item & { id: string })[]> {
	const only = where.consultationId ?? null;
	const { rows } = await sql<Item & { id: string }>`
		select n.id, n.kind, false as own, 'consultation' as target, n.consultation_id as "targetId", n.at,
			n.consultation_id as "consultationId", c.slug, c.title, n.facts, r.kind as outcome,
			case when n.kind = 'extended' then coalesce((
				select a.to_at from public_act a where a.consultation_id = c.id and a.kind = 'extension'
					and a.at >= n.at order by a.at limit 1
			), c.closes_at) else c.closes_at end as "closesAt", c.response_by as "responseBy",
			null as reference, null as leads, '{}'::text[] as mine, null::int as "unitNumber",
			case
				when n.kind = 'version' then (
					select count(*)::int from unit_change x where x.version_id = n.version_id)
				when n.kind = 'response' then answered.n
				else 1
			end as count
		from news n
		join consultation c on c.id = n.consultation_id
		left join reasoned_response r on r.id = n.response_id
		left join lateral (
			select count(*)::int as n from reasoned_response_contribution x
			join contribution k on k.id = x.contribution_id
			where x.response_id = n.response_id and k.visibility = 'public' and k.state = 'published'
		) answered on true
		where n.space_id = ${where.spaceId} and (${only}::uuid is null or n.consultation_id = ${only}::uuid)
			and n.kind not in ('contribution', 'reply', 'grouped') and (n.kind <> 'response' or answered.n > 0)
		order by n.at desc, n.id desc limit ${most}`.execute(db);
	return rows;
}

/** Since when there could be news of a space. */
export async function begunAt(db: Database, spaceId: string): Promise<Date> {
	const { createdAt } = await db
		.selectFrom('space')
		.select('createdAt')
		.where('id', '=', spaceId)
		.executeTakeFirstOrThrow();
	return createdAt;
}
