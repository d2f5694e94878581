/** Says that the rows of a checked file shall be entered: all of them, or those without fault. */

import type { Viewer } from '../accounts/viewer.ts';
import { acting, type Barred } from '../consultation/acting.server.ts';
import type { Database } from '../database.server.ts';
import { enqueue } from '../jobs.server.ts';
import * as ledger from '../ledger/ledger.server.ts';
import { importById } from './store.server.ts';

export type AcceptObstacle =
	| Barred['obstacle']
	| { code: 'already_over' | 'nothing_to_enter' }
	| { code: 'has_faults'; faults: number };

type Accepted = { ok: true } | { ok: false; obstacle: AcceptObstacle };
const refused = (obstacle: AcceptObstacle): Accepted => ({ ok: false, obstacle });

type Asked = { consultationId: string; id: string; which: 'all' | 'faultless' };

export function accept(
	db: Database,
	by: Viewer,
	{ consultationId, id, which }: Asked
): Promise<Accepted> {
	return acting(db, by, 'contribution.enter', consultationId, 'shared', async (scene) => {
		const { tx, consultation, at, role, personId } = scene;
		const one = await importById(tx, by, consultation, id);
		if (!one) return refused({ code: 'missing' });
		if (one.state !== 'checked') return refused({ code: 'already_over' });
		const { rows, faults } = one;
		if (which === 'all' && faults > 0) return refused({ code: 'has_faults', faults });
		if (rows === faults) return refused({ code: 'nothing_to_enter' });

		const changed = await tx
			.updateTable('contributionImport')
			.set({ state: 'entering', done: 0, acceptedBy: personId, acceptedAs: role })
			.where('id', '=', id)
			.where('state', '=', 'checked')
			.returning('id')
			.executeTakeFirst();
		if (!changed) return refused({ code: 'already_over' });
		await ledger.record(tx, {
			...{ spaceId: consultation.spaceId, type: 'contribution_import.accepted' },
			...{ about: ['contribution_import', id], role, personId, at },
			payload: { consultation: consultationId, rows: rows - faults, left: faults }
		});
		await enqueue(tx, 'enter_elsewhere', { id }, { jobKey: `enter elsewhere ${id}` });
		return { ok: true };
	});
}
