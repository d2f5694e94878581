/** Hands a draft to whoever may publish it. What is still missing they are told, and may fill in. */

import type { Viewer } from '#domain/accounts/viewer.ts';
import { allOrNothing } from '#domain/all-or-nothing.server.ts';
import type { Database } from '#domain/database.server.ts';
import { record } from '#domain/ledger/ledger.server.ts';
import { onDraft, type Fixed } from './on-draft.server.ts';
import { faultsIn } from './ready.server.ts';
import type { Fault } from './response.ts';
import { saveIn, type Saved, type Sent } from './save.server.ts';

export type Submitted =
	| { ok: true; revision: number }
	| Fixed
	| (Saved & { ok: false })
	| { ok: false; obstacle: { code: 'incomplete'; faults: Fault[] } };

/** Saved first; a refusal keeps nothing, the form has the words. */
export const submit = (db: Database, by: Viewer, id: string, sent: Sent): Promise<Submitted> => {
	const verb = (tx: Database) =>
		onDraft<Submitted>(tx, by, 'response.draft', id, async (scene, draft) => {
			const saved = await saveIn(scene, draft, sent);
			if (!saved.ok) return saved;
			const faults = await faultsIn(scene.tx, draft, saved.fields);
			if (faults.length) return { ok: false, obstacle: { code: 'incomplete', faults } };
			const { tx: inside, at, role, personId, consultation } = scene;
			if (draft.state === 'review') return { ok: true, revision: saved.revision };
			await inside
				.updateTable('reasonedResponse')
				.set({ state: 'review', submittedAt: at })
				.where('id', '=', id)
				.execute();
			await record(inside, {
				...{ spaceId: consultation.spaceId, type: 'response.submitted' },
				...{ about: ['reasoned_response', id], role, personId, at },
				payload: { reference: draft.reference }
			});
			return { ok: true, revision: saved.revision };
		});
	return db.isTransaction ? verb(db) : allOrNothing(db, verb);
};
