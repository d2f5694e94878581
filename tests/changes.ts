/** What a published version changed and what its changes name, as the tables hold it. */

import { sql } from 'kysely';
import type { Database } from '#domain/database.server.ts';
import type { ChangeKind, How } from '#domain/version/version.ts';

type Change = {
	unitId: string;
	kind: ChangeKind;
	moved: boolean;
	/** Its number in this version and in the one before; null for headings and where it does not stand. */
	number: number | null;
	before: number | null;
	/** Units of the version before that it came from. */
	from: string[];
	/** Private ones too. */
	contributions: { id: string; how: How }[];
	responses: string[];
};

/** In the order of the text; what no longer stands comes last. */
export async function changesIn(db: Database, versionId: string): Promise<Change[]> {
	const { rows } = await sql<Change>`
		select c.unit_id, c.kind, c.moved, t.number, old.number as before,
			array(
				select o.from_unit_id::text from unit_origin o
				where o.version_id = c.version_id and o.unit_id = c.unit_id order by 1
			) as "from",
			coalesce((
				select json_agg(json_build_object('id', n.contribution_id, 'how', n.how) order by n.how = 'because')
				from unit_change_contribution n where n.version_id = c.version_id and n.unit_id = c.unit_id
			), '[]') as contributions,
			array(
				select n.response_id::text from unit_change_response n
				where n.version_id = c.version_id and n.unit_id = c.unit_id
			) as responses
		from unit_change c
		join text_version v on v.id = c.version_id
		left join unit_text t on t.version_id = c.version_id and t.unit_id = c.unit_id
		left join unit_text old on old.version_id = v.base_id and old.unit_id = c.unit_id
		where c.version_id = ${versionId}::uuid
		order by t.position nulls last, old.position`.execute(db);
	return rows;
}
