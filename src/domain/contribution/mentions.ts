/** Cross-references in a text: `P9`, `C-7K2M9Q` and `@ledger` become links, everything else stays words. Pure. */

export type Token =
	| { kind: 'words'; text: string }
	| { kind: 'unit'; text: string; number: number }
	| { kind: 'contribution'; text: string; reference: string }
	| { kind: 'organisation'; text: string; slug: string };

// A letter, digit or hyphen on either side means it is part of another word or address.
const mention =
	/(?<![\p{L}\p{M}\p{N}_/@#.-])(?:P(\d{1,6})|(C-[0-9A-HJKMNP-TV-Z]{6})|@([a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?))(?![\p{L}\p{M}\p{N}_/@-])/gu;

/** The text in pieces; joined again they are the text. */
export function tokensOf(text: string): Token[] {
	const tokens: Token[] = [];
	let end = 0;
	for (const found of text.matchAll(mention)) {
		if (found.index > end) tokens.push({ kind: 'words', text: text.slice(end, found.index) });
		const [whole, number, reference, slug] = found;
		if (reference) tokens.push({ kind: 'contribution', text: whole, reference });
		else if (slug) tokens.push({ kind: 'organisation', text: whole, slug });
		else tokens.push({ kind: 'unit', text: whole, number: Number(number) });
		end = found.index + whole.length;
	}
	if (end < text.length) tokens.push({ kind: 'words', text: text.slice(end) });
	return tokens;
}

/** Paragraphs of a text: what empty lines separate. */
export const paragraphsOf = (text: string) => text.split(/\n{2,}/).filter((part) => part !== '');
