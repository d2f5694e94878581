/** Accepts an invitation: from now on this person may speak for the organisation. */

import { addressKey } from '#domain/accounts/address-key.ts';
import { personChanged } from '#domain/accounts/changed.server.ts';
import type { Viewer } from '#domain/accounts/viewer.ts';
import { now } from '#domain/clock.server.ts';
import type { Database } from '#domain/database.server.ts';
import { newId } from '#domain/identity.ts';
import * as ledger from '#domain/ledger/ledger.server.ts';
import { hashOf } from '#domain/secret.server.ts';
import { inOne } from '#domain/transaction.server.ts';
import * as store from './store.server.ts';

export type Obstacle = { code: 'invitation_over' | 'other_address' };
export type Accepted = { ok: true; slug: string } | { ok: false; obstacle: Obstacle };

const open = (db: Database, token: string) =>
	db
		.selectFrom('invitation')
		.innerJoin('organisation', 'organisation.id', 'invitation.organisationId')
		.innerJoin('person as inviter', 'inviter.id', 'invitation.invitedBy')
		.select([
			'invitation.id',
			'invitation.email',
			'organisationId',
			'invitedBy',
			'invitation.untilAt'
		])
		.select(['organisation.name', 'organisation.slug', 'organisation.spaceId'])
		.select('inviter.name as inviter')
		.where('tokenHash', '=', hashOf(token))
		.where('usedAt', 'is', null)
		.where('organisation.verifiedAt', 'is not', null)
		.where('expiresAt', '>', (eb) => eb.fn<Date>('clock_timestamp'));

/** What an invitation is for; undefined when it is used, withdrawn or over. */
export const invitationOf = (db: Database, token: string) => open(db, token).executeTakeFirst();

export function accept(db: Database, by: Viewer, token: string): Promise<Accepted> {
	return inOne(db, async (tx) => {
		// The organisation first, as whoever invites or leaves takes it: then nobody waits in a circle.
		const found = await open(tx, token).executeTakeFirst();
		if (found) await store.lockById(tx, found.organisationId);
		const invitation = await open(tx, token).forUpdate('invitation').executeTakeFirst();
		if (!invitation) return { ok: false, obstacle: { code: 'invitation_over' } };
		// A forwarded mail does not hand an organisation's voice to someone nobody invited.
		if (addressKey(invitation.email) !== addressKey(by.email))
			return { ok: false, obstacle: { code: 'other_address' } };

		const at = await now(tx);
		const { organisationId, invitedBy, spaceId, slug, untilAt } = invitation;
		// The term that was offered may be over before the invitation is.
		if (untilAt && untilAt <= at) return { ok: false, obstacle: { code: 'invitation_over' } };
		await tx
			.insertInto('membership')
			.values({ id: newId(), organisationId, personId: by.id, fromAt: at, untilAt, invitedBy })
			// Who speaks for it already, or whose term has just run out, gets the term that was offered.
			.onConflict((on) =>
				on
					.columns(['organisationId', 'personId'])
					.where('toAt', 'is', null)
					.doUpdateSet({ untilAt })
			)
			.execute();
		await tx
			.updateTable('invitation')
			.set({ usedAt: at, usedBy: by.id })
			.where('id', '=', invitation.id)
			.execute();
		await personChanged(tx, by.id);
		await ledger.record(tx, {
			spaceId,
			type: 'membership.begun',
			about: ['organisation', organisationId],
			role: 'PARTICIPANT',
			personId: by.id,
			at
		});
		return { ok: true, slug };
	});
}
