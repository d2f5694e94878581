/** The browser of the journeys: the system's Chromium, or the one Playwright keeps. */

import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser } from 'playwright';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

export const howToGetChromium =
	'No Chromium was found, which the journeys need. Install it (Debian: apt install chromium; elsewhere: npx playwright install chromium).';

export function findChromium(): string | null {
	const folders = (process.env.PATH ?? '').split(delimiter);
	const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name)));
	return [...onPath, chromium.executablePath()].find((path) => existsSync(path)) ?? null;
}

export function launchChromium(): Promise<Browser> {
	const executablePath = findChromium();
	if (!executablePath) throw new Error(howToGetChromium);
	// Chromium's own sandbox refuses root, and root is what a container gives.
	const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
	return chromium.launch({ executablePath, args: [...args, '--disable-dev-shm-usage'] });
}
