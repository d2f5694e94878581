/** Decides an appeal: somebody who had no part in the act lets it stand or reverses it, and says why. */

import { holds, type Viewer } from '../../accounts/viewer.ts';
import { touch } from '../../consultation/lock.server.ts';
import type { Database } from '../../database.server.ts';
import * as ledger from '../../ledger/ledger.server.ts';
import { may } from '../../policy/acts.ts';
import { inOne } from '../../transaction.server.ts';
import { registerChanged } from '../register.server.ts';
import { setState } from '../store.server.ts';
import { tellAppellant } from '../told.server.ts';
import { mayDecide, reasonsOf, type Obstacle, type Outcome } from './appeal.ts';
import { lockedAct, sees } from './store.server.ts';

export type Judgement = { id: string; outcome: Outcome; reasons: string };
export type Judged = { ok: true } | { ok: false; obstacle: Obstacle };

export const decideAppeal = (db: Database, by: Viewer, { id, outcome, reasons }: Judgement) =>
	inOne(db, async (tx): Promise<Judged> => {
		const sent = await tx
			.selectFrom('appeal')
			.select('actId')
			.where('id', '=', id)
			.executeTakeFirst();
		const found = sent && (await lockedAct(tx, sent.actId));
		if (!found || !sees(by, found.one)) return refused({ code: 'missing' });
		const { one, act, at, against } = found;
		if (!may(by, 'appeal.decide', one.spaceId)) return refused({ code: 'not_allowed' });
		const takenBy = [act.byId, act.askedBy];
		const { decidedAt } = act;
		const kept = mayDecide({ authorId: one.personId, takenBy, decidedAt }, by.id);
		if (kept) return refused(kept);
		const why = reasonsOf(reasons);
		if (!why.ok) return why;

		await tx
			.updateTable('appeal')
			.set({ decidedBy: by.id, decidedAt: at, outcome, reasons: why.words })
			.where('id', '=', id)
			.execute();
		// Words that were taken out are gone; what is out of sight for another reason by now stays so.
		const restores = outcome === 'reversed' && act.act !== 'redact' && against.standing;
		if (restores) await setState(tx, one.id, 'published', null);
		await ledger.record(tx, {
			spaceId: one.spaceId,
			type: outcome === 'upheld' ? 'appeal.upheld' : 'appeal.reversed',
			about: ['contribution', one.id],
			role: roleOf(by, one.spaceId),
			personId: by.id,
			at,
			payload: { reference: one.reference, act: act.act, restored: restores }
		});
		const came =
			outcome === 'upheld'
				? outcome
				: restores
					? 'restored'
					: act.act === 'redact'
						? 'gone'
						: 'moot';
		await tellAppellant(tx, { one, came, reasons: why.words, at });
		await touch(tx, one.consultationId);
		await registerChanged(tx, one.spaceId);
		return { ok: true };
	});

const roleOf = (by: Viewer, spaceId: string) =>
	(['SECRETARIAT', 'MSF_CHAIR'] as const).find((role) => holds(by, spaceId, role)) ?? 'MODERATOR';

const refused = (obstacle: Obstacle): Judged => ({ ok: false, obstacle });
