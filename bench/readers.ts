/**
 * Thousands of readers with an open stream each, as a process of its own: says when what arrived, and where asked
 * to, fetches the changed part of the page afterwards, as the script in the browser does.
 */

import { Agent, get } from 'node:http';
import { connect } from 'node:net';
import { blockOf } from '#ui/blocks.ts';

export type Order =
	| { open: number; port: number; id: string; now: string }
	| { fetching: boolean }
	| { report: 'arrivals' | 'fetches' };
export type Opened = { opened: number; refused: number };
/** By reference: how many heard of it, and when the last of them did, on the machine's monotonic clock. */
export type Arrivals = Record<string, { readers: number; last: number }>;
export type Fetches = { done: number; failed: number; p99: number; bytes: number };

const arrivals: Arrivals = {};
let fetches: { took: number; ok: boolean; bytes: number }[] = [];
let fetching = false;
let page = { port: 0, now: '' };

const agent = new Agent({ keepAlive: true, maxSockets: 64 });
const monotonic = () => Number(process.hrtime.bigint()) / 1e6;

process.on('message', (order: Order) => {
	if ('open' in order) void open(order).then((opened) => process.send?.(opened));
	else if ('fetching' in order) fetching = order.fetching;
	else if (order.report === 'arrivals') process.send?.(arrivals);
	else process.send?.(summed());
});
process.on('disconnect', () => process.exit(0));

async function open({ open: count, port, id, now }: Extract<Order, { open: number }>) {
	page = { port, now };
	const told: Opened = { opened: 0, refused: 0 };
	for (let n = 0; n < count; n += 100) {
		const batch = Array.from({ length: Math.min(100, count - n) }, (_, at) => reader(n + at, id));
		for (const ok of await Promise.all(batch)) told[ok ? 'opened' : 'refused'] += 1;
	}
	return told;
}

/** One reader; a bare socket, since two thousand HTTP clients would cost more than what is measured. */
function reader(n: number, id: string): Promise<boolean> {
	const look = fetcher();
	return new Promise((answered) => {
		const socket = connect(page.port, '127.0.0.1', () =>
			socket.write(
				`GET /live/${id} HTTP/1.1\r\nhost: localhost:${page.port}\r\naccept: text/event-stream\r\n` +
					`accept-encoding: gzip, br\r\nuser-agent: Mozilla/5.0 (bench)\r\nx-real-ip: 10.${n >> 8}.${n & 255}.9\r\n\r\n`
			)
		);
		let text = '';
		socket.on('data', (chunk) => {
			text += chunk.toString('latin1');
			const end = text.lastIndexOf('\n\n') + 2;
			if (text.startsWith('HTTP/1.1 ')) answered(text.startsWith('HTTP/1.1 200'));
			for (const [data] of text.slice(0, end).matchAll(/^data: .*"(remarks|places)".*$/gm)) {
				note(data);
				look(data);
			}
			text = text.slice(end);
		});
		socket.on('error', () => answered(false));
		socket.on('close', () => answered(false));
	});
}

function note(data: string) {
	for (const [reference] of data.matchAll(/C-[0-9A-Z]{6}/g)) {
		const known = (arrivals[reference] ??= { readers: 0, last: 0 });
		known.readers += 1;
		known.last = monotonic();
	}
}

/** At most every four seconds, each in its own moment (src/ui/script/refresh.ts). */
function fetcher() {
	let last = -Infinity;
	let timer: NodeJS.Timeout | undefined;
	return (data: string) => {
		if (!fetching || timer) return;
		const block = blockOf(Number(/"P(\d+)"/.exec(data)?.[1] ?? 1));
		const pause = Math.max(100, last + 4000 - performance.now()) + Math.random() * 1500;
		timer = setTimeout(() => {
			timer = undefined;
			last = performance.now();
			fetchPart(block);
		}, pause);
	};
}

function fetchPart(block: number) {
	const begun = performance.now();
	let bytes = 0;
	const done = (ok: boolean) => fetches.push({ took: performance.now() - begun, ok, bytes });
	get(
		{
			agent,
			host: '127.0.0.1',
			port: page.port,
			path: `${page.now}?page=${block}`,
			headers: { host: `localhost:${page.port}`, 'accept-encoding': 'br', accept: 'text/html' }
		},
		(answer) => {
			answer.on('data', (part: Buffer) => (bytes += part.length));
			answer.on('end', () => done(answer.statusCode === 200));
		}
	).on('error', () => done(false));
}

function summed(): Fetches {
	const took = fetches.map((one) => one.took).sort((a, b) => a - b);
	const told = {
		done: fetches.length,
		failed: fetches.filter(({ ok }) => !ok).length,
		p99: took[Math.floor(took.length * 0.99)] ?? 0,
		bytes: fetches.reduce((all, one) => all + one.bytes, 0) / Math.max(1, fetches.length)
	};
	fetches = [];
	return told;
}
