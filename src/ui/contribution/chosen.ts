/** Where chosen words stand on the reading page. */

import { anchorOf } from '#domain/consultation/unit-names.ts';

/** The fragment of the words' highlight; `on` is how addresses name their unit. */
export function placeOf(on: string, { start }: { start: number }): string {
	return `${unitOf(on)}-q${start}`;
}

/** The fragment of a unit itself. */
export const unitOf = (on: string) =>
	anchorOf({ unitId: on, number: /^P\d+$/.test(on) ? Number(on.slice(1)) : null });
