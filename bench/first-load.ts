/** What a browser fetches to show the reading page for the first time. */

import { brotliCompressSync, gzipSync } from 'node:zlib';
import { launchChromium } from '#tests/chromium.ts';
import { atMost, told, type Figure } from './figures.ts';
import { seedConsultation, space, type Text } from './seed.ts';
import { startServer, type Stage } from './stage.ts';

export const bench = {
	name: 'first-load',
	says: 'script, bytes and requests of a first visit, in Chromium',
	run
};

type Fetched = { url: string; type: string; bytes: number };

async function run(stage: Stage): Promise<Figure[]> {
	const size = { units: 30, remarks: 300, votes: 6000 };
	const text = await seedConsultation(stage.db, stage.place, { slug: 'first', ...size });
	const server = await startServer(stage);
	try {
		const address = `${server.origin}/en/${space}/consultations/first`;
		const fetched = await visit(address);
		const scripts = fetched.filter(({ type }) => type === 'Script');
		const script = (await Promise.all(scripts.map(({ url }) => zippedSize(url)))).reduce(
			(a, b) => a + b,
			0
		);
		const all = fetched.reduce((sum, { bytes }) => sum + bytes, 0);
		return [
			atMost('first-load: script', script / 1000, 'kB gzip', 60),
			atMost('first-load', (all - wordsOf(text)) / 1000, 'kB without the text', 150),
			atMost('first-load: requests', fetched.length, 'requests', 10),
			told('first-load: everything', all / 1000, 'kB'),
			...fetched.map(({ type, url, bytes }) =>
				told(`first-load: ${type.toLowerCase()} ${nameOf(url)}`, bytes / 1000, 'kB')
			)
		];
	} finally {
		await server.stop();
	}
}

/** Every answer with the bytes it took on the wire, headers included, until the page is quiet. */
async function visit(address: string): Promise<Fetched[]> {
	const browser = await launchChromium();
	try {
		const page = await browser.newPage();
		const session = await page.context().newCDPSession(page);
		const [known, fetched] = [new Map<string, { url: string; type: string }>(), [] as Fetched[]];
		session.on('Network.responseReceived', ({ requestId, response, type }) =>
			known.set(requestId, { url: response.url, type })
		);
		session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
			const one = known.get(requestId);
			if (one) fetched.push({ ...one, bytes: encodedDataLength });
		});
		await session.send('Network.enable');
		await page.goto(address, { waitUntil: 'networkidle' });
		// What is fetched only on sight is part of a first visit too.
		await page.mouse.wheel(0, 20_000);
		await page.waitForLoadState('networkidle');
		return fetched;
	} finally {
		await browser.close();
	}
}

const zippedSize = async (url: string) =>
	gzipSync(Buffer.from(await (await fetch(url)).arrayBuffer())).length;

/** What the document's own words take in the compressed page, at the least. */
const wordsOf = (text: Text) => brotliCompressSync(text.plain).length;

const nameOf = (url: string) => new URL(url).pathname.split('/').at(-1) ?? url;
