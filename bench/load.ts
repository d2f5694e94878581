/**
 * The load: a process of its own on the other core that keeps so many connections busy, one request at
 * a time on each, over raw sockets, because a whole HTTP client would cost more than what it measures.
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';

export type Job = {
	port: number;
	/** Connections are spread over these instead, where given. */
	ports?: number[];
	connections: number;
	seconds: number;
	/** Seconds before counting begins. */
	warmUp: number;
	/** Whole requests as sent; each connection takes every n-th, in order, round and round. */
	requests: string[];
	/** Each request is sent once at most: the run ends early when they are used up. */
	once?: boolean;
};

export type Measured = {
	perSecond: number;
	/** Milliseconds. */
	p50: number;
	p95: number;
	p99: number;
	most: number;
	statuses: Record<string, number>;
	/** For `once`: the status each request got, in order; 0 when it was not sent or not answered. */
	answered?: number[];
	bytes: number;
};

/** What is known of an answer from its head: where the body begins and how it ends. */
export type Head = { status: number; bodyAt: number; length: number | null };

export function headOf(buffer: Buffer): Head | null {
	const end = buffer.indexOf('\r\n\r\n');
	if (end === -1) return null;
	const head = buffer.toString('latin1', 0, end);
	const status = Number(head.slice(9, 12));
	const bodyless = status === 304 || status === 204;
	const length = bodyless ? '0' : /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
	return { status, bodyAt: end + 4, length: length === undefined ? null : Number(length) };
}

/** Where a chunked body ends, or -1 while it does not. */
export function chunkedEnd(buffer: Buffer, from: number): number {
	let at = from;
	for (;;) {
		const line = buffer.indexOf('\r\n', at);
		if (line === -1) return -1;
		const size = Number.parseInt(buffer.toString('latin1', at, line), 16);
		at = line + 2 + size + 2;
		if (size === 0) return at <= buffer.length ? at : -1;
		if (at > buffer.length) return -1;
	}
}

if (process.argv[1]?.endsWith('load.ts')) {
	const [, , jobFile = '', outFile = ''] = process.argv;
	const measured = await run(JSON.parse(readFileSync(jobFile, 'utf8')) as Job);
	writeFileSync(outFile, JSON.stringify(measured));
	process.exit(0);
}

async function run(job: Job): Promise<Measured> {
	const payloads = job.requests.map((text) => Buffer.from(text));
	const answered = job.once ? new Array<number>(payloads.length).fill(0) : undefined;
	const taken: number[] = [];
	const statuses: Record<string, number> = {};
	let bytes = 0;
	const begin = performance.now() + job.warmUp * 1000;
	const end = begin + job.seconds * 1000;
	let next = 0;

	const client = (port: number) =>
		new Promise<void>((done) => {
			let socket: Socket;
			let pending: Buffer | null = null;
			let head: Head | null = null;
			let sentAt = 0;
			let current = -1;
			const finish = () => {
				socket.removeAllListeners();
				socket.on('error', () => undefined);
				socket.destroy();
				done();
			};
			const send = () => {
				if (performance.now() >= end) return finish();
				if (job.once && next >= payloads.length) return finish();
				current = next++ % payloads.length;
				sentAt = performance.now();
				const payload = payloads[current];
				if (payload) socket.write(payload);
			};
			const settle = (status: number) => {
				const now = performance.now();
				if (now >= begin && now <= end) {
					taken.push(now - sentAt);
					statuses[status] = (statuses[status] ?? 0) + 1;
				}
				if (answered) answered[current] = status;
				pending = head = null;
				send();
			};
			const open = () => {
				socket = connect(port, '127.0.0.1', send);
				socket.setNoDelay(true);
				socket.on('data', (chunk: Buffer) => {
					bytes += chunk.length;
					pending = pending ? Buffer.concat([pending, chunk]) : chunk;
					head ??= headOf(pending);
					if (!head) return;
					if (head.length === null) {
						if (chunkedEnd(pending, head.bodyAt) !== -1) settle(head.status);
					} else if (pending.length >= head.bodyAt + head.length) settle(head.status);
				});
				socket.on('error', () => undefined);
				// A connection that ends in the middle is an answer that never came.
				socket.on('close', () => {
					if (performance.now() >= end) return done();
					statuses.broken = (statuses.broken ?? 0) + 1;
					pending = head = null;
					setTimeout(open, 20);
				});
			};
			open();
		});

	const { port, ports = [port], connections } = job;
	await Promise.all(
		Array.from({ length: connections }, (_, n) => client(ports[n % ports.length] ?? port))
	);
	const ended = Math.min(performance.now(), end);
	const sorted = Float64Array.from(taken).sort();
	const at = (share: number) =>
		sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
	return {
		perSecond: sorted.length / ((ended - begin) / 1000),
		p50: at(0.5),
		p95: at(0.95),
		p99: at(0.99),
		most: sorted.at(-1) ?? 0,
		statuses,
		answered,
		bytes
	};
}
