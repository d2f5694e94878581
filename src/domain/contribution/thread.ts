/** A thread as an address asks for it: in which order, which page. Pure. */

export const sorts = ['latest', 'oldest', 'most_supported'] as const;
export type Sort = (typeof sorts)[number];

/** Remarks on a page of a thread; their replies come with them. */
export const pageSize = 20;
/** Replies shown under one remark; the rest are on its own page. */
export const repliesShown = 30;
/** Of those that say the same as one, how many are shown under it; the rest are on a page of their own. */
export const alikeShown = 10;

/** Words of the unit: remarks on any of them, or on those between two places of its text in a language. */
export type OnWords = 'any' | { start: number; end: number; lang: string };

export type Asked = { page: number; sort: Sort; quote?: OnWords | null };

/** What `?page=&sort=&quote=` say; null when a value is not one of ours. */
export function askedOf(search: URLSearchParams): Required<Asked> | null {
	const page = search.get('page') ?? '1';
	const sort = search.get('sort') ?? 'latest';
	const quote = wordsAsked(search.get('quote'));
	if (!/^[1-9]\d{0,3}$/.test(page) || !sorts.includes(sort as Sort)) return null;
	return quote === undefined ? null : { page: Number(page), sort: sort as Sort, quote };
}

/** What `quote=` says; undefined when it is not one of ours. */
export function wordsAsked(word: string | null): OnWords | null | undefined {
	if (word === null || word === 'any') return word;
	const [, start, end, lang] = /^(\d{1,7})-(\d{1,7})-([a-z][\w-]{1,34})$/i.exec(word) ?? [];
	if (!lang || Number(start) >= Number(end)) return undefined;
	return { start: Number(start), end: Number(end), lang };
}

/** The same words as `quote=` names them. */
export const quoteWord = (quote: OnWords) =>
	quote === 'any' ? quote : `${quote.start}-${quote.end}-${quote.lang}`;

export const lastPage = (total: number, size = pageSize) => Math.max(1, Math.ceil(total / size));
