/** Which units have other words than when a contribution was made: in a later version, or in the draft of the next. */

import { sql } from 'kysely';
import type { Database } from '#domain/database.server.ts';
import { draftOf } from './draft.server.ts';

/**
 * Ids of the units of a consultation that some published version after the first changed or added, or the next one
 * will change; what it will add bears no number yet that it could be named by.
 */
export async function changedUnits(db: Database, consultationId: string): Promise<Set<string>> {
	const [{ rows }, draft] = await Promise.all([
		sql<{ unitId: string }>`
			select distinct c.unit_id from unit_change c
			join text_version v on v.id = c.version_id
			where v.consultation_id = ${consultationId}::uuid and c.kind != 'move'`.execute(db),
		draftOf(db, consultationId)
	]);
	const next = draft?.changes.filter(({ kind }) => kind !== 'move' && kind !== 'addition') ?? [];
	return new Set([...rows, ...next].map(({ unitId }) => unitId));
}
