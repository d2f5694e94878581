/** Feeds of news: an entry of each kind, valid Atom, hostile titles inert, nothing of what was answered in private. */

import { DOMParser } from '@xmldom/xmldom';
import { expect, test } from 'vitest';
import { now } from '#domain/clock.server.ts';
import { latestNews } from '#domain/notifications/latest-news.server.ts';
import { newsKinds, tell } from '#domain/notifications/news.server.ts';
import { answer, hearing, over, saidOn } from '#tests/answers.ts';
import { freshDatabase } from '#tests/database.ts';
import { rowOf } from '#tests/staff.ts';
import { newsAtom } from './news-atom.ts';
import { languages } from '#domain/languages.ts';
import { wordsIn } from '#ui/words.ts';

const { db } = await freshDatabase();
const hostile =
	'\u000b]]><script>alert(1)</script>&amp;"\' <img src=x onerror=alert(2)> \u202eEvil';
const origin = 'https://moot.example';

/** What a feed may tell: what people said is in feeds of remarks. */
const told = newsKinds.filter((kind) => !['contribution', 'reply', 'grouped'].includes(kind));

const place = await hearing(db);
const open = await saidOn(db, place, 'Cleaner, please.');
const secret = await saidOn(db, place, 'Farthing told this in private.', { visibility: 'private' });
await db.updateTable('consultation').set({ title: hostile }).where('id', '=', place.id).execute();
await over(db, place);
await answer(db, place, [open]);
const closed = await answer(db, place, [secret], { reasons: 'Farthing was answered in private.' });
const { versionId } = await rowOf(db, place.id);
await db.transaction().execute(async (tx) => {
	const { id: consultationId, spaceId } = place;
	const at = await now(tx);
	for (const kind of told)
		if (kind !== 'response')
			await tell(tx, {
				...{ kind, spaceId, consultationId, at },
				...(kind === 'version' || kind === 'round' ? { versionId } : {})
			});
	// What people say is told to who follows, never here.
	await tell(tx, { kind: 'contribution', spaceId, consultationId, at });
});

type Node = Element | Document;
const all = (within: Node, name: string) =>
	Array.from(
		{ length: within.getElementsByTagName(name).length },
		(_, at) => within.getElementsByTagName(name).item(at) as Element
	);
const textsOf = (within: Node, name: string) => all(within, name).map((one) => one.textContent);

function read(text: string) {
	expect(text).not.toMatch(/[^\P{Cc}\t\n\r]/u);
	const faults: string[] = [];
	const parser = new DOMParser({
		errorHandler: (_: string, says: string) => void faults.push(says)
	});
	const tree = parser.parseFromString(text, 'application/xml');
	expect(faults).toEqual([]);
	return tree as unknown as Document;
}

const feed = async (lang: (typeof languages)[number], consultationId?: string) => {
	const page = `${origin}/${lang}/${place.slug}`;
	const news = await latestNews(db, {
		spaceId: place.spaceId,
		...(consultationId && { consultationId })
	});
	return newsAtom(wordsIn(lang), news, {
		...{ origin, space: place.slug, zone: 'Europe/Lisbon', page },
		address: `${origin}/feeds/${lang}/${place.slug}/news.atom`,
		...{ title: hostile, author: hostile, begun: new Date('2026-01-01T00:00:00Z') }
	});
};

test.each(languages)('%s: an entry of each kind, whole as RFC 4287 has it', async (lang) => {
	for (const of of [undefined, place.id]) {
		const tree = read(await feed(lang, of));
		const root = tree.documentElement;
		expect(root.namespaceURI).toBe('http://www.w3.org/2005/Atom');
		expect(root.getAttribute('xml:lang')).toBe(lang);
		const entries = all(tree, 'entry');
		const shown = (await latestNews(db, { spaceId: place.spaceId })).map(({ kind }) => kind);
		expect(new Set(shown)).toEqual(new Set(told));
		expect(entries).toHaveLength(shown.length);
		expect(textsOf(tree, 'name')[0]).toContain('<script>');
		for (const entry of entries) {
			expect(textsOf(entry, 'id')[0]).toMatch(new RegExp(`^${origin}/[^/]+/news/[0-9a-f-]{36}$`));
			expect(Number.isNaN(Date.parse(textsOf(entry, 'updated')[0] ?? ''))).toBe(false);
			expect(all(entry, 'link')[0]?.getAttribute('href')).toMatch(
				`${origin}/${lang}/${place.slug}/`
			);
			// Types that hold markup hold it escaped: read as HTML it is text.
			const [title] = all(entry, 'title');
			expect(title?.getAttribute('type')).toBe('html');
			expect(title?.textContent).toContain('&lt;script&gt;');
			expect(`${title?.textContent} ${textsOf(entry, 'content')[0]}`).not.toMatch(/<(?!\/?p>)/);
		}
		expect(new Set(textsOf(tree, 'id')).size).toBe(entries.length + 1);
		const latest = Math.max(...entries.map((one) => Date.parse(textsOf(one, 'updated')[0] ?? '')));
		const [updated] = all(tree, 'updated').filter((one) => one.parentNode === root);
		expect(Date.parse(updated?.textContent ?? '')).toBe(latest);
	}
});

test('an answer to private contributions alone is in no feed, by no word', async () => {
	const text = await feed('en', place.id);
	expect(text).not.toContain('Farthing');
	expect(text).not.toContain(closed.reference);
	expect(text).not.toContain(secret);
	const responses = (await latestNews(db, { spaceId: place.spaceId })).filter(
		({ kind }) => kind === 'response'
	);
	expect(responses).toMatchObject([{ count: 1 }]);
});
