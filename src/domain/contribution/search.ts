/** A search within a consultation, as its address says it; and the words found in a text. Pure. */

import { kinds, type Kind } from './contribution.ts';
import { isTongue } from './languages.ts';

export const scopes = ['remarks', 'text'] as const;
export const speakers = ['people', 'organisations'] as const;
export const orders = ['relevance', 'latest', 'oldest', 'most_supported'] as const;

export type Search = {
	q: string;
	in: (typeof scopes)[number];
	kind: Kind | null;
	lang: string | null;
	by: (typeof speakers)[number] | null;
	sort: (typeof orders)[number];
	page: number;
};

export const longestQuery = 200;

/** What the address asks for; null when a filter has a value that is none of ours. */
export function searchOf(asked: URLSearchParams): Search | null {
	const said = (name: string) => asked.get(name) || null;
	const q = (asked.get('q') ?? '').normalize('NFC').replaceAll('\0', '').trim();
	const page = said('page') ?? '1';
	const kind = said('kind');
	const lang = said('lang');
	const by = said('by');
	const scope = said('in') ?? 'remarks';
	const sort = said('sort') ?? (q ? 'relevance' : 'latest');
	const known =
		among(scopes, scope) &&
		among(orders, sort) &&
		(kind === null || among(kinds, kind)) &&
		(by === null || among(speakers, by)) &&
		(lang === null || isTongue(lang)) &&
		/^[1-9]\d{0,3}$/.test(page) &&
		q.length <= longestQuery;
	if (!known) return null;
	return { q, in: scope, kind, lang, by, sort, page: Number(page) } as Search;
}

const among = <Word extends string>(words: readonly Word[], word: string): word is Word =>
	words.includes(word as Word);

/** Marks around what was found: characters no text of ours may hold. */
export const marks = { start: '\ue000', stop: '\ue001' } as const;

export type Piece = { text: string; found: boolean };

/** A text with marks in pieces, so that no page has to trust any markup. */
export function piecesOf(marked: string): Piece[] {
	return marked
		.split(marks.start)
		.flatMap((part, at) => {
			const [hit = '', ...rest] = (at === 0 ? marks.stop + part : part).split(marks.stop);
			return [
				{ text: hit, found: true },
				{ text: rest.join(''), found: false }
			];
		})
		.filter(({ text }) => text !== '');
}
