/** The secretariat says whether people may take part in its space without a verified address. */

import { holds, type Viewer } from '../accounts/viewer.ts';
import { now } from '../clock.server.ts';
import type { Database } from '../database.server.ts';
import * as ledger from '../ledger/ledger.server.ts';
import { spaceChanged } from '../space/changed.server.ts';
import { inOne } from '../transaction.server.ts';

export type Set = { ok: true } | { ok: false; obstacle: { code: 'not_yours' } };

export function welcome(db: Database, by: Viewer, spaceId: string, guests: boolean): Promise<Set> {
	return inOne<Set>(db, async (tx) => {
		if (!holds(by, spaceId, 'SECRETARIAT')) return { ok: false, obstacle: { code: 'not_yours' } };
		const changed = await tx
			.updateTable('space')
			.set({ guests })
			.where('id', '=', spaceId)
			.where('guests', '!=', guests)
			.executeTakeFirst();
		if (changed.numUpdatedRows === 0n) return { ok: true };
		await ledger.record(tx, {
			spaceId,
			type: guests ? 'guests.welcomed' : 'guests.no_longer_welcomed',
			about: ['space', spaceId],
			role: 'SECRETARIAT',
			personId: by.id,
			at: await now(tx)
		});
		await spaceChanged(tx, spaceId);
		return { ok: true };
	});
}
