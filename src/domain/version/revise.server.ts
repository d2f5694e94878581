/**
 * Takes the next version one step on, back or forth again. A step is made on the revision its author saw: where
 * others touched the same unit since, both texts are shown to them; whatever else others did, it is done on top.
 */

import type { Viewer } from '../accounts/viewer.ts';
import { acting, type Scene } from '../consultation/acting.server.ts';
import type { Database } from '../database.server.ts';
import type { Unit } from '../text/unit.ts';
import { take, type Obstacle as StepObstacle } from './apply.ts';
import {
	addStep,
	draftAt,
	lastOn,
	lockedDraft,
	stepsOf,
	type Kept,
	type TakenStep
} from './draft.server.ts';
import { isJump, since, standingAt } from './history.ts';
import { aboutUnit, sameStep, touched, type Operation } from './operation.ts';

export type Revision = {
	/** The revision the person's page showed. */
	seen: number;
	operation: Operation | { op: 'undo' | 'redo' };
};

export type Obstacle =
	| StepObstacle
	| { code: 'no_draft' }
	| { code: 'changed_meanwhile' }
	| { code: 'nothing_to_undo' | 'nothing_to_redo' }
	| {
			code: 'unit_changed_meanwhile';
			unitId: string;
			/** Where the draft is now: whoever decides goes on from there. */
			revision: number;
			/** The unit as its author saw it, and as it stands; null where it does not. */
			seen: Unit | null;
			theirs: Unit | null;
			by: string | null;
			at: Date | null;
	  };

const no = (obstacle: Obstacle) => ({ ok: false as const, obstacle });

export async function revise(db: Database, by: Viewer, consultationId: string, sent: Revision) {
	return acting(db, by, 'version.draft', consultationId, 'shared', async (scene) => {
		const kept = await lockedDraft(scene.tx, consultationId);
		if (!kept) return no({ code: 'no_draft' });
		const steps = await stepsOf(scene.tx, consultationId);
		const { operation } = sent;
		return goesBack(operation)
			? jump(scene, kept, steps, { seen: sent.seen, op: operation.op })
			: step(scene, kept, steps, { seen: sent.seen, operation });
	});
}

const goesBack = (operation: Revision['operation']): operation is { op: 'undo' | 'redo' } =>
	operation.op === 'undo' || operation.op === 'redo';

type Asked = { seen: number; operation: Operation };

async function step(scene: Scene, kept: Kept, steps: TakenStep[], { seen, operation }: Asked) {
	const { tx, consultation, personId } = scene;
	const again = steps.find(
		({ revision, act, byId }) =>
			revision > seen && byId === personId && !isJump(act) && sameStep(act, operation)
	);
	if (again && !isJump(again.act))
		return { ok: true as const, revision: again.revision, unit: aboutUnit(again.act) };
	if (seen > kept.revision) return no({ code: 'changed_meanwhile' });

	const met = new Set(
		since(steps, seen, kept.revision).flatMap((other) => touched(other.operation))
	);
	if (touched(operation).some((one) => met.has(one)))
		return conflict(tx, kept, steps, { seen, operation });

	const { base, draft } = await draftAt(tx, kept, kept.revision);
	const taken = take(base, draft, operation);
	if (!taken.ok) return taken;
	const revision = kept.revision + 1;
	await addStep(tx, consultation.id, { revision, act: operation, byId: personId });
	return { ok: true as const, revision, unit: aboutUnit(operation) };
}

/** Both texts, so that nothing is overwritten unseen. */
async function conflict(db: Database, kept: Kept, steps: TakenStep[], { seen, operation }: Asked) {
	const unitId = aboutUnit(operation);
	const [then, now] = [await draftAt(db, kept, seen), await draftAt(db, kept, kept.revision)];
	const unitIn = ({ draft }: typeof now) =>
		draft.entries.find((one) => one.unitId === unitId)?.unit ?? null;
	const last = lastOn(steps, unitId, seen);
	const who = last?.byId
		? await db.selectFrom('person').select('name').where('id', '=', last.byId).executeTakeFirst()
		: undefined;
	return no({
		code: 'unit_changed_meanwhile',
		...{ unitId, revision: kept.revision, seen: unitIn(then), theirs: unitIn(now) },
		...{ by: who?.name ?? null, at: last?.at ?? null }
	});
}

async function jump(
	{ tx, consultation, personId }: Scene,
	kept: Kept,
	steps: TakenStep[],
	{ seen, op }: { seen: number; op: 'undo' | 'redo' }
) {
	if (seen !== kept.revision) {
		const last = steps.at(-1);
		const mine = last?.byId === personId && last.revision === seen + 1 && last.act.op === op;
		return mine
			? { ok: true as const, revision: last.revision, unit: null }
			: no({ code: 'changed_meanwhile' });
	}
	const to = standingAt(steps, kept.revision)[op];
	if (to === null) return no({ code: op === 'undo' ? 'nothing_to_undo' : 'nothing_to_redo' });
	const revision = kept.revision + 1;
	await addStep(tx, consultation.id, { revision, act: { op, to }, byId: personId });
	return { ok: true as const, revision, unit: null };
}
