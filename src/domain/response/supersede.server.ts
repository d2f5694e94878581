/** Begins the response that will take the place of a published one: a copy, to be changed and published. */

import type { Viewer } from '#domain/accounts/viewer.ts';
import { acting, type Barred } from '#domain/consultation/acting.server.ts';
import type { Database } from '#domain/database.server.ts';
import { inOne } from '#domain/transaction.server.ts';
import { began, insert } from './draft.server.ts';
import { gather } from './gather.server.ts';
import { heldDraft, within } from './on-draft.server.ts';

export type Superseding =
	{ ok: true; reference: string } | Barred | { ok: false; obstacle: { code: 'not_standing' } };

/** Asked again it answers the draft there is already. */
export async function supersede(db: Database, by: Viewer, id: string): Promise<Superseding> {
	const found = await db
		.selectFrom('reasonedResponse')
		.select('consultationId')
		.where('id', '=', id)
		.executeTakeFirst();
	if (!found) return { ok: false, obstacle: { code: 'missing' } };
	return inOne(db, (outer) =>
		acting<Superseding>(
			outer,
			by,
			'response.draft',
			found.consultationId,
			'shared',
			async (scene) => {
				const { tx } = scene;
				const old = await heldDraft(tx, id);
				if (!old || !within(by, scene, old)) return { ok: false, obstacle: { code: 'missing' } };
				if (old.state !== 'published') return { ok: false, obstacle: { code: 'not_standing' } };
				const begun = await tx
					.selectFrom('reasonedResponse')
					.select('reference')
					.where('supersedes', '=', id)
					.executeTakeFirst();
				if (begun) return { ok: true, reference: begun.reference };
				const { fields, templateId } = old;
				const made = await insert(scene, fields, { supersedes: id, templateId });
				const answered = await tx
					.selectFrom('contribution')
					.select('id')
					.where('responseId', '=', id)
					.execute();
				await gather(
					tx,
					made.id,
					answered.map((one) => one.id),
					false
				);
				await began(scene, made.id, made.reference);
				return { ok: true, reference: made.reference };
			}
		)
	);
}
