/** Cross-references in a text: `P9`, `C-7K2M9Q`, `@ledger` and addresses of pages become links, everything else stays words. Pure. */

export type Token =
	| { kind: 'words'; text: string }
	| { kind: 'unit'; text: string; number: number }
	| { kind: 'contribution'; text: string; reference: string }
	| { kind: 'organisation'; text: string; slug: string }
	/** `host` is where it leads, where its own words do not say so. */
	| { kind: 'address'; text: string; href: string; host: string | null };

// A letter, digit or hyphen on either side means it is part of another word or address.
const mention =
	/(?<![\p{L}\p{M}\p{N}_/@#.-])(?:P(\d{1,6})|(C-[0-9A-HJKMNP-TV-Z]{6})|@([a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?))(?![\p{L}\p{M}\p{N}_/@-])/gu;

// What an address cannot end with: it belongs to the sentence around it.
const address = /(?<![\p{L}\p{N}])https?:\/\/[^\s<>"“”«»‹›\p{Cc}\p{Cf}]+(?<![.,;:!?'’)\]}…،؛؟])/giu;

/** The text in pieces; joined again they are the text. Addresses of pages are words unless links are let. */
export function tokensOf(text: string, links = false): Token[] {
	const tokens: Token[] = [];
	let end = 0;
	for (const { index, 0: whole } of text.matchAll(address)) {
		tokens.push(...referencesIn(text.slice(end, index)));
		tokens.push((links && linkTo(whole)) || { kind: 'words', text: whole });
		end = index + whole.length;
	}
	return [...tokens, ...referencesIn(text.slice(end))];
}

/** Whether a text holds the address of a page. */
export const hasAddress = (text: string) => text.search(address) >= 0;

/** A link that leads where its words say; null where they could say something else. */
function linkTo(text: string): Token | null {
	if (text.length > 2000 || !URL.canParse(text)) return null;
	const { protocol, username, password, hostname, host, href } = new URL(text);
	if (protocol !== 'http:' && protocol !== 'https:') return null;
	if (username || password || !hostname.includes('.')) return null;
	const said = text
		.slice(text.indexOf('//') + 2)
		.toLowerCase()
		.startsWith(host);
	return { kind: 'address', text, href, host: said ? null : host };
}

function referencesIn(text: string): Token[] {
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
