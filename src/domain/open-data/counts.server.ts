/** How many rows the files of a consultation hold, before anyone takes them away. */

import { sql } from 'kysely';
import type { Database } from '../database.server.ts';
import { isOpen } from '../response/open.server.ts';
import type { Table } from './dictionary.ts';
import type { Found } from './store.server.ts';

/** How many rows each table has. */
export async function counts(db: Database, found: Found): Promise<Record<Table, number>> {
	const { id, versionId } = found;
	const { rows } = await sql<Record<'units' | 'texts' | 'contributions' | 'tallies', number>>`
		select
			(select count(*) from unit_text where version_id = ${versionId}) as units,
			(select count(*) from unit_text where version_id = ${versionId})
				+ (select count(*) from unit_translation where version_id = ${versionId}) as texts,
			(select count(*) from contribution
				where consultation_id = ${id} and visibility = 'public') as contributions,
			(select count(*) from unit_text where version_id = ${versionId} and number is not null) as tallies
	`.execute(db);
	const text = rows[0] ?? { units: 0, texts: 0, contributions: 0, tallies: 0 };
	return { ...text, ...(await answerCounts(db, found)) };
}

async function answerCounts(db: Database, { id }: Found) {
	const { rows } = await sql<Record<'responses' | 'themes' | 'changes' | 'links', number>>`
		select
			(select count(*)::int from reasoned_response r
				where consultation_id = ${id} and state in ('published', 'superseded') and ${isOpen()}) as responses,
			(select count(distinct n.theme_id)::int from contribution k
				join contribution_theme n on n.contribution_id = k.id
				where k.consultation_id = ${id} and k.visibility = 'public') as themes,
			(select count(*)::int from unit_change c join text_version v on v.id = c.version_id
				where v.consultation_id = ${id}) as changes,
			(select count(*) filter (where group_id is not null)::int
					+ count(*) filter (where response_id is not null)::int
				from contribution where consultation_id = ${id} and visibility = 'public')
				+ (select count(*)::int from contribution k join contribution_theme n on n.contribution_id = k.id
					where k.consultation_id = ${id} and k.visibility = 'public')
				+ (select count(*)::int from contribution k
					join unit_change_contribution n on n.contribution_id = k.id
					where k.consultation_id = ${id} and k.visibility = 'public') as links`.execute(db);
	return rows[0] ?? { responses: 0, themes: 0, changes: 0, links: 0 };
}
