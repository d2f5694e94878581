/** Internal notes beside a draft: its own, and those on what it answers. */

import { sql } from 'kysely';
import type { Database } from '#domain/database.server.ts';

export type Note = { id: string; body: string; lang: string; by: string | null; at: Date };

/** Of the draft itself, and of groups and contributions it answers, as far as whoever looks may see them; the latest fifty. */
export async function notesOn(
	db: Database,
	responseId: string,
	withPrivate: boolean
): Promise<Note[]> {
	const seen = sql`(${withPrivate} or k.visibility = 'public')`;
	const { rows } = await sql<Note>`
		select n.id, n.body, n.lang, p.name as by, n.at from internal_note n
		left join person p on p.id = n.by_id
		where n.response_id = ${responseId} or n.contribution_id in (
			select k.id from reasoned_response_contribution l join contribution k on k.id = l.contribution_id
			where l.response_id = ${responseId} and ${seen})
		or n.group_id in (
			select distinct k.group_id from reasoned_response_contribution l
			join contribution k on k.id = l.contribution_id
			where l.response_id = ${responseId} and k.group_id is not null and ${seen})
		order by n.at desc, n.id limit 50`.execute(db);
	return rows;
}
