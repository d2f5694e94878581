/** The words a remark is about, as the form's fields carry them. */

import type { Chosen, Quote } from '#domain/text/anchor/quote.ts';

/** As they stand in the form: the words, and their place where it is known. */
export type Fields = {
	quote: string;
	quote_from: string;
	quote_to: string;
	quote_before: string;
	quote_after: string;
	quote_lang: string;
	/** Which of several places is meant: `12-40`, or `none` for all of the unit. */
	quote_at: string;
};

export const names = [
	...['quote', 'quote_from', 'quote_to', 'quote_before', 'quote_after', 'quote_lang', 'quote_at']
] as (keyof Fields)[];

export const fieldsOf = (sent: Record<string, string>) =>
	Object.fromEntries(names.map((name) => [name, sent[name] ?? ''])) as Fields;

/** What was chosen; null when the remark is about all of its place. */
export function chosenOf(fields: Fields): Chosen | null {
	if (!fields.quote || /^\s*$/.test(fields.quote) || fields.quote_at === 'none') return null;
	const [, start, end] = /^(\d{1,7})-(\d{1,7})$/.exec(fields.quote_at) ?? [];
	const number = (word: string | undefined) =>
		word && /^\d{1,7}$/.test(word) ? Number(word) : null;
	return {
		exact: fields.quote,
		prefix: fields.quote_before,
		suffix: fields.quote_after,
		lang: fields.quote_lang,
		start: number(start ?? fields.quote_from),
		end: number(end ?? fields.quote_to)
	};
}

/** The fields of words whose place is known. */
export const fieldsFor = (quote: Quote | null, lang: string): Fields => ({
	quote: quote?.exact ?? '',
	quote_from: quote ? String(quote.start) : '',
	quote_to: quote ? String(quote.end) : '',
	quote_before: quote?.prefix ?? '',
	quote_after: quote?.suffix ?? '',
	quote_lang: quote?.lang ?? lang,
	quote_at: ''
});
