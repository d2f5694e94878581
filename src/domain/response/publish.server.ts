/** Publishes responses. One to a few is done at once; one to many is asked for here and done in the background. */

import { sql } from 'kysely';
import { stillHolds } from '#domain/accounts/store.server.ts';
import type { Standing, Viewer } from '#domain/accounts/viewer.ts';
import { allOrNothing } from '#domain/all-or-nothing.server.ts';
import { acting } from '#domain/consultation/acting.server.ts';
import { stateOf } from '#domain/consultation/consultation.ts';
import * as consultations from '#domain/consultation/lock.server.ts';
import type { Database } from '#domain/database.server.ts';
import { enqueue } from '#domain/jobs.server.ts';
import { possibleIn } from '#domain/policy/acts.ts';
import { heldDraft, onDraft, type Draft, type Fixed } from './on-draft.server.ts';
import { faultsIn, leftIn } from './ready.server.ts';
import type { Fault, Fields } from './response.ts';
import { saveIn, type Saved, type Sent } from './save.server.ts';
import { settle } from './settle.server.ts';

export type NotReady =
	| { code: 'incomplete'; faults: Fault[] }
	| { code: 'nobody_left'; withdrawn: number; refused: number }
	| { code: 'answered_meanwhile'; count: number };

export type Published =
	/** `later`: it answers so many that it is done in the background. */
	| { ok: true; reference: string; later: boolean }
	| Fixed
	| (Saved & { ok: false })
	| { ok: false; obstacle: NotReady }
	| { ok: false; obstacle: { code: 'changed_since'; reference: string } };

/** So many rows are rewritten within a moment; more of them let the one who asked wait. */
export const atOnce = 250;

/** Publishes a draft as it was sent, saving it first; a refusal keeps nothing. */
export const publish = (db: Database, by: Viewer, id: string, sent: Sent): Promise<Published> =>
	whole(db, (tx) =>
		onDraft<Published>(tx, by, 'response.publish', id, async (scene, draft) => {
			const saved = await saveIn(scene, draft, sent);
			if (!saved.ok) return saved;
			return publishIn(scene, draft, saved.fields);
		})
	);

/** Publishes a draft as it stands, if it is still the revision its publisher saw. */
export const publishSeen = (
	db: Database,
	by: Viewer,
	id: string,
	seen: number
): Promise<Published> =>
	whole(db, (tx) =>
		onDraft<Published>(tx, by, 'response.publish', id, async (scene, draft) => {
			if (draft.revision !== seen) {
				const { reference } = draft;
				return { ok: false, obstacle: { code: 'changed_since', reference } };
			}
			return publishIn(scene, draft, draft.fields);
		})
	);

/** A refusal undoes what was written before it was found; in another's transaction, they do. */
const whole = (db: Database, verb: (tx: Database) => Promise<Published>): Promise<Published> =>
	db.isTransaction ? verb(db) : allOrNothing(db, verb);

type Scene = Parameters<Parameters<typeof acting>[5]>[0];

async function publishIn(scene: Scene, draft: Draft, fields: Fields): Promise<Published> {
	const { tx, at, role, personId } = scene;
	const kept = await notReady(tx, draft, fields);
	if ('code' in kept) return { ok: false, obstacle: kept };
	const { reference } = draft;
	if (kept.count <= atOnce) {
		const settled = await settle({ ...scene, draft, fields });
		return settled.ok ? { ok: true, reference, later: false } : settled;
	}
	await tx
		.updateTable('reasonedResponse')
		.set({ publishAskedBy: personId, publishAskedAt: at, publishObstacle: null })
		.where('id', '=', draft.id)
		.execute();
	const job = { id: draft.id, role, by: personId };
	await enqueue(tx, 'publish_response', job, { jobKey: `publish ${draft.id}` });
	return { ok: true, reference, later: true };
}

async function notReady(
	tx: Database,
	draft: Draft,
	fields: Fields
): Promise<NotReady | { count: number }> {
	const faults = await faultsIn(tx, draft, fields);
	if (faults.length) return { code: 'incomplete', faults };
	const { toAnswer, withdrawn, refused, answered } = await leftIn(tx, draft);
	if (answered) return { code: 'answered_meanwhile', count: answered };
	if (toAnswer === 0) return { code: 'nobody_left', withdrawn, refused };
	return { count: toAnswer };
}

type Job = { id: string; role: Standing; by: string };

/**
 * What was asked for, done: once, however often the queue tries. What came in between, also that who
 * asked may not any more, is written down and undoes it.
 */
export async function publishAsked(db: Database, job: Job): Promise<void> {
	const found = await db
		.selectFrom('reasonedResponse')
		.select('consultationId')
		.where('id', '=', job.id)
		.executeTakeFirst();
	if (!found) return;
	const done = await allOrNothing(db, async (tx) => {
		const held = await consultations.lock(tx, found.consultationId, 'shared');
		const draft = await heldDraft(tx, job.id);
		if (!held || !draft?.publishAskedAt) return { ok: true as const };
		const { consultation, at } = held;
		const { role, by: personId } = job;
		if (!(await stillHolds(tx, personId, consultation.spaceId, role)))
			return { ok: false as const, obstacle: { code: 'no_longer_allowed' as const } };
		const state = stateOf(consultation, at);
		if (!possibleIn('response.publish', state))
			return { ok: false as const, obstacle: { code: 'wrong_state' as const, state } };
		const kept = await notReady(tx, draft, draft.fields);
		if ('code' in kept) return { ok: false as const, obstacle: kept };
		return settle({ tx, consultation, at, role, personId, draft, fields: draft.fields });
	});
	if (done.ok) return;
	await sql`update reasoned_response set publish_asked_by = null, publish_asked_at = null,
		publish_obstacle = ${JSON.stringify(done.obstacle)}::jsonb where id = ${job.id}`.execute(db);
}
