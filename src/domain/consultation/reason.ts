/** The words a public act must come with. */

import { clean } from '../text/characters.ts';

export const longestReason = 2000;

export type ReasonFault =
	{ code: 'reason_missing' } | { code: 'reason_too_long'; limit: number; length: number };

export type Reason = { ok: true; text: string } | { ok: false; obstacle: ReasonFault };

/** The reason in plain characters, or why it is none. */
export function reasonOf(words: string): Reason {
	const text = clean(words).trim();
	const { length } = [...text];
	if (length === 0) return { ok: false, obstacle: { code: 'reason_missing' } };
	if (length <= longestReason) return { ok: true, text };
	return { ok: false, obstacle: { code: 'reason_too_long', limit: longestReason, length } };
}
