/** Characters: which may stand in a text, and what plain text looks like. */

// Controls except tab and line feed; overrides, embeddings and isolates of direction (they can make
// a text read as something else); zero-width space and mark, soft hyphen, tags, private use,
// unpaired surrogates and noncharacters. Joiners stay: Persian, Hindi and emoji need them.
const unwanted =
	/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff\ue000-\uf8ff\u{e0000}-\u{e007f}]|\p{Cs}/gu;

const piled = /(\p{M}{30})\p{M}+/gu;

/** NFC in a time that grows with the text: a letter keeps thirty marks, since sorting thousands takes seconds. */
export const composed = (text: string) => text.replace(piled, '$1').normalize('NFC');

/** NFC, without characters that have no place in a text; line ends become `\n`. */
export const clean = (text: string) =>
	composed(text.replace(/\r\n?|[\u000b\u000c\u0085\u2028\u2029]/g, '\n').replace(unwanted, ''));

/** One line: cleaned, with every stretch of white space one blank and none at the ends. */
export function collapse(text: string): string {
	return clean(text).replace(/\s+/g, ' ').trim();
}
