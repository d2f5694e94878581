/** Signs a joint statement for another organisation, or takes its signature back. */

import type { Viewer } from '../accounts/viewer.ts';
import * as consultations from '../consultation/lock.server.ts';
import * as contributions from '../contribution/store.server.ts';
import type { Database } from '../database.server.ts';
import * as ledger from '../ledger/ledger.server.ts';
import { inOne } from '../transaction.server.ts';
import { maySign, type Obstacle } from './statement.ts';

export type Signed = { ok: true; signs: boolean } | { ok: false; obstacle: Obstacle };
/** The state that shall hold; the same again changes nothing. */
export type Choice = { id: string; consultationId: string; as: string; signs: boolean };

export function sign(db: Database, by: Viewer, choice: Choice): Promise<Signed> {
	return inOne<Signed>(db, async (tx) => {
		const { id, consultationId, as, signs } = choice;
		const held = await consultations.lock(tx, consultationId, 'shared');
		// The row's lock makes the count exact: who comes second waits for the first.
		const one = held && (await contributions.locked(tx, id));
		if (!held || one?.consultationId !== held.consultation.id)
			return { ok: false, obstacle: { code: 'missing' } };
		const kept = maySign(one, as, held.consultation, held.at);
		if (kept) return { ok: false, obstacle: kept };
		const author = await contributions.authorOf(tx, by, one.spaceId, as);
		if (typeof author === 'string') return { ok: false, obstacle: { code: author } };

		const changed = signs
			? await tx
					.insertInto('signature')
					.values({ contributionId: id, organisationId: as, personId: by.id, signedAt: held.at })
					.onConflict((on) => on.columns(['contributionId', 'organisationId']).doNothing())
					.returning('organisationId')
					.executeTakeFirst()
			: await tx
					.deleteFrom('signature')
					.where('contributionId', '=', id)
					.where('organisationId', '=', as)
					.returning('organisationId')
					.executeTakeFirst();
		if (!changed) return { ok: true, signs };
		await tx
			.updateTable('contribution')
			.set((eb) => ({ signatureCount: eb('signatureCount', '+', signs ? 1 : -1) }))
			.where('id', '=', id)
			.execute();
		await ledger.record(tx, {
			spaceId: one.spaceId,
			type: signs ? 'statement.signed' : 'statement.unsigned',
			about: ['contribution', id],
			role: 'PARTICIPANT',
			personId: by.id,
			at: held.at,
			payload: { reference: one.reference, organisation: as }
		});
		await consultations.touch(tx, consultationId);
		return { ok: true, signs };
	});
}
