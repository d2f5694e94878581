/** The steps of a draft: which one is shown, and where undo and redo lead. */

import type { Operation } from './operation.ts';

/** Undo and redo are steps too, so that revisions only ever count up and no two people see different drafts under one. */
export type Jump = { op: 'undo' | 'redo'; to: number };
export type Act = Operation | { op: 'import' } | Jump;
export type Step = { revision: number; act: Act };

export type Standing<Taken = Act> = {
	/** The step whose text is shown: the latest, or the one that undo or redo went to. */
	shown: Taken | null;
	undo: number | null;
	redo: number | null;
};

/** Where the latest step stands; steps come in order, the oldest may have been forgotten. */
export function standing<Taken extends { op: string }>(
	steps: readonly { revision: number; act: Taken }[]
): Standing<Taken> {
	const known = new Map(steps.map((step) => [step.revision, step.act]));
	const before = new Map<number, number>();
	let current: number | null = null;
	for (const { revision, act } of steps) {
		if (isJump(act)) {
			current = act.to;
			continue;
		}
		if (current !== null) before.set(revision, current);
		current = revision;
	}
	if (current === null) return { shown: null, undo: null, redo: null };
	const undo = before.get(current);
	const after = [...before].filter(([, previous]) => previous === current);
	const redo = after.at(-1)?.[0];
	const there = (revision: number | undefined) =>
		revision !== undefined && known.has(revision) ? revision : null;
	return { shown: known.get(current) ?? null, undo: there(undo), redo: there(redo) };
}

const isJump = (act: { op: string }): act is Jump => act.op === 'undo' || act.op === 'redo';
