/** Takes a text in another language one step on, back or forth again: only from the step the person saw. */

import type { Viewer } from '../accounts/viewer.ts';
import { acting, type Scene } from '../consultation/acting.server.ts';
import type { Database } from '../database.server.ts';
import { apply, type Operation } from './operation.ts';
import { originalsOf } from './source.server.ts';
import { addStep, contentAt, lockedDraft, standingOf, stepAt, type Act } from './store.server.ts';
import type { Content } from './content.ts';

export type Revision = {
	lang: string;
	/** The revision the person's page showed. */
	seen: number;
	operation: Operation | { op: 'undo' | 'redo' };
};

type Obstacle = { code: 'changed_meanwhile' | 'nothing_to_undo' | 'nothing_to_redo' };
const no = (code: Obstacle['code']) => ({ ok: false as const, obstacle: { code } });

export async function revise(db: Database, by: Viewer, consultationId: string, sent: Revision) {
	return acting(db, by, 'consultation.translate', consultationId, 'shared', async (scene) => {
		const { revision } = await lockedDraft(scene.tx, consultationId, sent.lang);
		if (revision !== sent.seen) return again(scene, sent, revision);
		const { operation } = sent;
		return isJump(operation)
			? jump(scene, sent.lang, operation.op, revision)
			: step(scene, sent.lang, operation, revision);
	});
}

const isJump = (operation: Revision['operation']): operation is { op: 'undo' | 'redo' } =>
	operation.op === 'undo' || operation.op === 'redo';

async function step(scene: Scene, lang: string, operation: Operation, revision: number) {
	const { tx, consultation } = scene;
	const [content, originals] = [
		await contentAt(tx, consultation.id, lang, revision),
		await originalsOf(tx, consultation)
	];
	const applied = apply(content, originals, operation, lang);
	return applied.ok ? go(scene, lang, operation, applied.content, revision) : applied;
}

async function jump(scene: Scene, lang: string, op: 'undo' | 'redo', revision: number) {
	const { tx, consultation } = scene;
	const to = (await standingOf(tx, consultation.id, lang))[op];
	if (to === null) return no(op === 'undo' ? 'nothing_to_undo' : 'nothing_to_redo');
	const content = await contentAt(tx, consultation.id, lang, to);
	return go(scene, lang, { op, to }, content, revision);
}

async function go(scene: Scene, lang: string, act: Act, content: Content, before: number) {
	const { tx, consultation, personId } = scene;
	const revision = before + 1;
	const step = { consultationId: consultation.id, lang, revision, act, byId: personId };
	await addStep(tx, step, content);
	return { ok: true as const, revision };
}

/** The same form sent again by the same person is answered as the first time; anything else came too late. */
async function again(
	{ tx, consultation, personId }: Scene,
	{ lang, seen, operation }: Revision,
	revision: number
) {
	const last =
		revision === seen + 1 ? await stepAt(tx, consultation.id, lang, revision) : undefined;
	const mine = last?.byId === personId && sameAct(last.act, operation);
	return mine ? { ok: true as const, revision } : no('changed_meanwhile');
}

function sameAct(kept: string, operation: Revision['operation']): boolean {
	if (isJump(operation)) return (JSON.parse(kept) as Act).op === operation.op;
	return kept === JSON.stringify(operation);
}
