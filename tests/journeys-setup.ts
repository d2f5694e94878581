/** One built server with the example and one Chromium for all journeys; how to reach them is in the environment. */

import { setTimeout as pause } from 'node:timers/promises';
import { serveChromium } from './chromium.ts';
import { startServer, type Server } from './server.ts';

export async function setup() {
	const [server, browser] = await Promise.all([startServer(), serveChromium()]);
	process.env.FOLKMOOT_JOURNEYS_ORIGIN = server.origin;
	process.env.FOLKMOOT_JOURNEYS_DATA = server.data;
	process.env.FOLKMOOT_JOURNEYS_OUTPUT = await greeting(server);
	process.env.FOLKMOOT_JOURNEYS_BROWSER = browser.wsEndpoint();
	return async () => {
		await browser.close();
		await server.stop();
	};
}

/** What the terminal says ends with how to stop it. */
async function greeting(server: Server): Promise<string> {
	for (let step = 0; step < 200; step++) {
		if (server.output().includes('Ctrl-C')) return server.output();
		await pause(50);
	}
	throw new Error(`The server greets nobody:\n${server.output()}`);
}
