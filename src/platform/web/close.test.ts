import { Agent, createServer, get, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { closeServer } from './close.server.ts';

/** Closes a server while a browser waits on a connection it keeps; how long that took, and what came. */
async function closed(listener: RequestListener, patience: number) {
	const server = createServer(listener);
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	const { port } = server.address() as AddressInfo;
	const answer = new Promise<string>((resolve) => {
		const asked = get({ host: '127.0.0.1', port, agent: new Agent({ keepAlive: true }) });
		asked.on('error', () => resolve('cut off'));
		asked.on('response', (response) => {
			let text = '';
			response.on('data', (part) => (text += part));
			response.on('end', () => resolve(text)).on('error', () => resolve('cut off'));
		});
	});
	await pause(100);
	const begun = performance.now();
	await closeServer(server, patience);
	return { took: performance.now() - begun, answer: await answer };
}

test('a request in flight is answered, and the connection it leaves open holds nothing up', async () => {
	const slow: RequestListener = (_, response) => void setTimeout(() => response.end('whole'), 400);
	const { took, answer } = await closed(slow, 10_000);
	expect(answer).toBe('whole');
	expect(took).toBeLessThan(2000);
});

test('an answer that does not end is cut off when patience does', async () => {
	const endless: RequestListener = (_, response) => void response.write('part');
	const { took, answer } = await closed(endless, 300);
	expect(answer).toBe('cut off');
	expect(took).toBeGreaterThan(250);
	expect(took).toBeLessThan(2000);
});
