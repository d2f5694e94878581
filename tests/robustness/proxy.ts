/** A TCP proxy that breaks connections where it is told to. */

import { connect, createServer, type Socket } from 'node:net';

export type Proxy = {
	port: number;
	/** Answers are cut off after so many bytes, both sides at once; null lets everything through. */
	cutAfter: (bytes: number | null) => void;
	/** Nothing comes through any more, as if the other side were gone; open connections break. */
	block: (blocked: boolean) => void;
	close: () => Promise<void>;
};

export async function breakingProxy(target: { host?: string; port: number }): Promise<Proxy> {
	const open = new Set<Socket>();
	let limit: number | null = null;
	let blocked = false;

	const server = createServer((near) => {
		if (blocked) return near.destroy();
		const far = connect(target.port, target.host ?? '127.0.0.1');
		let left = limit;
		const end = () => {
			for (const socket of [near, far]) {
				open.delete(socket);
				socket.destroy();
			}
		};
		for (const socket of [near, far]) {
			open.add(socket);
			socket.on('error', end);
			socket.on('close', end);
		}
		near.on('data', (part) => far.write(part));
		far.on('data', (part: Buffer) => {
			if (left === null) return void near.write(part);
			if (part.length < left) {
				left -= part.length;
				return void near.write(part);
			}
			// What was allowed arrives first; then the line is dead.
			if (left === 0) return end();
			near.write(part.subarray(0, left), end);
		});
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	const address = server.address();
	return {
		port: typeof address === 'object' && address ? address.port : 0,
		cutAfter: (bytes) => void (limit = bytes),
		block(now) {
			blocked = now;
			if (now) for (const socket of open) socket.destroy();
		},
		close: () =>
			new Promise((closed) => {
				for (const socket of open) socket.destroy();
				server.close(() => closed());
			})
	};
}
