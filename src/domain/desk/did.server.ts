/** What an act of the desk did, for the page that says it and offers to take it back. */

import { sql } from 'kysely';
import { holds, type Viewer } from '../accounts/viewer.ts';
import type { Database } from '../database.server.ts';
import { isId } from '../identity.ts';
import type { Names } from '../theme/theme.ts';
import type { ActKind } from './record.server.ts';

export type Did = {
	id: string;
	kind: ActKind;
	count: number;
	undone: boolean;
	theme: Names | null;
	group: { id: string; title: string; lang: string } | null;
	agency: string | null;
	assignee: string | null;
};

type Row = Omit<Did, 'group'> & { groupId: string | null; title: string; lang: string };

/** One's own act, or anyone's for the secretariat; null for others. */
export async function didAct(
	db: Database,
	viewer: Viewer,
	spaceId: string,
	consultationId: string,
	id: string | null
): Promise<Did | null> {
	if (!id || !isId(id)) return null;
	const anyones = holds(viewer, spaceId, 'SECRETARIAT');
	const { rows } = await sql<Row>`
		select d.id, d.kind, d.count, d.undone_at is not null as undone, h.names as theme,
			g.id as group_id, g.title, g.lang, o.name as agency, p.name as assignee
		from desk_act d
		left join theme h on h.id = d.theme_id
		left join contribution_group g on g.id = d.group_id
		left join organisation o on o.id = d.agency_id
		left join person p on p.id = d.assignee_id
		where d.id = ${id} and d.consultation_id = ${consultationId}
			and (${anyones} or d.by_id = ${viewer.id})`.execute(db);
	const [row] = rows;
	if (!row) return null;
	const { groupId, title, lang, ...rest } = row;
	return { ...rest, group: groupId === null ? null : { id: groupId, title, lang } };
}
