/** Says until when someone is to speak for an organisation, or that no end is set. */

import { personChanged } from '#domain/accounts/changed.server.ts';
import { holds, type Viewer } from '#domain/accounts/viewer.ts';
import { now } from '#domain/clock.server.ts';
import type { Database } from '#domain/database.server.ts';
import * as ledger from '#domain/ledger/ledger.server.ts';
import { inOne } from '#domain/transaction.server.ts';
import * as store from './store.server.ts';

export type Set =
	{ ok: true } | { ok: false; obstacle: { code: 'not_yours' | 'not_held' | 'until_past' } };

/** The first representative sets it, or the secretariat; `until` is a moment, null for none. */
export function setUntil(
	db: Database,
	by: Viewer,
	organisationId: string,
	to: { membershipId: string; until: Date | null }
): Promise<Set> {
	return inOne<Set>(db, async (tx) => {
		const organisation = await store.lockById(tx, organisationId);
		const members = organisation ? await store.membersOf(tx, organisationId) : [];
		const member = members.find(({ id }) => id === to.membershipId);
		if (!organisation || !member) return { ok: false, obstacle: { code: 'not_held' } };
		const mine = members.find(({ personId }) => personId === by.id);
		if (!mine?.first && !holds(by, organisation.spaceId, 'SECRETARIAT'))
			return { ok: false, obstacle: { code: 'not_yours' } };
		const at = await now(tx);
		if (to.until && to.until <= at) return { ok: false, obstacle: { code: 'until_past' } };

		await tx
			.updateTable('membership')
			.set({ untilAt: to.until })
			.where('id', '=', member.id)
			.execute();
		await personChanged(tx, member.personId);
		await ledger.record(tx, {
			spaceId: organisation.spaceId,
			type: 'membership.until_set',
			about: ['organisation', organisation.id],
			role: mine ? 'PARTICIPANT' : 'SECRETARIAT',
			personId: by.id,
			at,
			payload: { until: to.until?.toISOString() ?? null }
		});
		return { ok: true };
	});
}
