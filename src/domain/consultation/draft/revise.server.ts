/** Takes a draft one step on, back or forth again: only from the step the person saw. */

import type { Viewer } from '#domain/accounts/viewer.ts';
import { acting, type Scene } from '../acting.server.ts';
import type { Database } from '#domain/database.server.ts';
import { standing, type Act } from './history.ts';
import { apply, type Operation } from './operation.ts';
import { addStep, entriesAt, stepAt, steps } from './store.server.ts';

export type Revision = {
	/** The revision the person's page showed. */
	seen: number;
	operation: Operation | Jump;
};
type Jump = { op: 'undo' | 'redo' };

type Obstacle = { code: 'changed_meanwhile' } | { code: 'nothing_to_undo' | 'nothing_to_redo' };
const no = (obstacle: Obstacle) => ({ ok: false as const, obstacle });

export async function revise(db: Database, by: Viewer, consultationId: string, sent: Revision) {
	return acting(db, by, 'consultation.draft', consultationId, 'alone', async (scene) => {
		const { operation } = sent;
		if (scene.consultation.draftRevision !== sent.seen) return again(scene, sent);
		return isJump(operation) ? jump(scene, operation.op) : step(scene, operation);
	});
}

const isJump = (operation: Revision['operation']): operation is Jump =>
	operation.op === 'undo' || operation.op === 'redo';

async function step(scene: Scene, operation: Operation) {
	const { tx, consultation } = scene;
	const entries = await entriesAt(tx, consultation.id, consultation.draftRevision);
	const applied = apply(entries, operation);
	if (!applied.ok) return applied;
	return go(scene, operation, applied.entries);
}

async function jump(scene: Scene, op: 'undo' | 'redo') {
	const { tx, consultation } = scene;
	const to = standing(await steps(tx, consultation.id))[op];
	if (to === null) return no({ code: op === 'undo' ? 'nothing_to_undo' : 'nothing_to_redo' });
	return go(scene, { op, to }, await entriesAt(tx, consultation.id, to));
}

async function go(
	{ tx, consultation, personId }: Scene,
	act: Act,
	entries: Parameters<typeof addStep>[2]
) {
	const revision = consultation.draftRevision + 1;
	await addStep(tx, { consultationId: consultation.id, revision, act, byId: personId }, entries);
	return { ok: true as const, revision };
}

/** The same form sent again by the same person is answered as the first time; anything else came too late. */
async function again({ tx, consultation, personId }: Scene, { seen, operation }: Revision) {
	const revision = consultation.draftRevision;
	const last = revision === seen + 1 ? await stepAt(tx, consultation.id, revision) : undefined;
	const mine = last?.byId === personId && sameAct(last.act, operation);
	return mine ? { ok: true as const, revision } : no({ code: 'changed_meanwhile' });
}

function sameAct(kept: string, operation: Revision['operation']): boolean {
	if (isJump(operation)) return (JSON.parse(kept) as Act).op === operation.op;
	return kept === JSON.stringify(operation);
}
