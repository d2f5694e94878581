/** Ends someone's speaking for an organisation: by themselves, the first representative or the secretariat. */

import { personChanged } from '#domain/accounts/changed.server.ts';
import { holds, type Viewer } from '#domain/accounts/viewer.ts';
import { now } from '#domain/clock.server.ts';
import type { Database, Transaction } from '#domain/database.server.ts';
import * as ledger from '#domain/ledger/ledger.server.ts';
import { inOne } from '#domain/transaction.server.ts';
import * as store from './store.server.ts';

export type Ended = { ok: true } | { ok: false; obstacle: { code: 'not_yours' | 'not_held' } };

export function endMembership(db: Database, by: Viewer, membershipId: string): Promise<Ended> {
	return inOne<Ended>(db, async (tx) => {
		const held = await tx
			.selectFrom('membership')
			.select(['organisationId', 'personId', 'first'])
			.where('id', '=', membershipId)
			.where('toAt', 'is', null)
			.executeTakeFirst();
		// The organisation's lock orders this with invitations and other departures.
		const organisation = held && (await store.lockById(tx, held.organisationId));
		if (!held || !organisation) return { ok: false, obstacle: { code: 'not_held' } };
		const mine = await store.membershipIn(tx, organisation.id, by.id);
		const secretariat = holds(by, organisation.spaceId, 'SECRETARIAT');
		if (held.personId !== by.id && !mine?.first && !secretariat)
			return { ok: false, obstacle: { code: 'not_yours' } };

		const at = await now(tx);
		const ended = await tx
			.updateTable('membership')
			.set({ toAt: at })
			.where('id', '=', membershipId)
			.where('toAt', 'is', null)
			.executeTakeFirst();
		if (ended.numUpdatedRows === 0n) return { ok: false, obstacle: { code: 'not_held' } };
		await withdrawInvitations(tx, organisation.id, held.personId);
		if (held.first) await passOn(tx, organisation.id);
		await personChanged(tx, held.personId);
		await ledger.record(tx, {
			spaceId: organisation.spaceId,
			type: 'membership.ended',
			about: ['organisation', organisation.id],
			role: mine ? 'PARTICIPANT' : 'SECRETARIAT',
			personId: by.id,
			at
		});
		return { ok: true };
	});
}

/** What someone promised in an organisation's name does not outlast their speaking for it. */
const withdrawInvitations = (tx: Transaction, organisationId: string, invitedBy: string) =>
	tx
		.deleteFrom('invitation')
		.where('organisationId', '=', organisationId)
		.where('invitedBy', '=', invitedBy)
		.where('usedAt', 'is', null)
		.execute();

/** The longest-standing representative becomes the first. */
async function passOn(tx: Transaction, organisationId: string) {
	const [next] = await store.membersOf(tx, organisationId);
	if (!next) return;
	await tx.updateTable('membership').set({ first: true }).where('id', '=', next.id).execute();
	await personChanged(tx, next.personId);
}
