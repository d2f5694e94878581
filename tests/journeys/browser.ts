/** People with a browser: contexts with and without scripts, watched for everything a page must not do. */

import { setTimeout } from 'node:timers/promises';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright';
import { afterAll, onTestFinished } from 'vitest';
import { faultsIn } from './headers.ts';
import { origin, said } from './site.ts';

export type Visit = BrowserContextOptions & { scripts?: boolean; at?: string };

/** The two ways every task must be possible in. */
export const ways = [
	{ way: 'with scripts', scripts: true },
	{ way: 'without scripts', scripts: false }
];

let browser: Promise<Browser> | undefined;
afterAll(async () => (await browser)?.close());

/** The run's one Chromium. */
export const theBrowser = () => (browser ??= chromium.connect(said('BROWSER')));

/** A new person at a browser of their own. At the test's end nothing may have gone wrong on any page. */
export async function visitor(visit: Visit = {}): Promise<Page> {
	const { page, faults } = await resident(visit);
	onTestFinished(async () => {
		// Chromium now and then never answers that a window is closed; the run's own end closes it then.
		await Promise.race([page.context().close(), setTimeout(15_000)]);
		complain(faults);
	});
	return page;
}

/** Someone who stays for a whole file; each test complains of what went wrong on its pages. */
export async function resident({ scripts = true, at = origin, ...more }: Visit = {}) {
	const context = await (
		await theBrowser()
	).newContext({
		javaScriptEnabled: scripts,
		baseURL: at,
		viewport: { width: 1280, height: 800 },
		...more
	});
	context.setDefaultTimeout(15_000);
	const faults: string[] = [];
	context.on('page', (page) => watch(page, at, faults));
	return { page: await context.newPage(), faults };
}

export function complain(faults: string[]) {
	const found = [...new Set(faults.splice(0))];
	if (found.length) throw new Error(`On the pages:\n${found.join('\n')}`);
}

/** Refusals are part of some journeys; the browser reports each as an error of the page. */
const expected = /^Failed to load resource: the server responded with a status of 4\d\d/;

function watch(page: Page, at: string, faults: string[]) {
	page.on('pageerror', (error) => faults.push(`${page.url()}: ${error.message}`));
	page.on('console', (message) => {
		if (message.type() !== 'error' || expected.test(message.text())) return;
		faults.push(`${page.url()}: ${message.text()}`);
	});
	page.on('request', (request) => {
		const url = request.url();
		if (!url.startsWith(`${at}/`) && !/^(about|blob|data):/.test(url))
			faults.push(`${page.url()} asked a stranger: ${url}`);
	});
	page.on('response', (response) => {
		if (!response.url().startsWith(`${at}/`)) return;
		for (const fault of faultsIn(
			response.status(),
			response.headers(),
			new URL(response.url()).pathname
		))
			faults.push(`${response.url()} → ${response.status()}: ${fault}`);
	});
}
