/** A reader of a stream without a browser: what came, as it came. */

import { get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:http';
import { afterAll } from 'vitest';
import type { House } from '#platform/house.server.ts';
import { front } from '#platform/web/front.server.ts';
import { doors } from '../src/doors.ts';

/** A house behind the front it has in a process, on a port of its own; no pages stand behind it. */
export async function served(house: House): Promise<{ port: number; server: Server }> {
	const server = createServer();
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	afterAll(() => void server.close());
	const { port } = server.address() as AddressInfo;
	const config = { ...house.config, origin: `http://localhost:${port}` };
	const nothing = () => Promise.reject(new Error('Nobody asked for this.'));
	const running = { house, config, ready: nothing, drain: () => undefined, stop: nothing };
	server.on(
		'request',
		front(running, (_, response) => response.writeHead(204).end(), doors)
	);
	return { port, server };
}

export type Told = { id: string; said: Record<string, unknown>; at: number };

export type Reader = {
	status: number;
	headers: IncomingMessage['headers'];
	/** Everything so far, as it went over the wire. */
	text: () => string;
	/** The events so far; the first is the greeting. */
	told: () => Told[];
	/** Whether the other side has closed the stream. */
	ended: () => boolean;
	leave: () => void;
};

/** Opens `/live/…` as a browser's EventSource does. */
export function follow(
	port: number,
	path: string,
	headers: Record<string, string> = {}
): Promise<Reader> {
	return new Promise((opened, failed) => {
		const asked = get(
			{
				host: '127.0.0.1',
				port,
				path,
				agent: false,
				headers: { host: `localhost:${port}`, accept: 'text/event-stream', ...headers }
			},
			(answer) => {
				let text = '';
				let ended = false;
				const told: Told[] = [];
				answer.setEncoding('utf8').on('data', (part: string) => {
					text += part;
					const blocks = text.split('\n\n').slice(0, -1).filter(isEvent);
					for (const block of blocks.slice(told.length)) told.push(eventOf(block));
				});
				answer.on('end', () => (ended = true)).on('error', () => (ended = true));
				opened({
					status: answer.statusCode ?? 0,
					headers: answer.headers,
					text: () => text,
					told: () => told,
					ended: () => ended,
					leave: () => asked.destroy()
				});
			}
		);
		asked.on('error', failed);
	});
}

const isEvent = (block: string) => /^data: /m.test(block);

function eventOf(block: string): Told {
	const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1] ?? '';
	return {
		id: field('id'),
		said: JSON.parse(field('data')) as Record<string, unknown>,
		at: performance.now()
	};
}
