/** Opens a statement of one's organisation for others to sign, or shuts it again. */

import type { Viewer } from '../accounts/viewer.ts';
import * as consultations from '../consultation/lock.server.ts';
import { alikeChanged } from '../contribution/alike.server.ts';
import * as contributions from '../contribution/store.server.ts';
import type { Database } from '../database.server.ts';
import * as ledger from '../ledger/ledger.server.ts';
import { inOne } from '../transaction.server.ts';
import { mayOpen, type Obstacle } from './statement.ts';

export type Opened = { ok: true; joint: boolean } | { ok: false; obstacle: Obstacle };
export type Choice = { id: string; consultationId: string; as: string; joint: boolean };

export function open(db: Database, by: Viewer, choice: Choice): Promise<Opened> {
	return inOne<Opened>(db, async (tx) => {
		const { id, consultationId, as, joint } = choice;
		const held = await consultations.lock(tx, consultationId, 'shared');
		const one = held && (await contributions.locked(tx, id));
		if (!held || one?.consultationId !== held.consultation.id)
			return { ok: false, obstacle: { code: 'missing' } };
		const author = await contributions.authorOf(tx, by, one.spaceId, as);
		if (typeof author === 'string') return { ok: false, obstacle: { code: author } };
		const kept = mayOpen(one, as, joint, held.consultation, held.at);
		if (kept) return { ok: false, obstacle: kept };
		if (one.joint === joint) return { ok: true, joint };

		await tx.updateTable('contribution').set({ joint }).where('id', '=', id).execute();
		await alikeChanged(tx, id);
		await ledger.record(tx, {
			spaceId: one.spaceId,
			type: joint ? 'statement.opened' : 'statement.shut',
			about: ['contribution', id],
			role: 'PARTICIPANT',
			personId: by.id,
			at: held.at,
			payload: { reference: one.reference, organisation: as }
		});
		await consultations.touch(tx, consultationId);
		return { ok: true, joint };
	});
}
