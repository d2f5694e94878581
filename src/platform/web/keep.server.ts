/** Which pages are kept for everyone, and how a kept page is sent. */

import type { IncomingHttpHeaders } from 'node:http';
import type { Database } from '#domain/database.server.ts';
import type { House } from '../house.server.ts';
import type { Encoding, Page } from '../page-cache.server.ts';
import { isCurrent } from './copy.server.ts';
import { sharedCaching } from './headers.ts';

/** Longest a page is kept when no clock ends it earlier; covers "two days ago" growing old. */
const longest = 600;

/** What is known of a page that may be kept: until when on the process's own clock, and whether it has pages of its own. */
export type Kept = {
	topic: string;
	begun: number;
	until: number;
	paged: boolean;
	/** It shows two versions, named by its query. */
	compared: boolean;
	texts: readonly string[];
};
type Keeping = { house: House; db: Database; kept: Kept | null };

/** Said by a load before it reads anything a page shows: the page may be kept until the topic is touched. */
export function keepPage(locals: Keeping, topic: string, { paged = false, compared = false } = {}) {
	// Something was announced since the copy was chosen, which it may lack: this page is for now only.
	if (!isCurrent(locals.house, locals.db)) return;
	const until = performance.now() + longest * 1000;
	locals.kept = {
		topic,
		begun: locals.house.pages.begin(topic),
		until,
		paged,
		compared,
		texts: []
	};
}

/** Said by a load that knows when its page will change by the clock: at most so many seconds from now. */
export function keepAtMost(locals: Keeping, seconds: number | null) {
	if (!locals.kept || seconds === null) return;
	locals.kept.until = Math.min(locals.kept.until, performance.now() + Math.max(0, seconds) * 1000);
}

/** Said by a load that knows in which languages its page can be asked for: it is kept in each of them. */
export function keepTexts(locals: Keeping, languages: readonly string[]) {
	if (locals.kept) locals.kept.texts = languages;
}

const allowed =
	/^(\?(page=\d{1,4}(&sort=[a-z_]{1,20})?(&text=[a-z]{2,3})?|sort=[a-z_]{1,20}(&text=[a-z]{2,3})?|text=[a-z]{2,3}|from=\d{1,4}(&view=side)?(&all=1)?))?$/;

/** Addresses that other programs and other sites ask: the same for everyone, so cookies are not looked at. */
export const isForAll = (path: string) => /^\/(card|embed|feeds|s)\//.test(path);

/** A picture's age, there so that whoever copied an older one asks again; it is the same picture under any. */
const age = /^(\?v=[a-z]{1,10}(-\d{1,4})?)?$/;
export const isAge = (search: string) => age.test(search);

/**
 * The key of an address whose page may be kept; null when its query is not one of the listed, or when it is
 * spelled with escapes, which none of ours needs and of which there are thousands for one page.
 */
export function keyOf(path: string, search: string): string | null {
	if (path.includes('%')) return null;
	if (path.startsWith('/card/')) return isAge(search) ? path : null;
	return search === '' || allowed.test(search) ? path + search : null;
}

/** Whether a page is kept under its address: what it does not read would fill the memory under made-up ones. */
export function isKept({ paged, compared, texts }: Kept, search: string): boolean {
	const asked = [...new URLSearchParams(search)];
	return asked.every(([name, value]) => {
		if (name === 'text') return texts.includes(value);
		return name === 'page' || name === 'sort' ? paged : compared;
	});
}

/** What clients say they take is one of a few texts: each is looked at once. */
const accepting = new Map<string, Encoding>();

/** The best copy a client takes. */
export function encodingFor(accepted = ''): Encoding {
	const known = accepting.get(accepted);
	if (known) return known;
	const takes = (name: string) => new RegExp(`\\b${name}\\b(?!;q=0(\\.0*)?\\b)`).test(accepted);
	const best = takes('br') ? 'br' : takes('gzip') ? 'gzip' : 'identity';
	if (accepting.size >= 200) accepting.clear();
	accepting.set(accepted, best);
	return best;
}

type Answer = { status: number; headers: Record<string, string>; body: Buffer | null };

/** The answers of a kept page are put together once, not per request. */
const prepared = new WeakMap<Page, Map<Encoding, { whole: Answer; unchanged: Answer }>>();

function answersOf(page: Page, encoding: Encoding) {
	const known = prepared.get(page) ?? new Map<Encoding, { whole: Answer; unchanged: Answer }>();
	prepared.set(page, known);
	const found = known.get(encoding);
	if (found) return found;
	const body = page.bodies[encoding];
	const headers = {
		...page.headers,
		etag: page.etag,
		vary: 'Accept-Encoding, Cookie',
		'cache-control': sharedCaching,
		...(body === page.bodies.identity ? {} : { 'content-encoding': encoding })
	};
	const made = {
		whole: {
			status: page.status,
			headers: { ...headers, 'content-length': String(body.length) },
			body
		},
		unchanged: { status: 304, headers, body: null }
	};
	known.set(encoding, made);
	return made;
}

/** Status, headers and body of a kept page for one request: 304 when the client has it already. */
export function answerWith(
	page: Page,
	headers: Pick<IncomingHttpHeaders, 'accept-encoding' | 'if-none-match'>,
	stale: boolean
): Answer {
	const { whole, unchanged } = answersOf(
		page,
		encodingFor(headers['accept-encoding'] as string | undefined)
	);
	const fresh = headers['if-none-match']
		?.split(/,\s*/)
		.some((tag) => tag.replace('W/', '') === page.etag);
	const answer = fresh ? unchanged : whole;
	return stale ? { ...answer, headers: { ...answer.headers, 'x-folkmoot-stale': '1' } } : answer;
}
