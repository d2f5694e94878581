/** A fingerprint of a unit: equal when kind, level, language and every run are. */

import { createHash } from 'node:crypto';
import type { Unit } from './unit.ts';

export function hash(unit: Unit): string {
	return createHash('sha256').update(canonical(unit)).digest('hex');
}

/** JSON with sorted keys, so that a body read back from the database hashes the same. */
function canonical(unit: Unit): string {
	const { kind, lang, body } = unit;
	const level = unit.kind === 'heading' ? unit.level : undefined;
	return JSON.stringify({ kind, lang, level, body }, (_, value: unknown) =>
		isPlain(value) ? Object.fromEntries(Object.entries(value).sort(byKey)) : value
	);
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const byKey = ([a]: [string, unknown], [b]: [string, unknown]) => (a < b ? -1 : a > b ? 1 : 0);
