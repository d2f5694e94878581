/** What answers say that they changed, as a cause of the change: whoever got the answer finds the words it changed. */

import { sql } from 'kysely';
import type { Database } from '../database.server.ts';
import type { Change } from './net.ts';

/**
 * The changes of a draft, with the answers as reasons that name their unit and promised them. Where its words had changed
 * in an earlier version already, an answer may mean that: then only a person can say that it means this one too.
 */
export async function withAnswers(
	db: Database,
	consultationId: string,
	changes: readonly Change[]
): Promise<Change[]> {
	const { rows } = await sql<{ unitId: string; id: string }>`
		select l.unit_id, r.id from reasoned_response_link l
		join reasoned_response r on r.id = l.response_id
		where r.consultation_id = ${consultationId}::uuid and r.state = 'published' and r.kind <> 'not_included'
			and l.unit_id = any (${changes.filter(({ kind }) => kind !== 'move').map(({ unitId }) => unitId)}::uuid[])
			and not exists (
				select from unit_change c where c.unit_id = l.unit_id and c.kind <> 'move'
			)
		order by r.published_at, r.id`.execute(db);
	const answers = Map.groupBy(rows, ({ unitId }) => unitId);
	return changes.map((change) => {
		const named = answers.get(change.unitId)?.map(({ id }) => id) ?? [];
		const { reasons } = change;
		const responses = [...new Set([...reasons.responses, ...named])];
		return { ...change, reasons: { ...reasons, responses } };
	});
}

/** For an answer `r` and a unit it links as `l`: the last version before it in which the words of that unit changed. */
export const changedBefore = sql`(
	select e.id from unit_change d join text_version e on e.id = d.version_id
	where d.unit_id = l.unit_id and d.kind <> 'move' and r.kind <> 'not_included' and e.published_at <= r.published_at
	order by e.n desc limit 1)`;
