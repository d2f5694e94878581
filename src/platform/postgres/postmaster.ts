/** The running database server: started apart from the terminal, watched, and stopped by us. */

import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { closeSync, fstatSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { program, type Binaries } from './binaries.ts';
import { failure } from './cluster.ts';
import type { Places } from './folder.ts';
import { commandOf, isGoneWithin, pause } from './processes.ts';
import type { RuntimeUser } from './runtime-user.ts';
import { settings } from './settings.ts';

export type Running = {
	port: number;
	child: ChildProcess;
	exited: Promise<void>;
	/** Where in the log file its own words begin. */
	logFrom: number;
};
export type Start = { places: Places; binaries: Binaries; user: RuntimeUser; durable: boolean };

const startLimit = 60_000;
const logLimit = 5_000_000;

/** Starts on the port used last time; when that is taken now, on a free one unless told otherwise. */
export async function start(
	given: Start,
	lastPort: number,
	insist?: 'same port'
): Promise<Running> {
	const end = performance.now() + startLimit;
	let port = insist ? lastPort : await freePort(lastPort);
	for (;;) {
		const running = launch(given, port);
		const printed = await readyOr(running, given.places, end);
		if (printed === null) return running;
		if (performance.now() > end) throw failure(given.places.cluster, printed);
		if (/address already in use/i.test(printed) && !insist) port = await freePort(0);
		// Sessions of a server killed a moment ago need a moment to notice.
		else if (/pre-existing shared memory block|lock file .* already exists/.test(printed))
			await pause(200);
		else throw failure(given.places.cluster, printed);
	}
}

/** Fast shutdown; what does not end in time is cut off, which recovery at the next start mends. */
export async function stop(pid: number, { binaries, places, user }: Omit<Start, 'durable'>) {
	if (process.platform === 'win32') {
		const options = ['stop', '-m', 'fast', '-w', '-D', places.cluster];
		spawnSync(program(binaries, 'pg_ctl'), options, user);
		return;
	}
	for (const [signal, patience] of [
		['SIGINT', 3500],
		['SIGQUIT', 700],
		['SIGKILL', 2000]
	] as const) {
		signalTo(pid, signal);
		if (await isGoneWithin(pid, patience)) return;
	}
}

/** A server that outlived the process which started it is stopped before a new one begins. */
export async function stopOrphan(given: Omit<Start, 'durable'>) {
	const pid = pidIn(given.places.cluster);
	if (pid && commandOf(pid)?.includes(given.places.cluster)) await stop(pid, given);
}

function launch({ places, binaries, user, durable }: Start, port: number): Running {
	turnLog(places.log);
	const log = openSync(places.log, 'a', 0o600);
	const logFrom = fstatSync(log).size;
	const child = spawn(
		program(binaries, 'postgres'),
		['-D', places.cluster, ...settings(port, durable)],
		{
			...user,
			cwd: places.cluster,
			// Its own process group: Ctrl-C in the terminal reaches only us, and we stop it in order.
			detached: true,
			windowsHide: true,
			stdio: ['ignore', log, log],
			env: { PATH: '/usr/bin:/bin', TZ: 'UTC' }
		}
	);
	closeSync(log);
	const exited = new Promise<void>((done) => {
		child.once('exit', () => done());
		child.once('error', () => done());
	});
	return { port, child, exited, logFrom };
}

/** Null when ready; what it printed when it ended, or when time was up. */
async function readyOr(running: Running, places: Places, end: number): Promise<string | null> {
	let ended = false;
	void running.exited.then(() => (ended = true));
	while (performance.now() < end) {
		if (ended) return printedSince(places.log, running.logFrom);
		if (isReady(places.cluster, running.child.pid)) return null;
		await pause(15);
	}
	running.child.kill('SIGQUIT');
	await running.exited;
	return printedSince(places.log, running.logFrom);
}

function isReady(cluster: string, pid: number | undefined): boolean {
	const lines = postmasterFile(cluster);
	return Number(lines[0]) === pid && lines[7]?.trim() === 'ready';
}

const pidIn = (cluster: string) => Number(postmasterFile(cluster)[0]) || null;

function postmasterFile(cluster: string): string[] {
	try {
		return readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
	} catch {
		return [];
	}
}

function printedSince(log: string, from: number): string {
	return readFileSync(log).subarray(from).toString('utf8').split('\n').slice(-12).join('\n');
}

function turnLog(log: string) {
	const size = statSync(log, { throwIfNoEntry: false })?.size ?? 0;
	if (size > logLimit) renameSync(log, `${log}.1`);
}

function signalTo(pid: number, signal: NodeJS.Signals) {
	try {
		process.kill(pid, signal);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
	}
}

function freePort(wanted: number): Promise<number> {
	return new Promise((found, failed) => {
		const server = createServer();
		server.once('error', (error) => (wanted ? found(freePort(0)) : failed(error)));
		server.listen(wanted, '127.0.0.1', () => {
			const address = server.address();
			const port = typeof address === 'object' && address ? address.port : 0;
			server.close(() => found(port));
		});
	});
}
