/** A reader's own peace: not to read somebody, or not to be answered by them either. Nobody else learns of it. */

import type { Viewer } from '../accounts/viewer.ts';
import { now } from '../clock.server.ts';
import type { Database } from '../database.server.ts';
import { inOne } from '../transaction.server.ts';
import { most, mutes } from './store.server.ts';

export type Quieted =
	| { ok: true }
	| {
			ok: false;
			obstacle: { code: 'nobody' } | { code: 'yourself' } | { code: 'too_many'; most: number };
	  };

/** From now on what its author says under this name is folded away; `blocks` keeps their answers away too. */
export function mute(
	db: Database,
	by: Pick<Viewer, 'id'>,
	contributionId: string,
	blocks: boolean
): Promise<Quieted> {
	return inOne<Quieted>(db, async (tx) => {
		const one = await tx
			.selectFrom('contribution')
			.select(['personId', 'authorName', 'organisationId'])
			.where('id', '=', contributionId)
			.where('visibility', '=', 'public')
			.where('state', '=', 'published')
			.executeTakeFirst();
		// Organisations speak in public for many: they are answered, not muted.
		if (!one?.personId || !one.authorName || one.organisationId)
			return { ok: false, obstacle: { code: 'nobody' } };
		if (one.personId === by.id) return { ok: false, obstacle: { code: 'yourself' } };
		if ((await mutes(tx, by.id)).length >= most)
			return { ok: false, obstacle: { code: 'too_many', most } };
		const kept = { name: one.authorName, blocks, at: await now(tx) };
		await tx
			.insertInto('mute')
			.values({ personId: by.id, mutedId: one.personId, ...kept })
			.onConflict((on) => on.columns(['personId', 'mutedId']).doUpdateSet(kept))
			.execute();
		return { ok: true };
	});
}

/** Reads them again; ending it twice changes nothing. */
export async function unmute(db: Database, by: Pick<Viewer, 'id'>, mutedId: string): Promise<void> {
	await db
		.deleteFrom('mute')
		.where('personId', '=', by.id)
		.where('mutedId', '=', mutedId)
		.execute();
}
