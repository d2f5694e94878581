/** Units that stand no more but were spoken about: what was said stays within reach. */

import { sql } from 'kysely';
import type { Database } from '../database.server.ts';

export type Gone = {
	unitId: string;
	/** The last version it stood in, and its number there; a heading has its words. */
	n: number;
	number: number | null;
	plain: string;
	lang: string;
	/** What was said about it in public, tombstones too. */
	said: number;
};

const most = 200;

/** Of the whole text; or those that went into one unit, by merging or splitting. */
export async function goneWithRemarks(
	db: Database,
	{ consultationId, versionId }: { consultationId: string; versionId: string },
	into: string | null = null
): Promise<Gone[]> {
	const { rows } = await sql<Gone>`
		with recursive said as (
			select c.unit_id, count(*)::int as said from contribution c
			where c.consultation_id = ${consultationId}::uuid and c.visibility = 'public' and c.unit_id is not null
				and c.version_id <> ${versionId}::uuid
			group by c.unit_id
		), forebear (unit_id) as (
			select o.from_unit_id from unit_origin o where o.unit_id = ${into}::uuid
			union
			select o.from_unit_id from unit_origin o join forebear f on f.unit_id = o.unit_id
		)
		select distinct on (s.unit_id) s.unit_id, v.n, t.number, left(t.plain, 200) as plain, t.lang, s.said
		from said s
		join unit_text t on t.unit_id = s.unit_id
		join text_version v on v.id = t.version_id
		where not exists (
			select 1 from unit_text now where now.unit_id = s.unit_id and now.version_id = ${versionId}::uuid
		) and (${into}::uuid is null or s.unit_id in (select unit_id from forebear))
		order by s.unit_id, v.n desc
		limit ${most}`.execute(db);
	return rows.sort((a, b) => a.n - b.n || (a.number ?? 0) - (b.number ?? 0));
}
