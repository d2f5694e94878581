/** Public pages kept as they were sent, with their compressed copies, until what they show changes. */

import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

export type Encoding = 'br' | 'gzip' | 'identity';

export type Page = {
	status: number;
	headers: Record<string, string>;
	bodies: Record<Encoding, Buffer>;
	etag: string;
	/** Monotonic milliseconds after which the page is rendered again. */
	until: number;
};

export type Rendered = { status: number; headers: Record<string, string>; body: Buffer };

export type PageCache = {
	get: (key: string) => Page | undefined;
	/** The last page kept under a key, even when it is old: for when the database is away. */
	stale: (key: string) => Page | undefined;
	/** A mark of the state a rendering begins in; `keep` refuses when the state moved on meanwhile. */
	begin: (topic: string) => number;
	keep: (key: string, topic: string, begun: number, page: Rendered, until: number) => Promise<Page>;
	/** The topic's pages are old from now on; while the database is away they are still better than none. */
	forget: (topic: string) => void;
	/** The topic's pages hold words that are gone: no copy of them stays. */
	erase: (topic: string) => void;
	forgetAll: () => void;
	size: () => number;
};

const compress = {
	br: (body: Buffer) =>
		promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
	gzip: (body: Buffer) => promisify(gzip)(body, { level: 6 })
};

/** Pictures are compressed by themselves: they have one copy, whatever a client takes. */
const isPacked = ({ headers }: Rendered) => /^image\/png/.test(headers['content-type'] ?? '');

/** A cache of at most `limit` bytes of bodies; the oldest entries leave first. */
export function pageCache(limit = 128 * 1024 * 1024): PageCache {
	const pages = new Map<string, { page: Page; topic: string; fresh: boolean; bytes: number }>();
	const marks = new Map<string, number>();
	let all = 0;
	let bytes = 0;

	const markOf = (topic: string) => all + (marks.get(topic) ?? 0);
	const drop = (key: string) => {
		bytes -= pages.get(key)?.bytes ?? 0;
		pages.delete(key);
	};

	const forget = (topic: string) => {
		marks.set(topic, (marks.get(topic) ?? 0) + 1);
		for (const kept of pages.values()) if (kept.topic === topic) kept.fresh = false;
	};

	return {
		get(key) {
			const kept = pages.get(key);
			return kept?.fresh && performance.now() < kept.page.until ? kept.page : undefined;
		},
		stale: (key) => pages.get(key)?.page,
		begin: markOf,
		async keep(key, topic, begun, rendered, until) {
			const [br, zipped] = isPacked(rendered)
				? [rendered.body, rendered.body]
				: await Promise.all([compress.br(rendered.body), compress.gzip(rendered.body)]);
			const page: Page = {
				status: rendered.status,
				headers: rendered.headers,
				bodies: { br, gzip: zipped, identity: rendered.body },
				etag: `"${createHash('sha256').update(rendered.body).digest('base64url').slice(0, 22)}"`,
				until
			};
			if (markOf(topic) !== begun) return page;
			drop(key);
			const copies = new Set([br, zipped, rendered.body]);
			const size = [...copies].reduce((all, { length }) => all + length, 0);
			pages.set(key, { page, topic, fresh: true, bytes: size });
			bytes += size;
			for (const oldest of pages.keys()) {
				if (bytes <= limit) break;
				drop(oldest);
			}
			return page;
		},
		forget,
		erase(topic) {
			forget(topic);
			for (const [key, kept] of pages) if (kept.topic === topic) drop(key);
		},
		forgetAll() {
			all += 1;
			for (const kept of pages.values()) kept.fresh = false;
		},
		size: () => pages.size
	};
}
