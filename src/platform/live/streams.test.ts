import { createServer, type ServerResponse } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { afterAll, expect, test } from 'vitest';
import { streamOn } from './streams.server.ts';

const server = createServer();
await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
afterAll(() => void server.close());
const { port } = server.address() as AddressInfo;

/** A client that asks and then does not read; and the answer to it. */
async function silent() {
	const socket = connect(port, '127.0.0.1');
	socket.on('error', () => undefined);
	const response = await new Promise<ServerResponse>((asked) => {
		server.once('request', (_, answer) => asked(answer));
		socket.write('GET / HTTP/1.1\r\nhost: localhost\r\n\r\n');
		socket.pause();
	});
	return { socket, response };
}

test('a reader that never reads is let go of before anything piles up here', async () => {
	const { socket, response } = await silent();
	let closed = false;
	const own = response.socket;
	const stream = streamOn(response, {}, Buffer.from(':\n\n'), () => (closed = true));
	const frame = Buffer.alloc(60_000, 'x');
	let most = 0;
	// The system's own buffers take some megabytes before anything waits in the process.
	for (let n = 0; n < 2000 && !closed; n++) {
		stream?.write(frame);
		most = Math.max(most, own?.writableLength ?? 0);
		await new Promise(setImmediate);
	}
	expect(closed).toBe(true);
	expect(most).toBeGreaterThan(60_000);
	expect(most).toBeLessThan(200_000);
	// What comes after does not bring it back.
	stream?.write(frame);
	expect(own?.destroyed).toBe(true);
	socket.destroy();
});

test('who left before the answer gets no stream', async () => {
	const { socket, response } = await silent();
	const gone = new Promise((left) => response.once('close', left));
	socket.destroy();
	await gone;
	expect(streamOn(response, {}, Buffer.from(':\n\n'), () => undefined)).toBeNull();
});
