/** Throws a draft away, with its revisions: what was published cannot be. */

import type { Viewer } from '#domain/accounts/viewer.ts';
import type { Database } from '#domain/database.server.ts';
import { record } from '#domain/ledger/ledger.server.ts';
import { inOne } from '#domain/transaction.server.ts';
import { onDraft, type Fixed } from './on-draft.server.ts';

export type Discarded = { ok: true } | Fixed;

export const discard = (db: Database, by: Viewer, id: string): Promise<Discarded> =>
	inOne(db, (tx) =>
		onDraft<Discarded>(tx, by, 'response.draft', id, async (scene, { reference }) => {
			const { consultation, at, role, personId } = scene;
			await scene.tx.deleteFrom('reasonedResponse').where('id', '=', id).execute();
			await record(scene.tx, {
				...{ spaceId: consultation.spaceId, type: 'response.discarded' },
				...{ about: ['reasoned_response', id], role, personId, at, payload: { reference } }
			});
			return { ok: true };
		})
	);
