/** The browser of the journeys: the system's Chromium, or the one Playwright keeps. */

import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser, type BrowserServer } from 'playwright';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

export const howToGetChromium =
	'No Chromium was found, which the journeys need. Install it (Debian: apt install chromium; elsewhere: npx playwright install chromium).';

export function findChromium(): string | null {
	const folders = (process.env.PATH ?? '').split(delimiter);
	const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name)));
	return [...onPath, chromium.executablePath()].find((path) => existsSync(path)) ?? null;
}

export const launchChromium = (): Promise<Browser> => chromium.launch(options());

/** One Chromium for several processes of a test run; each connects to its address. */
export const serveChromium = (): Promise<BrowserServer> => chromium.launchServer(options());

function options() {
	const executablePath = findChromium();
	if (!executablePath) throw new Error(howToGetChromium);
	// Chromium's own sandbox refuses root, and root is what a container gives.
	const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
	return { executablePath, args: [...args, '--disable-dev-shm-usage'] };
}
