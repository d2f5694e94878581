/** What suggestions on a unit change, found once and remembered: a long one takes a twentieth of a second to compare. */

import { createHash } from 'node:crypto';
import { changesOf, type Changes } from './nearly.ts';
import type { Difference } from './difference.ts';

/** Words remembered in all; the longest suggestion has two thousand. */
const mostWords = 200_000;

const kept = new Map<string, Changes>();
let words = 0;

const size = ({ deleted, inserted }: Changes) => deleted.size + inserted.size + 1;

/** By what is compared alone, so that nothing here grows old. */
export function rememberedChanges(compared: unknown[], made: () => Difference): Changes {
	const key = createHash('sha256').update(JSON.stringify(compared)).digest('base64url');
	const known = kept.get(key);
	if (known) return known;
	const changes = changesOf(made());
	kept.set(key, changes);
	words += size(changes);
	for (const [oldest, one] of kept) {
		if (words <= mostWords) break;
		kept.delete(oldest);
		words -= size(one);
	}
	return changes;
}
