/** The desks of a space: what waits for an answer in each consultation. */

import { sql } from 'kysely';
import { holds, type Viewer } from '../accounts/viewer.ts';
import type { Database } from '../database.server.ts';

export type DeskLine = {
	slug: string;
	title: string;
	language: string;
	/** Unanswered, of those whoever looks may see. */
	open: number;
	mine: number;
	oldest: Date | null;
	responseBy: Date | null;
};

/** Consultations that are announced, those with the oldest unanswered first. */
export async function desksIn(db: Database, viewer: Viewer, spaceId: string): Promise<DeskLine[]> {
	const shown = holds(viewer, spaceId, 'SECRETARIAT') ? sql`true` : sql`k.visibility = 'public'`;
	const { rows } = await sql<DeskLine>`
		select c.slug, c.title, c.language, c.response_by, w.open, w.mine, w.oldest
		from consultation c cross join lateral (
			select count(*)::int as open, min(k.received_at) as oldest,
				(count(*) filter (where k.assignee_id = ${viewer.id}))::int as mine
			from contribution k
			where k.consultation_id = c.id and k.response_id is null and k.state in ('published', 'held') and ${shown}
		) w
		where c.space_id = ${spaceId} and c.announced_at is not null
			and c.opens_at <= statement_timestamp() and c.archived_at is null
		order by w.oldest nulls last, c.opens_at desc, c.id limit 100`.execute(db);
	return rows;
}
