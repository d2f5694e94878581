/** The next version of a text: the one it starts from, and what was done to it since. Pure. */

import { cut } from '../text/cut.ts';
import { join } from '../text/join.ts';
import { limits } from '../text/split/outcome.ts';
import type { Unit } from '../text/unit.ts';
import { noReasons, type As, type Operation, type Reasons } from './operation.ts';

export type Base = { unitId: string; unit: Unit };

export type Entry = Base & {
	/** What was said of its words; null while nobody changed them. */
	as: As | null;
	/** It was cut or grew: whatever is said, its words are not what they were. */
	reshaped: boolean;
	/** Units of the version before that it came from, beside itself. */
	from: string[];
	reasons: Reasons;
};

/** What stands no more: removed, or gone into another. */
export type Gone = { unitId: string; into: string | null; reasons: Reasons };

export type Draft = {
	entries: Entry[];
	gone: Gone[];
	/** Units somebody put elsewhere. */
	moved: string[];
};

export type Obstacle =
	| { code: 'unit_missing'; unitId: string }
	| { code: 'no_such_place'; kind: Unit['kind']; place: number }
	| { code: 'cannot_merge'; into: Unit['kind']; from: Unit['kind'] }
	| { code: 'not_next' }
	| { code: 'stands_already' }
	| { code: 'last_unit' }
	| { code: 'too_many_units'; units: number; limit: number };

export type Applied = { ok: true; draft: Draft } | { ok: false; obstacle: Obstacle };
const refused = (obstacle: Obstacle): Applied => ({ ok: false, obstacle });

export const begun = (base: readonly Base[]): Draft => ({
	entries: base.map(({ unitId, unit }) => ({
		...{ unitId, unit, as: null, reshaped: false, from: [] },
		reasons: noReasons
	})),
	gone: [],
	moved: []
});

/** The draft after all of these, each of which could be done when it was. */
export function apply(base: readonly Base[], operations: readonly Operation[]): Draft {
	const known = new Set(base.map(({ unitId }) => unitId));
	return operations.reduce((draft, operation) => {
		const applied = step(draft, operation, known, base);
		if (!applied.ok) throw new Error(`A kept step cannot be done: ${applied.obstacle.code}`);
		return applied.draft;
	}, begun(base));
}

/** One step on, or what keeps it from being done. */
export function take(base: readonly Base[], draft: Draft, operation: Operation): Applied {
	const applied = step(draft, operation, new Set(base.map(({ unitId }) => unitId)), base);
	if (!applied.ok) return applied;
	const { entries } = applied.draft;
	const units = entries.length;
	if (units > limits.units && units > draft.entries.length)
		return refused({ code: 'too_many_units', units, limit: limits.units });
	if (!entries.some(({ unit }) => unit.kind !== 'heading')) return refused({ code: 'last_unit' });
	return applied;
}

function step(
	draft: Draft,
	operation: Operation,
	known: ReadonlySet<string>,
	base: readonly Base[]
): Applied {
	const { entries, gone, moved } = draft;
	const done = (changes: Partial<Draft>): Applied => ({
		ok: true,
		draft: { ...draft, ...changes }
	});
	const missing = (unitId: string) => refused({ code: 'unit_missing', unitId });
	const placeOf = (unitId: string) => entries.findIndex((one) => one.unitId === unitId);
	/** Where something after a unit goes; -1 where that unit is not there. */
	const behind = (after: string | null) => (after === null ? 0 : placeOf(after) + 1 || -1);

	if (operation.op === 'add') {
		const at = behind(operation.after);
		if (at < 0) return missing(operation.after ?? '');
		const { id: unitId, to: unit, reasons } = operation;
		const added: Entry = { unitId, unit, as: null, reshaped: false, from: [], reasons };
		return done({ entries: entries.toSpliced(at, 0, added) });
	}
	if (operation.op === 'restore') {
		const one = base.find(({ unitId }) => unitId === operation.unit);
		if (!one) return missing(operation.unit);
		if (placeOf(one.unitId) >= 0) return refused({ code: 'stands_already' });
		return done({
			entries: entries.toSpliced(homeOf(one.unitId, base, entries), 0, ...begun([one]).entries),
			gone: gone.filter(({ unitId }) => unitId !== one.unitId)
		});
	}
	const at = placeOf(operation.unit);
	const entry = entries[at];
	if (!entry) {
		// Why something was removed can still be said.
		const left = gone.find(({ unitId }) => unitId === operation.unit);
		if (operation.op !== 'reasons' || !left) return missing(operation.unit);
		const said = { ...left, reasons: operation.reasons };
		return done({ gone: gone.map((one) => (one === left ? said : one)) });
	}
	const origins = ({ unitId, from }: Entry) => (known.has(unitId) ? [unitId, ...from] : from);

	switch (operation.op) {
		case 'edit': {
			const { to: unit, as, reasons } = operation;
			return done({ entries: entries.with(at, { ...entry, unit, as, reasons }) });
		}
		case 'reasons': {
			const { as, reasons } = operation;
			return done({ entries: entries.with(at, { ...entry, as: entry.as && as, reasons }) });
		}
		case 'split': {
			const parts = cut(entry.unit, operation.place);
			const { kind } = entry.unit;
			if (!parts) return refused({ code: 'no_such_place', kind, place: operation.place });
			const [unit, rest] = parts;
			const first: Entry = { ...entry, unit, as: 'change', reshaped: true };
			const second: Entry = {
				...{ unitId: operation.id, unit: rest, as: null, reshaped: true },
				...{ from: origins(entry), reasons: entry.reasons }
			};
			return done({ entries: entries.toSpliced(at, 1, first, second) });
		}
		case 'merge': {
			const next = entries[at + 1];
			if (next?.unitId !== operation.next) return refused({ code: 'not_next' });
			const unit = join(entry.unit, next.unit);
			if (!unit) {
				const [into, from] = [entry.unit.kind, next.unit.kind];
				return refused({ code: 'cannot_merge', into, from });
			}
			const from = [...new Set([...entry.from, ...origins(next)])].filter(
				(one) => one !== entry.unitId
			);
			const reasons = together(entry.reasons, next.reasons);
			const whole: Entry = { ...entry, unit, as: 'change', reshaped: true, from, reasons };
			const left: Gone = { unitId: next.unitId, into: entry.unitId, reasons: next.reasons };
			return done({
				entries: entries.toSpliced(at, 2, whole),
				gone: known.has(next.unitId) ? [...gone, left] : gone
			});
		}
		case 'move': {
			if (operation.after === operation.unit) return missing(operation.unit);
			const rest = entries.toSpliced(at, 1);
			const to =
				operation.after === null
					? 0
					: rest.findIndex(({ unitId }) => unitId === operation.after) + 1 || -1;
			if (to < 0) return missing(operation.after ?? '');
			return done({
				entries: rest.toSpliced(to, 0, entry),
				moved: moved.includes(entry.unitId) ? moved : [...moved, entry.unitId]
			});
		}
		case 'remove': {
			const left: Gone = { unitId: entry.unitId, into: null, reasons: operation.reasons };
			return done({
				entries: entries.toSpliced(at, 1),
				gone: known.has(entry.unitId) ? [...gone, left] : gone
			});
		}
	}
}

/** Behind the nearest unit that stood before it and still does. */
function homeOf(unitId: string, base: readonly Base[], entries: readonly Entry[]): number {
	const places = new Map(entries.map((entry, at) => [entry.unitId, at]));
	const from = base.findIndex((one) => one.unitId === unitId);
	for (let at = from - 1; at >= 0; at--) {
		const place = places.get(base[at]?.unitId ?? '');
		if (place !== undefined) return place + 1;
	}
	return 0;
}

/** Reasons of two units that are one now. */
function together(a: Reasons, b: Reasons): Reasons {
	const known = new Set(a.contributions.map(({ id }) => id));
	return {
		note: [a.note, b.note].filter(Boolean).join('\n'),
		noteLang: a.note ? a.noteLang : b.noteLang,
		contributions: [...a.contributions, ...b.contributions.filter(({ id }) => !known.has(id))],
		responses: [...new Set([...a.responses, ...b.responses])]
	};
}
