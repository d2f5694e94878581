/** Whom a reader mutes or blocks: theirs alone to see, and nobody is told. */

import { sql } from 'kysely';
import type { Viewer } from '../accounts/viewer.ts';
import { mutedKey } from '../contribution/shown.ts';
import type { Database } from '../database.server.ts';

/** Whom someone does not want to read, each by the name it was done by. */
export async function mutedBy(db: Database, viewer: Viewer | null): Promise<ReadonlySet<string>> {
	if (!viewer) return new Set();
	const rows = await db
		.selectFrom('mute')
		.select(['mutedId', 'name'])
		.where('personId', '=', viewer.id)
		.execute();
	return new Set(rows.map(({ mutedId, name }) => mutedKey(mutedId, name)));
}

/** Whether someone wants no answers from another. */
export async function blocks(db: Database, personId: string | null, otherId: string) {
	if (!personId) return false;
	const { rows } = await sql<{ blocks: boolean }>`select exists (
		select from mute where person_id = ${personId} and muted_id = ${otherId} and blocks
	) as blocks`.execute(db);
	return rows[0]?.blocks ?? false;
}

/** At most as many as one can mute. */
export const most = 500;

/** Those one mutes or blocks, the latest first. */
export const mutes = (db: Database, personId: string) =>
	db
		.selectFrom('mute')
		.select(['mutedId', 'name', 'blocks', 'at'])
		.where('personId', '=', personId)
		.orderBy('at', 'desc')
		.limit(most)
		.execute();

/** How one stands to whoever said something: read, muted or blocked; null where that is not to choose. */
export async function peaceWith(db: Database, personId: string, contributionId: string) {
	const row = await db
		.selectFrom('contribution')
		.leftJoin('mute', (join) =>
			join.onRef('mute.mutedId', '=', 'contribution.personId').on('mute.personId', '=', personId)
		)
		.select(['contribution.personId', 'contribution.authorName as name', 'mute.blocks'])
		.where('contribution.id', '=', contributionId)
		.where('contribution.visibility', '=', 'public')
		.where('contribution.state', '=', 'published')
		.where('contribution.organisationId', 'is', null)
		.where('contribution.authorName', '!=', '')
		.executeTakeFirst();
	if (!row?.personId || row.personId === personId) return null;
	const how = row.blocks === null ? 'read' : row.blocks ? 'blocked' : 'muted';
	return { id: row.personId, name: row.name, how } as const;
}
