/** Stands between server and database and counts the statements that pass. */

import { connect, createServer } from 'node:net';

export type Counting = { url: string; count: () => number; close: () => void };

/** Messages of the frontend that ask for work: simple queries and executions of prepared ones. */
const asks = new Set(['Q'.charCodeAt(0), 'E'.charCodeAt(0)]);

export async function countingProxy(url: string): Promise<Counting> {
	const target = new URL(url);
	let counted = 0;
	const server = createServer((client) => {
		const database = connect(Number(target.port), target.hostname);
		let rest = Buffer.alloc(0);
		let begun = false;
		client.on('data', (chunk: Buffer) => {
			rest = Buffer.concat([rest, chunk]);
			for (;;) {
				// The first message has no type; every other is a letter, a length and as many bytes.
				const head = begun ? 1 : 0;
				if (rest.length < head + 4) break;
				const length = rest.readUInt32BE(head) + head;
				if (rest.length < length) break;
				if (begun && asks.has(rest[0] ?? 0)) counted += 1;
				begun = true;
				rest = rest.subarray(length);
			}
			database.write(chunk);
		});
		database.on('data', (chunk) => client.write(chunk));
		for (const [one, other] of [
			[client, database],
			[database, client]
		] as const) {
			one.on('error', () => other.destroy());
			one.on('close', () => other.destroy());
		}
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	const address = server.address();
	const own = new URL(url);
	own.port = String(typeof address === 'object' && address ? address.port : 0);
	return { url: own.href, count: () => counted, close: () => server.close() };
}
