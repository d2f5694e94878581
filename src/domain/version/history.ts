/** The steps of a draft: which of them stand, and where undo and redo lead. Undo and redo are steps too; nothing is ever lost. Pure. */

import type { Operation } from './operation.ts';

export type Jump = { op: 'undo' | 'redo'; to: number };
export type Step = { revision: number; act: Operation | Jump };

export const isJump = (act: Step['act']): act is Jump => act.op === 'undo' || act.op === 'redo';

export type Standing = {
	/** The operations that stand, in order. */
	path: { revision: number; operation: Operation }[];
	undo: number | null;
	redo: number | null;
};

/** As it was after a revision; 0 is the version it starts from. Steps come in order. */
export function standingAt(steps: readonly Step[], revision: number): Standing {
	const operations = new Map<number, Operation>();
	const before = new Map<number, number>();
	let current = 0;
	for (const step of steps) {
		if (step.revision > revision) break;
		if (isJump(step.act)) current = step.act.to;
		else {
			operations.set(step.revision, step.act);
			before.set(step.revision, current);
			current = step.revision;
		}
	}
	const path: Standing['path'] = [];
	for (let at = current; at > 0; at = before.get(at) ?? 0) {
		const operation = operations.get(at);
		if (operation) path.unshift({ revision: at, operation });
	}
	const after = [...before].filter(([, previous]) => previous === current);
	return { path, undo: before.get(current) ?? null, redo: after.at(-1)?.[0] ?? null };
}

/** The operations that stand now and did not then, or the other way round. */
export function since(steps: readonly Step[], then: number, now: number): Standing['path'] {
	const [a, b] = [standingAt(steps, then).path, standingAt(steps, now).path];
	const only = (some: typeof a, others: typeof a) => {
		const known = new Set(others.map(({ revision }) => revision));
		return some.filter(({ revision }) => !known.has(revision));
	};
	return [...only(a, b), ...only(b, a)];
}
