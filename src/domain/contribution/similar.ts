/** "Already said?": when what one is writing is compared with what was said. Pure. */

/** Fewer characters say too little to be like anything. */
export const shortest = 20;
/** What is compared: people say first what matters. */
export const compared = 300;
/** As many as one reads before sending. */
export const most = 5;
/** From this share of common letter triples on, two texts are shown to each other. */
export const enough = 0.4;

/** The words to compare, or null while there are too few of them. */
export function comparable(typed: string): string | null {
	const words = typed.replaceAll('\0', '').replace(/\s+/g, ' ').trim().normalize('NFC');
	return [...words].length < shortest ? null : [...words].slice(0, compared).join('');
}

/** What is shown before sending has to be nearer: nobody is stopped for little. */
export const halting = 0.5;

/** Languages that write words without blanks: there letter triples find what word stems cannot. */
const unspaced = new Set(['zh', 'ja', 'th', 'lo', 'km', 'my', 'bo']);
export const isUnspaced = (lang: string) => unspaced.has(lang.split('-')[0] ?? '');
