/** Takes back what staff entered by mistake: its place and counts stay, its words go, the reason is public. */

import type { Viewer } from '../accounts/viewer.ts';
import { acting } from '../consultation/acting.server.ts';
import { answeredIfNoneLeft } from '../consultation/answered.server.ts';
import type { State } from '../consultation/consultation.ts';
import { withhold } from '../consultation/lock.server.ts';
import * as contributions from '../contribution/store.server.ts';
import type { Database } from '../database.server.ts';
import * as ledger from '../ledger/ledger.server.ts';
import { clean } from '../text/characters.ts';
import { longest } from './elsewhere.ts';
import { entered } from './store.server.ts';

export type WithdrawObstacle =
	| { code: 'missing' | 'not_allowed' | 'gone' | 'answered' | 'reason_missing' }
	| { code: 'reason_long'; limit: number }
	| { code: 'wrong_state'; state: State };

export type Withdrawn = { ok: true } | { ok: false; obstacle: WithdrawObstacle };

const refused = (obstacle: WithdrawObstacle): Withdrawn => ({ ok: false, obstacle });

export function withdraw(
	db: Database,
	by: Viewer,
	{
		consultationId,
		reference,
		reason
	}: { consultationId: string } & Record<'reference' | 'reason', string>
): Promise<Withdrawn> {
	return acting(db, by, 'contribution.enter', consultationId, 'shared', async (scene) => {
		const { tx, at, role, personId } = scene;
		const named = await entered(tx, by, scene.consultation, reference);
		const one = named && (await contributions.locked(tx, named.id));
		// Asked again with its row held: it may have been answered while this waited.
		const found = one && (await entered(tx, by, scene.consultation, reference));
		if (!found) return refused({ code: 'missing' });
		if (one.state === 'withdrawn') return refused({ code: 'gone' });
		if (found.answered) return refused({ code: 'answered' });
		const because = clean(reason).trim();
		if (!because) return refused({ code: 'reason_missing' });
		if ([...because].length > longest.reason)
			return refused({ code: 'reason_long', limit: longest.reason });

		await contributions.eraseWords(tx, one.id, at);
		await tx.updateTable('contribution').set({ authorName: '' }).where('id', '=', one.id).execute();
		await tx
			.updateTable('receivedElsewhere')
			.set({ ...{ withdrawnBecause: because, withdrawnBy: personId }, contact: null, source: '' })
			.where('contributionId', '=', one.id)
			.execute();
		await ledger.record(tx, {
			...{ spaceId: one.spaceId, type: 'contribution.withdrawn', role, personId, at },
			about: ['contribution', one.id],
			payload: { reference: one.reference, entered: true }
		});
		await answeredIfNoneLeft(tx, scene.consultation, at);
		await withhold(tx, consultationId);
		return { ok: true };
	});
}
