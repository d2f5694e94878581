/** Tells the moderators that a contribution seems to break a rule. Hides nothing by itself, however many do. */

import { holds, type Viewer } from '../accounts/viewer.ts';
import * as consultations from '../consultation/lock.server.ts';
import { authorOf, locked } from '../contribution/store.server.ts';
import type { Database } from '../database.server.ts';
import { newId } from '../identity.ts';
import * as ledger from '../ledger/ledger.server.ts';
import { inOne } from '../transaction.server.ts';
import { noteOf, type Rule } from './moderation.ts';
import { refused, type Decided } from './store.server.ts';

export type Complaint = { id: string; consultationId: string; rule: Rule; note: string };

/** A second report by the same person while the first waits changes nothing. */
export function report(db: Database, by: Viewer, complaint: Complaint): Promise<Decided> {
	return inOne(db, async (tx) => {
		const held = await consultations.lock(tx, complaint.consultationId, 'shared');
		const one = held && (await locked(tx, complaint.id));
		if (!held || one?.consultationId !== held.consultation.id) return refused({ code: 'missing' });
		const secret = one.visibility === 'private' && !holds(by, one.spaceId, 'SECRETARIAT');
		if (secret && one.personId !== by.id) return refused({ code: 'missing' });
		if (one.personId === by.id) return refused({ code: 'own' });
		if (one.state !== 'published') return refused({ code: 'gone', state: one.state });
		const author = await authorOf(tx, by, one.spaceId, null);
		if (typeof author === 'string') return refused({ code: 'not_allowed' });
		const said = noteOf(complaint.note);
		if (!said.ok) return said;

		const made = await tx
			.insertInto('report')
			.values({
				id: newId(),
				contributionId: one.id,
				reporterId: by.id,
				rule: complaint.rule,
				note: said.note,
				at: held.at
			})
			.onConflict((on) =>
				on.columns(['contributionId', 'reporterId']).where('settledAt', 'is', null).doNothing()
			)
			.returning('id')
			.executeTakeFirst();
		if (!made) return { ok: true };
		await ledger.record(tx, {
			spaceId: one.spaceId,
			type: 'report.received',
			about: ['contribution', one.id],
			role: 'PARTICIPANT',
			at: held.at,
			payload: { reference: one.reference, rule: complaint.rule }
		});
		return { ok: true };
	});
}
