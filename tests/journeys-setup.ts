/** One built server with the example and one Chromium for all journeys; how to reach them is in the environment. */

import { setTimeout as pause } from 'node:timers/promises';
import { serveChromium } from './chromium.ts';
import { startServer, type Server } from './server.ts';
import { serveTranslator } from './translator.ts';

/** A provider nobody is sent to but on paper: its page, its buttons and its doors are there. */
const elsewhere = JSON.stringify([
	{
		id: 'elsewhere',
		names: { en: 'Elsewhere', fr: 'Ailleurs', ar: 'مكان آخر' },
		issuer: 'https://id.elsewhere.example',
		authorization: 'https://id.elsewhere.example/authorize',
		token: 'https://id.elsewhere.example/token',
		jwks: 'https://id.elsewhere.example/jwks',
		clientId: 'folkmoot',
		clientSecret: 'a secret of a test'
	}
]);

export async function setup() {
	const translator = await serveTranslator();
	const [server, browser] = await Promise.all([
		startServer({ env: { OIDC_PROVIDERS: elsewhere, TRANSLATION_URL: translator.url } }),
		serveChromium()
	]);
	process.env.FOLKMOOT_JOURNEYS_ORIGIN = server.origin;
	process.env.FOLKMOOT_JOURNEYS_DATA = server.data;
	process.env.FOLKMOOT_JOURNEYS_OUTPUT = await greeting(server);
	process.env.FOLKMOOT_JOURNEYS_BROWSER = browser.wsEndpoint();
	return async () => {
		await browser.close();
		await server.stop();
		translator.close();
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
