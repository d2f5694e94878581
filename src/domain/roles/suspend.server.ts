/** Keeps a person from acting: every session ends, and no link opens a new one. A steward's act. */

import { now } from '#domain/clock.server.ts';
import type { Database } from '#domain/database.server.ts';
import * as ledger from '#domain/ledger/ledger.server.ts';
import { inOne } from '#domain/transaction.server.ts';
import { personChanged } from '#domain/accounts/changed.server.ts';
import { lockRoles } from './store.server.ts';
import { holds, type Viewer } from '#domain/accounts/viewer.ts';

type Obstacle = { code: 'not_yours' | 'to_yourself' | 'no_such_person' };
export type Suspended = { ok: true } | { ok: false; obstacle: Obstacle };

export function suspend(
	db: Database,
	by: Viewer,
	personId: string,
	suspended: boolean
): Promise<Suspended> {
	if (!holds(by, null, 'STEWARD')) return refused('not_yours');
	if (personId === by.id) return refused('to_yourself');
	return inOne(db, async (tx) => {
		await lockRoles(tx, null);
		const at = await now(tx);
		const changed = await tx
			.updateTable('person')
			.set({ suspendedAt: suspended ? at : null })
			.where('id', '=', personId)
			.where('suspendedAt', suspended ? 'is' : 'is not', null)
			.executeTakeFirst();
		if (changed.numUpdatedRows === 0n) return refused('no_such_person');
		await tx.deleteFrom('session').where('personId', '=', personId).execute();
		await personChanged(tx, personId);
		await ledger.record(tx, {
			spaceId: null,
			type: suspended ? 'person.suspended' : 'person.restored',
			about: ['person', personId],
			role: 'STEWARD',
			personId: by.id,
			at
		});
		return { ok: true };
	});
}

const refused = (code: Obstacle['code']): Promise<Suspended> =>
	Promise.resolve({ ok: false, obstacle: { code } });
