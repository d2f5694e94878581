/** Takes one invitation back before it is used: its link is worth nothing from then on. */

import type { Viewer } from '#domain/accounts/viewer.ts';
import { now } from '#domain/clock.server.ts';
import type { Database } from '#domain/database.server.ts';
import * as ledger from '#domain/ledger/ledger.server.ts';
import { inOne } from '#domain/transaction.server.ts';
import * as store from './store.server.ts';

export type Withdrawn = { ok: true } | { ok: false; obstacle: { code: 'not_first' | 'used' } };

export function withdrawInvitation(
	db: Database,
	by: Viewer,
	organisationId: string,
	invitationId: string
): Promise<Withdrawn> {
	return inOne<Withdrawn>(db, async (tx) => {
		const organisation = await store.lockById(tx, organisationId);
		const mine = organisation && (await store.membershipIn(tx, organisationId, by.id));
		if (!organisation || !mine?.first) return { ok: false, obstacle: { code: 'not_first' } };
		const gone = await tx
			.deleteFrom('invitation')
			.where('id', '=', invitationId)
			.where('organisationId', '=', organisationId)
			.where('usedAt', 'is', null)
			.executeTakeFirst();
		if (gone.numDeletedRows === 0n) return { ok: false, obstacle: { code: 'used' } };
		await ledger.record(tx, {
			spaceId: organisation.spaceId,
			type: 'invitation.withdrawn',
			about: ['organisation', organisationId],
			role: 'PARTICIPANT',
			personId: by.id,
			at: await now(tx)
		});
		return { ok: true };
	});
}
