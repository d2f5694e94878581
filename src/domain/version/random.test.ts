/** Whatever staff do in whatever order, no unit is lost or doubled without saying so. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { heading, paragraph } from '#tests/staff.ts';
import { plain } from '../text/unit.ts';
import { begun, take, type Base, type Draft } from './apply.ts';
import { changesOf, same } from './net.ts';
import { noReasons, type Operation } from './operation.ts';
import { keepsVotes } from './version.ts';

const base: Base[] = Array.from({ length: 12 }, (_, at) => ({
	unitId: `u${at}`,
	unit: at % 5 === 0 ? heading(`Part ${at}`) : paragraph(`First ${at}. Second ${at}. Third ${at}.`)
}));

const deeds = fc.array(
	fc.record({
		what: fc.constantFrom('edit', 'correct', 'split', 'merge', 'move', 'add', 'remove', 'restore'),
		at: fc.nat(30),
		to: fc.nat(30)
	}),
	{ maxLength: 40 }
);

const reasons = noReasons;

function operationOf(
	draft: Draft,
	{ what, at, to }: { what: string; at: number; to: number },
	n: number
): Operation {
	const { entries } = draft;
	const unit = entries[at % entries.length]?.unitId ?? '';
	const after = to === 0 ? null : (entries[to % entries.length]?.unitId ?? null);
	switch (what) {
		case 'edit':
			return { op: 'edit', unit, to: paragraph(`Edited ${n}. More.`), as: 'change', reasons };
		case 'correct':
			return {
				op: 'edit',
				unit,
				to: paragraph(`Corrected ${n}. More.`),
				as: 'correction',
				reasons
			};
		case 'split':
			return { op: 'split', unit, place: 4 + (to % 12), id: `n${n}` };
		case 'merge':
			return { op: 'merge', unit, next: entries[(at % entries.length) + 1]?.unitId ?? '' };
		case 'move':
			return { op: 'move', unit, after };
		case 'add':
			return { op: 'add', id: `n${n}`, after, to: paragraph(`Added ${n}.`), reasons };
		case 'remove':
			return { op: 'remove', unit, reasons };
		default:
			return { op: 'restore', unit: base[at % base.length]?.unitId ?? '' };
	}
}

test('ids are unique, every unit of before stands or is named as gone, and what keeps its votes keeps its words', () => {
	fc.assert(
		fc.property(deeds, (done) => {
			let draft = begun(base);
			for (const [n, deed] of done.entries()) {
				const taken = take(base, draft, operationOf(draft, deed, n));
				if (taken.ok) draft = taken.draft;
			}
			const ids = draft.entries.map(({ unitId }) => unitId);
			expect(new Set(ids).size).toBe(ids.length);
			const changes = changesOf(base, draft);
			expect(new Set(changes.map(({ unitId }) => unitId)).size).toBe(changes.length);
			const changed = new Map(changes.map((change) => [change.unitId, change]));
			for (const { unitId, unit } of base) {
				const stands = draft.entries.find((entry) => entry.unitId === unitId);
				const change = changed.get(unitId);
				// Gone without a word is what must never be.
				if (!stands) expect(['removal', 'merge']).toContain(change?.kind);
				else if (!same(unit, stands.unit)) {
					expect(['correction', 'change', 'split', 'merge']).toContain(change?.kind);
					if (change?.kind === 'correction') expect(plain(stands.unit)).toMatch(/^Corrected/);
				} else if (change) expect(change.kind).toBe('move');
				// Where it is said to have gone, it went.
				if (change?.kind === 'merge' && !stands)
					expect(draft.entries.some(({ from }) => from.includes(unitId))).toBe(true);
			}
			for (const { unitId } of draft.entries)
				if (!base.some((one) => one.unitId === unitId))
					expect(['addition', 'split']).toContain(changed.get(unitId)?.kind);
			// What is neither named as changed nor moved follows in the old order.
			const kept = ids.filter(
				(id) => base.some(({ unitId }) => unitId === id) && !changed.get(id)?.moved
			);
			const order = base.map(({ unitId }) => unitId).filter((id) => kept.includes(id));
			expect(kept).toEqual(order);
			for (const change of changes)
				if (keepsVotes(change.kind)) expect(change.before && change.after).toBeTruthy();
		}),
		{ numRuns: 400 }
	);
});
