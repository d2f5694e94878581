/** The beginning of a text for where there is room for a sentence or two. */

const most = 200;

/** Cut between words where there are any; pairs of code units stay together. */
export function brief(text: string): string {
	const line = text.replace(/\s+/gu, ' ').trim();
	if ([...line].length <= most) return line;
	const begun = [...line].slice(0, most - 1).join('');
	const word = begun.replace(/\s\S*$/u, '');
	return `${(word.length > most / 2 ? word : begun).replace(/[\s\p{P}]+$/u, '')}…`;
}
