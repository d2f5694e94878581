/** The public remarks of a whole text, so many of each place: for paper, where nothing can be opened. */

import { sql } from 'kysely';
import type { Database } from '#domain/database.server.ts';

export type PrintedRemark = {
	id: string;
	reference: string;
	unitId: string | null;
	parentId: string | null;
	depth: number;
	/** Null on a tombstone, like its words. */
	authorName: string | null;
	channel: string;
	organisation: string | null;
	kind: string;
	body: string;
	/** What is suggested, in the words proposed; null where nothing is. */
	suggests: 'replace' | 'add' | 'remove' | null;
	words: string | null;
	wordsLang: string | null;
	lang: string;
	state: string;
	receivedAt: Date;
	support: number;
};

/** In one query, each place's remarks with their replies below them, at most `perPlace` of a place and `most` of all. */
export async function remarksByPlace(
	db: Database,
	consultationId: string,
	perPlace: number,
	most: number
): Promise<Map<string | null, PrintedRemark[]>> {
	const { rows } = await sql<PrintedRemark>`
		select * from (
			select c.id, c.reference, c.unit_id, c.parent_id, c.depth, c.kind, c.channel, c.lang, c.state, c.received_at,
				case when c.state = 'published' then c.author_name end as author_name,
				case when c.state = 'published' then o.name end as organisation,
				case when c.state = 'published' then c.body else '' end as body,
				case when c.state = 'published' then s.act end as suggests,
				case when c.state = 'published' then s.words end as words, s.lang as words_lang,
				c.support_people + c.support_organisations as support,
				row_number() over (
					partition by c.unit_id order by coalesce(root.received_at, c.received_at), coalesce(c.root_id, c.id), c.received_at
				) as place_in_line
			from contribution c
			left join contribution root on root.id = c.root_id
			left join organisation o on o.id = c.organisation_id
			left join suggestion s on s.contribution_id = c.id
			where c.consultation_id = ${consultationId}::uuid and c.visibility = 'public'
		) as lined
		where place_in_line <= ${perPlace}
		order by unit_id, place_in_line
		limit ${most}`.execute(db);
	const found = new Map<string | null, PrintedRemark[]>();
	for (const row of rows) found.set(row.unitId, [...(found.get(row.unitId) ?? []), row]);
	return found;
}
