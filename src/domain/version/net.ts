/** What a draft comes to: what happened to each unit since the version before, whatever was done on the way. Pure. */

import type { Unit } from '../text/unit.ts';
import type { Base, Draft, Entry } from './apply.ts';
import { noReasons, type Reasons } from './operation.ts';
import type { ChangeKind } from './version.ts';

export type Change = {
	unitId: string;
	kind: ChangeKind;
	moved: boolean;
	/** Units of the version before that it came from, beside itself. */
	from: string[];
	reasons: Reasons;
	/** As it stood, and as it will. */
	before: Unit | null;
	after: Unit | null;
};

/** Changes in the order of the text, then what stands no more. Words of a unit that is as it was are no change. */
export function changesOf(base: readonly Base[], draft: Draft): Change[] {
	const before = new Map(base.map(({ unitId, unit }) => [unitId, unit]));
	const standing = new Map(draft.entries.map((entry) => [entry.unitId, entry]));
	const moved = movedIn(base, draft);
	const parents = new Set(
		draft.entries.flatMap(({ unitId, from }) => (before.has(unitId) ? [] : from))
	);
	const stand = draft.entries.flatMap((entry): Change[] => {
		const old = before.get(entry.unitId) ?? null;
		const kind = kindOf(entry, old, parents) ?? (moved.has(entry.unitId) ? 'move' : null);
		if (!kind) return [];
		const { unitId, unit: after, reasons } = entry;
		const from = kind === 'split' || kind === 'merge' ? entry.from : [];
		return [{ unitId, kind, moved: moved.has(unitId), from, reasons, before: old, after }];
	});
	const left = base.flatMap(({ unitId, unit }): Change[] => {
		if (standing.has(unitId)) return [];
		const gone = draft.gone.find((one) => one.unitId === unitId);
		const isIn = draft.entries.some(({ from }) => from.includes(unitId));
		const kind = isIn ? 'merge' : 'removal';
		const reasons = gone?.reasons ?? noReasons;
		return [{ unitId, kind, moved: false, from: [], reasons, before: unit, after: null }];
	});
	return [...stand, ...left];
}

/** Whether a change says no reason; parts of a split and what went into another share the reasons of that. */
export function isSilent({ kind, before, after, reasons }: Change): boolean {
	if ((kind === 'split' && !before) || (kind === 'merge' && !after)) return false;
	return !reasons.note && reasons.contributions.length + reasons.responses.length === 0;
}

function kindOf(entry: Entry, old: Unit | null, parents: Set<string>): ChangeKind | null {
	if (!old) return entry.from.length ? 'split' : 'addition';
	if (same(old, entry.unit)) return null;
	if (entry.from.length) return 'merge';
	if (parents.has(entry.unitId)) return 'split';
	return entry.as === 'correction' && !entry.reshaped ? 'correction' : 'change';
}

/** Whether two units say the same in the same way, in whatever order their parts were written down. */
export const same = (a: Unit, b: Unit) => a === b || canonical(a) === canonical(b);

const canonical = (unit: Unit) =>
	JSON.stringify(unit, (_, value: unknown) =>
		typeof value === 'object' && value !== null && !Array.isArray(value)
			? Object.fromEntries(Object.entries(value).sort(([x], [y]) => (x < y ? -1 : 1)))
			: value
	);

/** Units that stand elsewhere among the others than before: as few as explain the order. */
export function movedIn(base: readonly Base[], draft: Draft): Set<string> {
	const named = new Set(draft.moved);
	if (named.size === 0) return named;
	const now = new Map(draft.entries.map(({ unitId }, at) => [unitId, at]));
	const order = base.flatMap(({ unitId }) => {
		const at = now.get(unitId);
		return at === undefined ? [] : [{ unitId, at, worth: named.has(unitId) ? 1 : base.length + 1 }];
	});
	const stay = heaviestRising(order);
	return new Set(order.flatMap(({ unitId }) => (stay.has(unitId) ? [] : [unitId])));
}

type Placed = { unitId: string; at: number; worth: number };

/** The rising row of places that is worth most: what nobody moved counts more than anything that was. */
function heaviestRising(order: readonly Placed[]): Set<string> {
	const best: { worth: number; before: number }[] = [];
	let last = -1;
	for (const [i, { at, worth }] of order.entries()) {
		let before = -1;
		for (let j = 0; j < i; j++)
			if ((order[j]?.at ?? 0) < at && (best[j]?.worth ?? 0) > (best[before]?.worth ?? 0))
				before = j;
		best.push({ worth: worth + (best[before]?.worth ?? 0), before });
		if ((best[i]?.worth ?? 0) > (best[last]?.worth ?? 0)) last = i;
	}
	const kept = new Set<string>();
	for (let i = last; i >= 0; i = best[i]?.before ?? -1) kept.add(order[i]?.unitId ?? '');
	return kept;
}
