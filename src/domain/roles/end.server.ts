/** Ends a role; what its holder may do ends with it, everywhere, within a second. */

import { now } from '#domain/clock.server.ts';
import type { Database } from '#domain/database.server.ts';
import * as ledger from '#domain/ledger/ledger.server.ts';
import { notify } from '#domain/notifications/notify.server.ts';
import { inOne } from '#domain/transaction.server.ts';
import { doubtSessions } from '#domain/accounts/sure.server.ts';
import { standingOf } from './grant.server.ts';
import { heldById, holders, lockRoles } from './store.server.ts';
import { grantable, kept, type RoleObstacle } from './roles.ts';
import type { Viewer } from '#domain/accounts/viewer.ts';

type Space = { id: string; slug: string; name: string };
export type Ended = { ok: true } | { ok: false; obstacle: RoleObstacle };

export function endRole(db: Database, by: Viewer, space: Space, id: string): Promise<Ended> {
	return inOne(db, async (tx) => {
		await lockRoles(tx, null);
		await lockRoles(tx, space.id);
		const held = await heldById(tx, id);
		if (!held || (held.spaceId !== null && held.spaceId !== space.id))
			return { ok: false, obstacle: { code: 'not_held' } };
		if (!grantable(by, space.id).includes(held.role))
			return { ok: false, obstacle: { code: 'not_yours' } };
		// An installation without a steward, or a space without a secretariat, could never get one again.
		const { role, spaceId, personId } = held;
		if (kept.includes(role) && (await holders(tx, spaceId, role)) < 2)
			return { ok: false, obstacle: { code: 'last_one', role } };

		const at = await now(tx);
		await tx.updateTable('roleGrant').set({ toAt: at }).where('id', '=', id).execute();
		await doubtSessions(tx, personId);
		await ledger.record(tx, {
			spaceId,
			type: 'role.ended',
			about: ['role_grant', id],
			role: standingOf(by, space.id),
			personId: by.id,
			at,
			payload: { role }
		});
		const facts = { role, space: space.name };
		const { email: recipient, language } = held;
		await notify(tx, { recipient, language, kind: 'role_ended', facts });
		return { ok: true };
	});
}
