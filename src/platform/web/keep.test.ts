import { expect, test } from 'vitest';
import { openedHouse } from '#tests/opened.ts';
import {
	encodingFor,
	isForAll,
	isKept,
	keepAtMost,
	keepPage,
	keyOf,
	type Kept
} from './keep.server.ts';
import { isReader } from './reader.server.ts';

const { house } = await openedHouse();

function keeping(...seconds: (number | null)[]): Kept {
	const locals = { house, db: house.db, kept: null as Kept | null };
	keepPage(locals, 'a text');
	for (const one of seconds) keepAtMost(locals, one);
	if (!locals.kept) throw new Error('Nothing is kept.');
	return locals.kept;
}

test.each([
	['nothing said', [], 600],
	['a closing in ten seconds', [10], 10],
	['no closing at all', [null], 600],
	['midnight after the closing', [10, 40], 10],
	['a closing that is over', [-3], 0]
])('with %s a page is kept so long', (_, seconds, most) => {
	const left = (keeping(...seconds).until - performance.now()) / 1000;
	expect(left).toBeLessThanOrEqual(most);
	expect(left).toBeGreaterThan(most - 1);
});

test('the time a page takes to be rendered does not lengthen its life', async () => {
	const { topic, begun, until } = keeping(0);
	const rendered = { status: 200, headers: {}, body: Buffer.from('Open for another moment.') };
	await house.pages.keep('/page', topic, begun, rendered, until);
	expect(house.pages.get('/page')).toBeUndefined();
});

test.each([
	['', true, '/en/arcadia'],
	['?page=2', false, '/en/arcadia?page=2'],
	['?page=2&sort=latest', false, '/en/arcadia?page=2&sort=latest'],
	['?sort=latest&page=2', false, null],
	['?text=fr', false, '/en/arcadia?text=fr'],
	['?page=2&text=fr', false, '/en/arcadia?page=2&text=fr'],
	['?text=fr&page=2', false, null],
	['?text=fr&text=es', false, null],
	['?text=FRENCH', false, null],
	['?as=heron', false, null],
	['?new', false, null],
	['?page=2&utm=x', false, null]
])('a page without pages is kept under %j: %s', (search, kept, key) => {
	expect(isKept(keeping(), search)).toBe(kept);
	expect(keyOf('/en/arcadia', search)).toBe(key);
});

test('one page is not kept under many spellings', () => {
	expect(keyOf('/en/%61rcadia', '')).toBeNull();
});

test('a page with pages is kept under each of them', () => {
	expect(isKept({ ...keeping(), paged: true }, '?page=2')).toBe(true);
});

test('a page is kept in the languages it has, and in no made-up one', () => {
	const kept = { ...keeping(), texts: ['en', 'fr'] };
	const searches = ['', '?text=fr', '?text=xx', '?page=2&text=fr'];
	expect(searches.map((search) => isKept(kept, search))).toEqual([true, true, false, false]);
	expect(isKept({ ...kept, paged: true }, '?page=2&text=fr')).toBe(true);
});

test.each([
	[undefined, true],
	['other=1', true],
	['folkmoot=', true],
	['folkmoot=abc', false],
	['other=1; folkmoot=abc', false]
])('who sends the cookies %j is a reader: %s', (cookies, reader) => {
	expect(isReader(cookies, 'folkmoot')).toBe(reader);
});

test.each([
	['gzip, deflate, br', 'br'],
	['gzip', 'gzip'],
	['br;q=0, gzip', 'gzip'],
	['', 'identity'],
	['identity', 'identity']
])('to a client that takes %j goes %s', (accepted, encoding) => {
	expect(encodingFor(accepted)).toBe(encoding);
});

test.each([
	['/card/x/whole/en.png', true],
	['/embed/en/arcadia/open-works/P9', true],
	['/feeds/en/arcadia/dates.ics', true],
	['/s/7K2M9QXF', true],
	['/en/arcadia', false],
	['/en/embed/x', false],
	['/embedded/x', false],
	['/c/C-7K2M9Q', false]
])('%s is the same whoever asks: %s', (path, same) => expect(isForAll(path)).toBe(same));

test('a picture has one key under every age, and none under anything else', () => {
	const path = '/card/x/whole/en.png';
	for (const search of ['', '?v=open-12', '?v=closed']) expect(keyOf(path, search)).toBe(path);
	for (const search of ['?v=1', '?v=open-12345', '?v=open&v=open', '?page=2', '?v=<b>'])
		expect(keyOf(path, search)).toBeNull();
});

test('a comparison of two versions is kept under both, and nothing else is kept under their names', () => {
	for (const search of ['?from=1', '?from=1&view=side', '?from=1&view=side&all=1']) {
		expect(keyOf('/en/arcadia', search)).toBe(`/en/arcadia${search}`);
		expect(isKept({ ...keeping(), compared: true }, search)).toBe(true);
		expect(isKept({ ...keeping(), paged: true }, search)).toBe(false);
	}
	expect(isKept({ ...keeping(), compared: true }, '?page=2')).toBe(false);
	expect(keyOf('/en/arcadia', '?all=1&from=1')).toBeNull();
});
