/** The words of a text that public remarks are about, ready to be shown on it. */

import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '#domain/database.server.ts';
import { segmentsOf, type Highlights } from '#domain/text/anchor/segments.ts';

type Chosen = { unitId: string; lang: string; start: number; end: number; count: number };

/** By unit and the language of its text, also where words of an earlier version stand now; what is hidden, withdrawn or private highlights nothing. */
export async function highlightsOf(
	db: Database,
	consultationId: string
): Promise<Map<string, Highlights>> {
	const { rows: chosen } = await sql<Chosen>`
		with standing as (
			select h.version_id, c.id, c.unit_id, c.version_id = h.version_id as own
			from contribution c join consultation h on h.id = c.consultation_id
			where c.consultation_id = ${consultationId}::uuid
				and c.visibility = 'public' and c.state = 'published'
		), placed as (
			select s.unit_id, q.lang, q.start_at, q.end_at
			from standing s join quote q on q.contribution_id = s.id where s.own
			union all
			select p.unit_id, q.lang, p.start_at, p.end_at
			from standing s join quote q on q.contribution_id = s.id
			join quote_place p on p.contribution_id = s.id and p.version_id = s.version_id
			where not s.own and p.unit_id is not null
		)
		select unit_id, lang, start_at as start, end_at as end, count(*)::int as count
		from placed group by unit_id, lang, start_at, end_at
		order by start_at, end_at`.execute(db);
	const byText = Map.groupBy(chosen, ({ unitId, lang }) => textKey(unitId, lang));
	return new Map([...byText].map(([key, ranges]) => [key, together(ranges)]));
}

export const textKey = (unitId: string, lang: string) => `${unitId} ${lang}`;

function together(rows: { start: number; end: number; count: number }[]): Highlights {
	const ranges = rows.map(({ start, end, count }) => ({ start, end, count }));
	const said = ranges.map(({ start, end, count }) => `${start}-${end}:${count}`).join(' ');
	return {
		remarks: ranges.reduce((all, { count }) => all + count, 0),
		segments: segmentsOf(ranges),
		mark: createHash('sha1').update(said).digest('base64url')
	};
}
