/** F1: axe on every page there is; with FULL=1 in every way it can be looked at. */

import type { Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import { may } from '#domain/policy/acts.ts';
import { doorsOfRoutes } from '../house/routes.ts';
import { doors } from '../../src/doors.ts';
import { violations } from './axe.ts';
import { visitor, type Visit } from './browser.ts';
import { enter, type Key } from './people.ts';
import { requestAt, samplesOf } from './samples.ts';
import { site } from './site.ts';

const full = process.env.FULL === '1';
const params = await samplesOf(site, 'duarte');

/** Who opens a page: nobody where nobody is enough. */
const staff: Key = 'rafael';
const guests: [RegExp, Key | null][] = [
	[/\/work\/(people|reports)|\/moderation/, 'marisol'],
	[/\/work/, staff],
	[/\/(edit|withdrawal)/, 'duarte'],
	[/\/account|\/contributions$|\/organisations\/request|\/invitation/, 'duarte']
];
const guestOf = (path: string) => guests.find(([fits]) => fits.test(path))?.[1] ?? null;

const pages = doorsOfRoutes()
	.filter((door) => door.endsWith(' GET') && !door.includes('.[format]'))
	.map((door) => requestAt(door, params).path);

const cookies = new Map<Key, Awaited<ReturnType<ReturnType<Page['context']>['cookies']>>>();

async function open(path: string, visit: Visit = {}): Promise<Page> {
	const page = await visitor(visit);
	const guest = guestOf(path);
	if (guest) {
		const known = cookies.get(guest);
		if (known) await page.context().addCookies(known);
		else {
			await enter(page, guest);
			cookies.set(guest, await page.context().cookies());
		}
	}
	await page.goto(path);
	return page;
}

test('every page has somebody who may open it', () => {
	const shut = Object.entries(doors).filter(
		([door, act]) => door.endsWith(' GET') && !guestOf(requestAt(door, params).path) && !may(null, act, null)
	);
	expect(shut.map(([door]) => door)).toEqual([]);
});

test.each(pages)('%s', async (path) => {
	const page = await open(path);
	expect(await violations(page)).toEqual([]);
	expect(await page.locator('h1').count()).toBe(1);
	expect(await page.title()).toMatch(/\S/);
	expect(await sideways(page)).toBe(0);
});

/** How far a page can be pushed sideways. */
const sideways = (page: Page) =>
	page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

const looks: [string, Visit, ((page: Page) => Promise<unknown>)?, ((path: string) => string)?][] = [
	['dark', { colorScheme: 'dark' }],
	['320 px', { viewport: { width: 320, height: 640 } }],
	['200 % text', {}, (page) => page.addStyleTag({ content: 'html { font-size: 200% !important }' })],
	['forced colours', { forcedColors: 'active' }],
	['Arabic', {}, undefined, (path) => path.replace(/^\/en/, '/ar')],
	['Spanish', {}, undefined, (path) => path.replace(/^\/en/, '/es')]
];

describe.runIf(full).each(looks)('%s', (_, visit, prepare, where) => {
	test.each(pages)('%s', async (path) => {
		const page = await open(where?.(path) ?? path, { ...visit, bypassCSP: prepare !== undefined });
		await prepare?.(page);
		expect(await violations(page)).toEqual([]);
		expect(await sideways(page)).toBe(0);
	});
});

const narrow = ['/en/arcadia', '/en/arcadia/consultations/open-works', '/ar/arcadia/consultations/open-works', '/en/arcadia/consultations/open-works/P7', '/en/arcadia/consultations/open-works/remark?on=P7', '/en/sign-in'];
test.each(narrow)('%s at 320 px and twice the text size', async (path) => {
	const page = await open(path, { viewport: { width: 320, height: 640 }, bypassCSP: true });
	expect(await sideways(page)).toBe(0);
	expect(await violations(page)).toEqual([]);
	await page.addStyleTag({ content: 'html { font-size: 200% !important }' });
	expect(await sideways(page)).toBe(0);
});

test.each(['/en/arcadia/consultations/open-works', '/ar/arcadia', '/en/sign-in'])('%s in the dark', async (path) => {
	expect(await violations(await open(path, { colorScheme: 'dark' }))).toEqual([]);
});

const refusals: [string, string][] = [
	['not there', '/en/arcadia/nothing'],
	['a consultation not there', '/en/arcadia/consultations/nothing'],
	['over', '/en/sign-in/used'],
	['nothing found', '/en/arcadia/consultations/open-works/search?q=zzzz'],
	['nothing typed', '/en/arcadia/consultations/open-works/search'],
	['closed', '/en/arcadia/consultations/school-meals'],
	['not yet open', '/en/arcadia/consultations/night-buses'],
	['no votes yet', '/en/arcadia/consultations/open-works/votes']
];
test.each(refusals)('a page that says: %s', async (_, path) => {
	expect(await violations(await open(path))).toEqual([]);
});
