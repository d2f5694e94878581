/** Takes one's own contribution back: its place and its counts stay, its words go. */

import type { Viewer } from '../accounts/viewer.ts';
import * as consultations from '../consultation/lock.server.ts';
import type { Database } from '../database.server.ts';
import * as ledger from '../ledger/ledger.server.ts';
import { inOne } from '../transaction.server.ts';
import { mayWithdraw, type Obstacle } from './contribution.ts';
import * as store from './store.server.ts';

export type Withdrawn = { ok: true } | { ok: false; obstacle: Obstacle };

export function withdraw(
	db: Database,
	by: Viewer,
	{ id, consultationId }: { id: string; consultationId: string }
): Promise<Withdrawn> {
	return inOne(db, async (tx) => {
		const held = await consultations.lock(tx, consultationId, 'shared');
		const one = held && (await store.locked(tx, id));
		if (!held || one?.consultationId !== held.consultation.id) return refused({ code: 'missing' });

		const kept = mayWithdraw(one, by.id, held.consultation, held.at);
		if (kept) return refused(kept);

		await store.eraseWords(tx, one.id, held.at);
		await ledger.record(tx, {
			spaceId: one.spaceId,
			type: 'contribution.withdrawn',
			about: ['contribution', one.id],
			role: 'PARTICIPANT',
			personId: one.organisationId ? by.id : null,
			at: held.at,
			payload: { reference: one.reference }
		});
		await consultations.withhold(tx, consultationId);
		return { ok: true };
	});
}

const refused = (obstacle: Obstacle): Withdrawn => ({ ok: false, obstacle });
