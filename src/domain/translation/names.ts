/** What people call a unit while two texts are laid side by side: P12, and H3 for the third heading. Pure. */

import type { Original } from './content.ts';

export function namesOf(originals: readonly Pick<Original, 'number'>[]): string[] {
	let headings = 0;
	return originals.map(({ number }) => (number === null ? `H${++headings}` : `P${number}`));
}

/** The key of the unit a person named; null when the text has none such. */
export function keyNamed(originals: readonly Original[], typed: string): string | null {
	const wanted = typed
		.trim()
		.toUpperCase()
		.replace(/^(?=\d)/, 'P');
	return originals[namesOf(originals).indexOf(wanted)]?.key ?? null;
}
