/** Follows chosen words from their unit into those that came of it: the one place they can be told in, or none. Pure. */

import type { Quote } from './quote.ts';
import { reanchor } from './reanchor.ts';

/** A unit the words may stand in now, as it is read. */
export type Candidate = { unitId: string; text: string };
export type Followed = { unitId: string; start: number; end: number };

/** `sources` are the texts of all units that went into the candidates, the quote's own among them. */
export function follow(
	quote: Quote,
	candidates: readonly Candidate[],
	sources: readonly string[]
): Followed | null {
	const found = candidates.flatMap(({ unitId, text }): Followed[] => {
		const place = reanchor(quote, text, sources);
		return place.sure ? [{ unitId, start: place.start, end: place.end }] : [];
	});
	const [only] = found;
	return only && found.length === 1 ? only : null;
}
