/** The words of a contribution: which characters may stand in them and how many. Pure. */

import { clean } from '../text/characters.ts';

/** Characters, counted as people see them in a text: code points. */
export const limit = 5000;

/** More marks than this on one letter are no writing of any language. */
const marks = /(\p{M}{6})\p{M}+/gu;

/** Letters that show nothing: fillers of Hangul, the blank of Braille. */
const blank = /[\u115f\u1160\u3164\uffa0\u2800]/gu;

/** What is far too long is refused unread. */
const unread = 200_000;

export type Wording =
	| { ok: true; body: string }
	| {
			ok: false;
			obstacle: { code: 'empty' } | { code: 'too_long'; length: number; limit: number };
	  };

/**
 * The words as they will stand: NFC, without control and direction-override characters, with at
 * most six marks on a letter and one empty line between paragraphs.
 */
export function wordingOf(typed: string): Wording {
	if (typed.length > unread) return tooLong(typed.length);
	const body = clean(typed)
		.replace(blank, '')
		.replace(marks, '$1')
		.split('\n')
		.map((line) => line.trimEnd())
		.join('\n')
		.replace(/\n{3,}/g, '\n\n')
		.trim()
		.normalize('NFC');
	if (!/[\p{L}\p{N}\p{P}\p{S}]/u.test(body)) return { ok: false, obstacle: { code: 'empty' } };
	const length = lengthOf(body);
	return length > limit ? tooLong(length) : { ok: true, body };
}

const tooLong = (length: number): Wording => ({
	ok: false,
	obstacle: { code: 'too_long', length, limit }
});

/** How many code points a text has. */
export function lengthOf(text: string): number {
	let count = 0;
	for (const _ of text) count++;
	return count;
}
