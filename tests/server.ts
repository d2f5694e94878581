/** The built server as its own process, for tests that kill it, race it or visit it. */

import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '#platform/root.ts';

const program = join(root, 'build/server/folkmoot.js');

export type Given = {
	/** An existing data folder is kept at the end; without one, a temporary one is made and removed. */
	data?: string;
	port?: number;
	args?: string[];
	env?: Record<string, string>;
};

export type Server = {
	origin: string;
	port: number;
	data: string;
	pid: number;
	/** All it printed so far: the address, the sign-in links. */
	output: () => string;
	/** Ends in order, as Ctrl-C does; answers the exit code. */
	stop: () => Promise<number | null>;
	/** Ends as a rolling restart ends it, with time for whoever balances load. */
	drain: () => Promise<number | null>;
	/** Ends at once, as a power cut does, leaving its data folder. */
	kill: () => Promise<void>;
};

export async function startServer(given: Given = {}): Promise<Server> {
	if (!existsSync(program)) throw new Error('There is no build to start. Run: npm run build');
	const { args = [], env = {}, port = await freePort() } = given;
	const data = given.data ?? mkdtempSync(join(tmpdir(), 'folkmoot-server-'));
	const child = spawn(process.execPath, [program, ...args], {
		stdio: ['ignore', 'pipe', 'pipe'],
		env: { ...plainEnvironment(), PORT: String(port), FOLKMOOT_DATA: data, ...env }
	});
	let printed = '';
	for (const stream of [child.stdout, child.stderr])
		stream.setEncoding('utf8').on('data', (text: string) => (printed += text));
	// A test that fails half-way leaves no server behind.
	const end = () => child.kill('SIGTERM');
	process.once('exit', end);
	child.once('exit', () => process.off('exit', end));
	let code: number | null | undefined;
	const ended = new Promise<number | null>((done) =>
		child.once('exit', (status) => done((code = status)))
	);

	const origin = `http://localhost:${port}`;
	const limit = performance.now() + 60_000;
	while (!(await isReady(origin))) {
		if (code !== undefined) throw new Error(`The server ended with ${code}:\n${printed}`);
		if (performance.now() > limit) throw new Error(`The server is not ready:\n${printed}`);
		await new Promise((resume) => setTimeout(resume, 50));
	}
	return {
		origin,
		port,
		data,
		pid: child.pid ?? 0,
		output: () => printed,
		stop: async () => {
			child.kill('SIGINT');
			const status = await ended;
			if (!given.data) rmSync(data, { recursive: true, force: true });
			return status;
		},
		drain: () => {
			child.kill('SIGTERM');
			return ended;
		},
		kill: async () => {
			child.kill('SIGKILL');
			await ended;
		}
	};
}

export function freePort(): Promise<number> {
	return new Promise((found) => {
		const server = createServer().listen(0, '127.0.0.1', () => {
			const address = server.address();
			server.close(() => found(typeof address === 'object' && address ? address.port : 0));
		});
	});
}

async function isReady(origin: string): Promise<boolean> {
	const answer = await fetch(`${origin}/health/ready`).catch(() => null);
	await answer?.body?.cancel();
	return answer?.status === 200;
}

/** What vitest sets for tests must not change how the server behaves. */
function plainEnvironment(): Record<string, string | undefined> {
	const { PATH, HOME, LANG, TZ, TMPDIR } = process.env;
	return { PATH, HOME, LANG, TZ, TMPDIR, NODE_ENV: 'production' };
}
