/** What stands before several processes: takes turns among those that are ready, as HAProxy or nginx do. */

import { createServer, Agent, request, type IncomingMessage, type ServerResponse } from 'node:http';

export type Balancer = {
	origin: string;
	port: number;
	/** Which ports are given requests just now. */
	serving: () => number[];
	/** From now on these. */
	send: (ports: number[]) => void;
	close: () => Promise<void>;
};

/** Milliseconds between two questions whether a process is ready. */
const look = 100;

/** The header in which a test says from where it asks; the address goes to the right of what it claims itself. */
export const from = 'x-test-from';

export async function openBalancer(port: number): Promise<Balancer> {
	const agent = new Agent({ keepAlive: true, maxSockets: 256 });
	let targets: number[] = [];
	let ready = new Set<number>();
	let turn = 0;

	const looking = setInterval(() => {
		for (const target of targets)
			void isReady(target).then((is) => void (is ? ready.add(target) : ready.delete(target)));
	}, look);

	function pass(asked: IncomingMessage, answer: ServerResponse) {
		const serving = targets.filter((target) => ready.has(target));
		const target = serving[(turn += 1) % serving.length];
		if (!target) return void answer.writeHead(502).end();
		const { [from]: client = '127.0.0.1', 'x-forwarded-for': claimed, ...headers } = asked.headers;
		const said = [claimed, client].flat().filter(Boolean).join(', ');
		const through = request(
			{
				...{ host: '127.0.0.1', port: target, path: asked.url, method: asked.method, agent },
				headers: { ...headers, 'x-forwarded-for': said }
			},
			(got) => {
				answer.writeHead(got.statusCode ?? 502, { ...got.headers, 'x-test-by': String(target) });
				got.pipe(answer);
			}
		);
		through.on('error', () => {
			if (!answer.headersSent) answer.writeHead(502);
			answer.end();
		});
		asked.pipe(through);
	}

	const server = createServer(pass);
	await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening));
	return {
		origin: `http://localhost:${port}`,
		port,
		serving: () => targets.filter((target) => ready.has(target)),
		send: (ports) => {
			targets = ports;
			ready = new Set(ports);
		},
		close: () => {
			clearInterval(looking);
			agent.destroy();
			server.closeAllConnections();
			return new Promise((closed) => server.close(() => closed()));
		}
	};
}

async function isReady(port: number): Promise<boolean> {
	const answer = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => null);
	await answer?.body?.cancel();
	return answer?.status === 200;
}
