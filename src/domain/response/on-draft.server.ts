/** How every act on a draft begins: its consultation's lock, then its own row. */

import { holds, type Viewer } from '#domain/accounts/viewer.ts';
import { acting, type Barred, type Scene } from '#domain/consultation/acting.server.ts';
import type { Database, Transaction } from '#domain/database.server.ts';
import type { Act } from '#domain/policy/acts.ts';
import { isSealed } from './open.server.ts';
import type { Fields, State } from './response.ts';

export type Draft = {
	id: string;
	reference: string;
	consultationId: string;
	state: State;
	revision: number;
	templateId: string | null;
	supersedes: string | null;
	publishAskedAt: Date | null;
	/** It answers private contributions and nothing else. */
	sealed: boolean;
	fields: Fields;
};

/** What was published does not change, and what is on its way there waits for that. */
export type Fixed =
	| Barred
	| { ok: false; obstacle: { code: 'published_already' } }
	| { ok: false; obstacle: { code: 'being_published' } };

/** Runs an act on a draft whose row it holds until the end. */
export async function onDraft<Result>(
	db: Database,
	by: Viewer,
	act: Act,
	id: string,
	then: (scene: Scene, draft: Draft) => Promise<Result>
): Promise<Result | Fixed> {
	const found = await db
		.selectFrom('reasonedResponse')
		.select('consultationId')
		.where('id', '=', id)
		.executeTakeFirst();
	if (!found) return { ok: false, obstacle: { code: 'missing' } };
	return acting<Result | Fixed>(db, by, act, found.consultationId, 'shared', async (scene) => {
		const draft = await heldDraft(scene.tx, id);
		if (!draft || !within(by, scene, draft)) return { ok: false, obstacle: { code: 'missing' } };
		if (draft.state !== 'draft' && draft.state !== 'review')
			return { ok: false, obstacle: { code: 'published_already' } };
		if (draft.publishAskedAt) return { ok: false, obstacle: { code: 'being_published' } };
		return then(scene, draft);
	});
}

/** Whether somebody who may answer may know of this one: what was sent in private is the secretariat's (decision 27). */
export const within = (by: Viewer, { consultation }: Scene, { sealed }: Draft) =>
	!sealed || holds(by, consultation.spaceId, 'SECRETARIAT');

/** A response with what its latest revision says, its row locked until the transaction ends. */
export async function heldDraft(tx: Transaction, id: string): Promise<Draft | undefined> {
	// First the row, then its revision: a statement that waited for the row would look for a revision it cannot see yet.
	const row = await tx
		.selectFrom('reasonedResponse')
		.select(['id', 'reference', 'consultationId', 'state', 'revision', 'templateId'])
		.select(['supersedes', 'publishAskedAt', isSealed('reasonedResponse').as('sealed')])
		.where('id', '=', id)
		.forNoKeyUpdate()
		.executeTakeFirst();
	if (!row) return undefined;
	const { fields } = await tx
		.selectFrom('reasonedResponseRevision')
		.select('fields')
		.where('responseId', '=', id)
		.where('revision', '=', row.revision)
		.executeTakeFirstOrThrow();
	return { ...row, state: row.state as State, fields: fields as unknown as Fields };
}
