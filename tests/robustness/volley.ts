/** Requests held back until all of them are at the door, then let in in one instant (A1's barrier). */

import { connect, type Socket } from 'node:net';
import { chunkedEnd, headOf } from '../../bench/load.ts';

export type Volley = {
	/** Sends one request over each connection at once; answers the statuses, 0 where the line broke. */
	fire: (requests: string[]) => Promise<number[]>;
	close: () => void;
};

/** Opens so many connections, spread over the ports. */
export async function openVolley(ports: number[], size: number): Promise<Volley> {
	const sockets = await Promise.all(
		Array.from({ length: size }, (_, n) => open(ports[n % ports.length] ?? 0))
	);
	return {
		async fire(requests) {
			const sent = requests.map((request, n) => {
				const socket = sockets[n];
				if (!socket) throw new Error('There are fewer connections than requests.');
				return { socket, request: Buffer.from(request), answer: statusFrom(socket) };
			});
			// All but the last byte: the other side has read everything else when that one comes.
			const ready = sent.map(
				({ socket, request }) =>
					new Promise((written) => socket.write(request.subarray(0, -1), written))
			);
			await Promise.all(ready);
			for (const { socket, request } of sent) socket.write(request.subarray(-1));
			return Promise.all(sent.map(({ answer }) => answer));
		},
		close: () => sockets.forEach((socket) => socket.destroy())
	};
}

function open(port: number): Promise<Socket> {
	return new Promise((ready, fail) => {
		const socket = connect(port, '127.0.0.1', () => ready(socket));
		socket.setNoDelay(true);
		socket.on('error', fail);
	});
}

function statusFrom(socket: Socket): Promise<number> {
	return new Promise((done) => {
		let got = Buffer.alloc(0);
		const end = (status: number) => {
			socket.off('data', read).off('close', broken);
			done(status);
		};
		const broken = () => end(0);
		const read = (part: Buffer) => {
			got = Buffer.concat([got, part]);
			const head = headOf(got);
			if (!head) return;
			const whole =
				head.length === null
					? chunkedEnd(got, head.bodyAt) !== -1
					: got.length >= head.bodyAt + head.length;
			if (whole) end(head.status);
		};
		socket.on('data', read).on('close', broken);
	});
}

/** A whole POST of a form, as a browser without script sends it through a proxy. */
export function formTo(
	origin: string,
	path: string,
	form: Record<string, string>,
	headers: Record<string, string>
): string {
	const body = new URLSearchParams(form).toString();
	const all = {
		host: new URL(origin).host,
		origin,
		'content-type': 'application/x-www-form-urlencoded',
		'content-length': String(Buffer.byteLength(body)),
		...headers
	};
	const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
	return `POST ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body}`;
}
