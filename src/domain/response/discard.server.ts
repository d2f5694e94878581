/** Throws a draft away, with its revisions: what was published cannot be, nor what a published version names. */

import type { Viewer } from '#domain/accounts/viewer.ts';
import type { Database, Transaction } from '#domain/database.server.ts';
import { record } from '#domain/ledger/ledger.server.ts';
import { inOne } from '#domain/transaction.server.ts';
import { onDraft, type Fixed } from './on-draft.server.ts';

export type Discarded =
	{ ok: true } | Fixed | { ok: false; obstacle: { code: 'named_by_version' } };

export const discard = (db: Database, by: Viewer, id: string): Promise<Discarded> =>
	inOne(db, (tx) =>
		onDraft<Discarded>(tx, by, 'response.draft', id, async (scene, { reference }) => {
			const { consultation, at, role, personId } = scene;
			if (await isNamed(scene.tx, id)) return { ok: false, obstacle: { code: 'named_by_version' } };
			await scene.tx.deleteFrom('reasonedResponse').where('id', '=', id).execute();
			await record(scene.tx, {
				...{ spaceId: consultation.spaceId, type: 'response.discarded' },
				...{ about: ['reasoned_response', id], role, personId, at, payload: { reference } }
			});
			return { ok: true };
		})
	);

/** Versions do not change: what one gave as its reason stays to be finished. */
async function isNamed(tx: Transaction, responseId: string): Promise<boolean> {
	const row = await tx
		.selectFrom('unitChangeResponse')
		.select('versionId')
		.where('responseId', '=', responseId)
		.limit(1)
		.executeTakeFirst();
	return row !== undefined;
}
