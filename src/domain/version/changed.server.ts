/** Which units have other words than when a contribution was made: in a later version, or in the draft of the next. */

import type { Database } from '#domain/database.server.ts';

/** Ids of the units of a consultation that some published version after the first changed. */
export async function changedUnits(db: Database, consultationId: string): Promise<Set<string>> {
	const rows = await db
		.selectFrom('unitChange')
		.innerJoin('textVersion', 'textVersion.id', 'unitChange.versionId')
		.select('unitChange.unitId')
		.distinct()
		.where('textVersion.consultationId', '=', consultationId)
		.where('unitChange.kind', '!=', 'move')
		.execute();
	return new Set(rows.map(({ unitId }) => unitId));
}
