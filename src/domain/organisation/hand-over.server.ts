/** Makes another representative the first: whoever is it hands it over, or the secretariat does. */

import { sql } from 'kysely';
import { personChanged } from '#domain/accounts/changed.server.ts';
import { holds, type Viewer } from '#domain/accounts/viewer.ts';
import { now } from '#domain/clock.server.ts';
import type { Database } from '#domain/database.server.ts';
import * as ledger from '#domain/ledger/ledger.server.ts';
import { inOne } from '#domain/transaction.server.ts';
import * as store from './store.server.ts';

export type HandedOver = { ok: true } | { ok: false; obstacle: { code: 'not_yours' | 'not_held' } };

export function handOver(
	db: Database,
	by: Viewer,
	organisationId: string,
	membershipId: string
): Promise<HandedOver> {
	return inOne<HandedOver>(db, async (tx) => {
		const organisation = await store.lockById(tx, organisationId);
		const members = organisation ? await store.membersOf(tx, organisationId) : [];
		const next = members.find(({ id }) => id === membershipId);
		if (!organisation || !next) return { ok: false, obstacle: { code: 'not_held' } };
		const mine = members.find(({ personId }) => personId === by.id);
		if (!mine?.first && !holds(by, organisation.spaceId, 'SECRETARIAT'))
			return { ok: false, obstacle: { code: 'not_yours' } };
		if (next.first) return { ok: true };

		await tx
			.updateTable('membership')
			.set({ first: sql<boolean>`id = ${next.id}` })
			.where('organisationId', '=', organisationId)
			.where('toAt', 'is', null)
			.execute();
		for (const { personId } of members.filter(({ first }) => first).concat(next))
			await personChanged(tx, personId);
		await ledger.record(tx, {
			spaceId: organisation.spaceId,
			type: 'membership.handed_over',
			about: ['organisation', organisation.id],
			role: mine ? 'PARTICIPANT' : 'SECRETARIAT',
			personId: by.id,
			at: await now(tx)
		});
		return { ok: true };
	});
}
