/** The words above a text in another language: shown only while the original says what they translate. */

import { createHash } from 'node:crypto';
import { wordFields, type WordField } from './content.ts';

/** `of` is what the original said then, hashed. */
export type KeptWords = Partial<Record<WordField, { text: string; of: string }>>;

export const printOf = (text: string) =>
	createHash('sha256').update(text).digest('base64url').slice(0, 22);

/** What is shown of them, and in which language each field is. */
export function wordsIn(
	original: Record<WordField, string>,
	words: KeptWords,
	lang: string
): Partial<Record<WordField, string>> & { tongues: Partial<Record<WordField, string>> } {
	const said: Partial<Record<WordField, string>> = {};
	const tongues: Partial<Record<WordField, string>> = {};
	for (const field of wordFields) {
		const one = words[field];
		if (!one || one.of !== printOf(original[field])) continue;
		said[field] = one.text;
		tongues[field] = lang;
	}
	return { ...said, tongues };
}
