/** Two versions of a text unit by unit: what is the same, what changed, what moved, what came and what went. Pure. */

import { differenceOf, lined, type Difference } from '../suggestion/difference.ts';
import type { Body, Run } from '../text/unit.ts';
import type { Lineage } from './lineage.ts';

/** A unit as it stands in one of the versions; `hash` is the same when all of it is. */
export type Stood = {
	unitId: string;
	number: number | null;
	kind: string;
	lang: string;
	body: Body;
	hash: string;
};

export type RowKind = 'same' | 'changed' | 'added' | 'removed' | 'split' | 'merged';

/** Units of both versions that belong together; on most rows one of each. */
export type Row<Unit extends Stood = Stood> = {
	kind: RowKind;
	old: Unit[];
	young: Unit[];
	/** It stands elsewhere among the units beside it than it did. */
	moved: boolean;
	/** The unit it stood after, where it moved; null when it stood first. */
	after: Unit | null;
};

/**
 * Rows in the order of the later version; what went stands where it stood. `said` are units of which it is on
 * record that they were moved: where others could have moved instead, these did.
 */
export function rowsOf<Unit extends Stood>(
	old: readonly Unit[],
	young: readonly Unit[],
	{ from, into }: Lineage,
	said: ReadonlySet<string> = new Set()
): Row<Unit>[] {
	const then = new Map(old.map((unit, at) => [unit.unitId, { unit, at }]));
	const now = new Map(young.map((unit, at) => [unit.unitId, { unit, at }]));
	const seen = new Set<string>();
	const groups = young.flatMap(({ unitId }) => {
		if (seen.has(unitId)) return [];
		return [familyOf(unitId, from, into, seen)];
	});
	const rows = groups.map(({ earlier, later }) => ({
		old: earlier.flatMap((id) => then.get(id) ?? []).sort((a, b) => a.at - b.at),
		young: later.flatMap((id) => now.get(id) ?? []).sort((a, b) => a.at - b.at)
	}));
	const order = rows.flatMap((row, at) =>
		row.old[0]
			? [{ at, was: row.old[0].at, light: row.young.some(({ unit }) => said.has(unit.unitId)) }]
			: []
	);
	const stayed = new Set(longestRun(order).map(({ at }) => at));
	const made = rows.map((row, at): Row<Unit> => {
		const first = row.old[0];
		const moved = first !== undefined && !stayed.has(at);
		return {
			kind: kindOf(row.old, row.young),
			old: row.old.map(({ unit }) => unit),
			young: row.young.map(({ unit }) => unit),
			moved,
			after: moved ? (old[first.at - 1] ?? null) : null
		};
	});
	return withRemoved(made, old, stayed);
}

/** Everything that one unit of the later version has to do with, in both. */
function familyOf(unitId: string, from: Lineage['from'], into: Lineage['into'], seen: Set<string>) {
	const [earlier, later] = [new Set<string>(), new Set([unitId])];
	const ahead = [unitId];
	for (let next = ahead.pop(); next !== undefined; next = ahead.pop()) {
		for (const old of from.get(next) ?? []) {
			earlier.add(old);
			for (const young of into.get(old) ?? []) {
				if (later.has(young)) continue;
				later.add(young);
				ahead.push(young);
			}
		}
	}
	for (const id of later) seen.add(id);
	return { earlier: [...earlier], later: [...later] };
}

type Placed<Unit> = { unit: Unit; at: number }[];

function kindOf<Unit extends Stood>(old: Placed<Unit>, young: Placed<Unit>): RowKind {
	if (old.length === 0) return 'added';
	if (young.length > 1) return 'split';
	if (old.length > 1) return 'merged';
	return old[0]?.unit.hash === young[0]?.unit.hash ? 'same' : 'changed';
}

type Order = { at: number; was: number; light: boolean };

/** Most of the rows that stand in one order in both versions: the others moved between them. */
function longestRun(rows: readonly Order[]): Order[] {
	if (rows.every(({ was }, n) => n === 0 || was > (rows[n - 1]?.was ?? -1))) return [...rows];
	// The heaviest rising sequence, by a tree of the best sequence that ends at or before each place.
	const size = Math.max(...rows.map(({ was }) => was)) + 1;
	const best: (number | undefined)[] = Array.from({ length: size + 1 });
	const weights: number[] = [];
	const before: (number | undefined)[] = [];
	const weigh = (row: number | undefined) => (row === undefined ? 0 : (weights[row] ?? 0));
	for (const [n, { was, light }] of rows.entries()) {
		let previous: number | undefined;
		for (let at = was; at > 0; at -= at & -at)
			if (weigh(best[at]) > weigh(previous)) previous = best[at];
		before[n] = previous;
		weights[n] = weigh(previous) + (light ? 1 : 2);
		for (let at = was + 1; at <= size; at += at & -at)
			if ((weights[n] ?? 0) > weigh(best[at])) best[at] = n;
	}
	let end = weights.indexOf(Math.max(...weights)) as number | undefined;
	const run: Order[] = [];
	for (; end !== undefined; end = before[end]) {
		const row = rows[end];
		if (row) run.unshift(row);
	}
	return run;
}

/** What went is put behind what it stood behind, as far as that still stands where it did. */
function withRemoved<Unit extends Stood>(
	rows: Row<Unit>[],
	old: readonly Unit[],
	stayed: ReadonlySet<number>
): Row<Unit>[] {
	const rowAt = new Map<string, number>();
	for (const [at, row] of rows.entries()) for (const { unitId } of row.old) rowAt.set(unitId, at);
	const behind = new Map<number, Row<Unit>[]>();
	let last = -1;
	for (const unit of old) {
		const at = rowAt.get(unit.unitId);
		if (at !== undefined) {
			if (stayed.has(at)) last = at;
			continue;
		}
		const gone: Row<Unit> = { kind: 'removed', old: [unit], young: [], moved: false, after: null };
		behind.set(last, [...(behind.get(last) ?? []), gone]);
	}
	return [
		...(behind.get(-1) ?? []),
		...rows.flatMap((row, at) => [row, ...(behind.get(at) ?? [])])
	];
}

/** The words of a row before and after, one unit after another. */
export function differenceIn({ old, young }: Pick<Row, 'old' | 'young'>): Difference {
	const lang = (young[0] ?? old[0])?.lang ?? 'en';
	return differenceOf(together(old), together(young), lang);
}

/** One unit after another, each with its notes below it: a note that changed is a change too. */
function together(units: readonly Stood[]): Body | null {
	if (units.length === 0) return null;
	return { paragraphs: units.flatMap(({ body }) => [lined(body), ...notesOf(body)]) };
}

const notesOf = (body: Body): Run[][] =>
	(('notes' in body && body.notes) || []).map(({ label, runs }) => [
		{ text: label, sup: true },
		{ text: ' ' },
		...runs
	]);

/** A row without a change in it stays folded with those around it. */
export const isChanged = ({ kind, moved }: Pick<Row, 'kind' | 'moved'>) => kind !== 'same' || moved;
