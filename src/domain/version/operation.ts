/** What staff can do to the next version in one step. Units are named by their ids, so that a step stays right whatever others did elsewhere. Pure. */

import type { Unit } from '../text/unit.ts';
import type { How } from './version.ts';

/** Whether the words say the same as before (votes stay) or not. */
export type As = 'correction' | 'change';

/** Why: in words everyone reads, and by name. */
export type Reasons = {
	note: string;
	noteLang: string;
	contributions: { id: string; how: How }[];
	responses: string[];
};
export const noReasons: Reasons = { note: '', noteLang: 'und', contributions: [], responses: [] };

export type Operation =
	| { op: 'edit'; unit: string; to: Unit; as: As; reasons: Reasons }
	/** `id` is what the second part will be called; the first stays who it is. */
	| { op: 'split'; unit: string; place: number; id: string }
	| { op: 'merge'; unit: string; next: string }
	/** `after` null puts it first. */
	| { op: 'move'; unit: string; after: string | null }
	| { op: 'add'; id: string; after: string | null; to: Unit; reasons: Reasons }
	| { op: 'remove'; unit: string; reasons: Reasons }
	/** What was removed stands again, as it was. */
	| { op: 'restore'; unit: string }
	| { op: 'reasons'; unit: string; as: As; reasons: Reasons };

/** What a step meets with when two people work at once: words of a unit, or only where it stands. */
export function touched(operation: Operation): string[] {
	const words = (unit: string) => `words ${unit}`;
	const place = (unit: string) => `place ${unit}`;
	switch (operation.op) {
		case 'edit':
		case 'split':
		case 'reasons':
			return [words(operation.unit)];
		case 'merge':
			return [operation.unit, operation.next].flatMap((unit) => [words(unit), place(unit)]);
		case 'move':
			return [place(operation.unit)];
		case 'add':
			return [words(operation.id), place(operation.id)];
		case 'remove':
		case 'restore':
			return [words(operation.unit), place(operation.unit)];
	}
}

/** The unit a step is about. */
export const aboutUnit = (operation: Operation) =>
	operation.op === 'add' ? operation.id : operation.unit;

/** The same step sent again: names made for new units aside. */
export const sameStep = (a: Operation, b: Operation) => withoutId(a) === withoutId(b);
const withoutId = (operation: Operation) =>
	canonical('id' in operation ? { ...operation, id: '' } : operation);

/** JSON with sorted keys: the database gives them back in its own order. */
const canonical = (value: unknown): string =>
	JSON.stringify(value, (_, inner: unknown) =>
		typeof inner === 'object' && inner !== null && !Array.isArray(inner)
			? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
			: inner
	);
