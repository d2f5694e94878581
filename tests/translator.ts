/** A translator outside the process, for journeys: it puts the language before each text, and into Russian it answers nonsense. */

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

type Asked = { q: string[]; target: string };

export async function serveTranslator() {
	const server = createServer((request, response) => {
		const pieces: Buffer[] = [];
		request.on('data', (piece: Buffer) => pieces.push(piece));
		request.on('end', () => {
			const { q, target } = JSON.parse(Buffer.concat(pieces).toString()) as Asked;
			const translatedText = q.map((text) => `(${target}) ${text}`);
			const type = target === 'ru' ? 'text/html' : 'application/json';
			response.writeHead(200, { 'content-type': type });
			response.end(target === 'ru' ? '<h1>Sign in</h1>' : JSON.stringify({ translatedText }));
		});
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	const { port } = server.address() as AddressInfo;
	return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}
