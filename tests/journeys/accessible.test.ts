/** F1: axe on every page there is; with FULL=1 in every way it can be looked at. */

import type { Page } from 'playwright';
import { describe, expect, onTestFinished, test } from 'vitest';
import { may } from '#domain/policy/acts.ts';
import { doorsOfRoutes } from '../house/routes.ts';
import { doors } from '../../src/doors.ts';
import { violations } from './axe.ts';
import { complain, resident, type Visit } from './browser.ts';
import { enter, type Key } from './people.ts';
import { requestAt, samplesOf } from './samples.ts';
import { site } from './site.ts';

const full = process.env.FULL === '1';
const params = await samplesOf(site, 'duarte');

/** Who opens a page: nobody where nobody is enough. */
const staff: Key = 'rafael';
const guests: [RegExp, Key | null][] = [
	[/\/work\/suspensions/, 'petra'],
	[/\/work\/(people|reports)|\/contributions\/[^/]+\/moderation/, 'marisol'],
	[/\/work/, staff],
	[/\/(edit|withdrawal|appeal)$/, 'duarte'],
	[/\/account|\/contributions$|\/organisations\/request|\/invitation|\/peace$/, 'duarte']
];
const guestOf = (path: string) => guests.find(([fits]) => fits.test(path))?.[1] ?? null;

const pages = doorsOfRoutes()
	.filter(
		(door) =>
			door.endsWith(' GET') &&
			!/\[provider\]|\.\[format\]|\.(png|svg|atom|ics|csv|jsonld|pdf|docx) GET$|\/completions |^\/live\//.test(
				door
			)
	)
	.map((door) => requestAt(door, params).path);

type Resident = Awaited<ReturnType<typeof resident>>;
const residents = new Map<string, Promise<Resident>>();

/** One browser window for each guest and look; opening a new one for each page would take longer than looking. */
async function open(path: string, visit: Visit = {}): Promise<Page> {
	const guest = guestOf(path);
	const name = JSON.stringify([guest, visit]);
	const known = residents.get(name) ?? settle(guest, visit);
	residents.set(name, known);
	const { page, faults } = await known;
	onTestFinished(() => complain(faults));
	await page.goto(path);
	return page;
}

async function settle(guest: Key | null, visit: Visit): Promise<Resident> {
	const made = await resident(visit);
	if (guest) await enter(made.page, guest);
	return made;
}

test('every page has somebody who may open it', () => {
	const shut = Object.entries(doors).filter(
		([door, act]) =>
			door.endsWith(' GET') && !guestOf(requestAt(door, params).path) && !may(null, act, null)
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

const twice = 'html { font-size: 200% !important }';

const looks: [string, Visit, ((page: Page) => Promise<unknown>)?, ((path: string) => string)?][] = [
	['dark', { colorScheme: 'dark' }],
	['320 px', { viewport: { width: 320, height: 640 } }],
	['200 % text', {}, (page) => page.addStyleTag({ content: twice })],
	['forced colours', { forcedColors: 'active' }],
	['Arabic', {}, undefined, (path) => path.replace(/^\/en/, '/ar')],
	['Spanish', {}, undefined, (path) => path.replace(/^\/en/, '/es')]
];

describe.each(full ? looks : [])('%s', (_, visit, prepare, where) => {
	test.each(pages)('%s', async (path) => {
		const page = await open(where?.(path) ?? path, { ...visit, bypassCSP: prepare !== undefined });
		await prepare?.(page);
		expect(await violations(page)).toEqual([]);
		expect(await sideways(page)).toBe(0);
	});
});

const some = [
	'/en/arcadia/consultations/open-works',
	'/ar/arcadia/consultations/open-works',
	'/en/arcadia/consultations/open-works/remark?on=P7',
	'/en/arcadia/consultations/open-works/remark?on=P9&quote=3-19-en',
	'/en/arcadia/consultations/open-works/P9?quote=111-138-en'
];
test.each(some)('%s at 320 px', async (path) => {
	const page = await open(path, { viewport: { width: 320, height: 640 } });
	expect(await sideways(page)).toBe(0);
	expect(await violations(page)).toEqual([]);
});

test.each(some)('%s with text twice as large', async (path) => {
	const page = await open(path, { bypassCSP: true });
	await page.addStyleTag({ content: twice });
	expect(await sideways(page)).toBe(0);
	expect(await violations(page)).toEqual([]);
});

test.each(['/en/arcadia/consultations/open-works', '/ar/arcadia', '/en/sign-in'])(
	'%s in the dark',
	async (path) => {
		expect(await violations(await open(path, { colorScheme: 'dark' }))).toEqual([]);
	}
);

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
