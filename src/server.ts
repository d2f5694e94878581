/** The process: health, kept pages, pages, jobs, and a graceful end. */

import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { addressHeader } from '#platform/web/address.server.ts';
import { closeServer } from '#platform/web/close.server.ts';
import { doors } from './doors.ts';
import { front, refuseUnreadable } from '#platform/web/front.server.ts';
import { greet } from '#platform/greet.server.ts';
import { Refusal, start } from '#platform/start.server.ts';

const running = await start({ argv: process.argv }).catch((error: unknown) => {
	if (!(error instanceof Refusal) && !(error instanceof Error)) throw error;
	console.error(error.message);
	if (!(error instanceof Refusal) && process.env.LOG_LEVEL === 'debug') console.error(error);
	process.exit(1);
});
const { config } = running;

// The adapter's handler learns the public address, and the client's, from headers that only we set.
process.env.PROTOCOL_HEADER = 'x-folkmoot-protocol';
process.env.HOST_HEADER = 'x-folkmoot-host';
process.env.BODY_SIZE_LIMIT = String(21 * 1024 * 1024);
process.env.ADDRESS_HEADER = addressHeader;
const beside = './handler.js';
const { handler } = await import(/* @vite-ignore */ beside);

const server = createServer(front(running, handler, doors));
server.requestTimeout = 120_000;
server.headersTimeout = 15_000;
server.maxRequestsPerSocket = 0;
// Longer than proxies keep a connection: none is closed on them while they send the next request.
server.keepAliveTimeout = 75_000;

server.on('clientError', refuseUnreadable(config));

server.once('error', (error: NodeJS.ErrnoException) => {
	const taken = error.code === 'EADDRINUSE';
	console.error(
		taken
			? `Port ${config.port} is taken by another program. Stop that, or start on another: PORT=${config.port + 1} npm start`
			: `Cannot listen on ${config.host}:${config.port}: ${error.message}`
	);
	void running.stop().finally(() => process.exit(1));
});
server.listen(config.port, config.host, () => void greet(running));

/** Milliseconds in which whoever balances load sees that we are going, before we stop listening. */
const notice = 1_000;

/** Milliseconds left for jobs and the database to end in order, whatever clients still wait for. */
const tidying = 2_000;

let ending = false;
async function end(limit: number, before: number) {
	if (ending) return;
	ending = true;
	running.drain();
	// Whoever keeps a connection open (a proxy) is told with each answer to open the next one elsewhere.
	server.prependListener('request', (_, response) => response.setHeader('connection', 'close'));
	const forced = setTimeout(() => process.exit(1), limit);
	await pause(before);
	// Readers of streams come again, now to another process.
	running.house.live.end();
	await closeServer(server, limit - before - tidying);
	await running.stop();
	clearTimeout(forced);
	process.exit(0);
}
process.on('SIGTERM', () => void end(30_000, notice));
process.on('SIGINT', () => void end(5_000, 0));
