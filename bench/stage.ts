/** The stage: a durable database of its own, the built server on one core, the load on the other. */

import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type Connection } from '#platform/connection.server.ts';
import { migrate } from '#platform/migrate.ts';
import { openPostgres } from '#platform/postgres/launch.ts';
import { root } from '#platform/root.ts';
import { freePort } from '#tests/server.ts';
import type { Job, Measured } from './load.ts';
import { referenceFunction, seedPlace, type Place } from './seed.ts';

/** Shorter runs and fewer rows, for working on the bench; its figures mean nothing. */
export const quick = process.env.BENCH_QUICK === '1';
export const [warmUp, seconds, rounds] = quick ? [1, 2, 1] : [5, 5, 3];

export type Stage = Connection & {
	url: string;
	folder: string;
	place: Place;
	close: () => Promise<void>;
};

export const secret = 'bench-only-0123456789-abcdefghijklmnopqrstuvwxyz';

/** Opens a database in a temporary folder and puts people in it. */
export async function openStage(): Promise<Stage> {
	const folder = mkdtempSync(join(tmpdir(), 'folkmoot-bench-'));
	const postgres = await openPostgres({ folder, mode: 'serve', say: () => undefined });
	const connection = connect(postgres.url, 4);
	// Seeding takes longer than a page may.
	connection.pool.on('connect', (client) => void client.query('set statement_timeout = 0'));
	const close = async () => {
		await connection.db.destroy();
		await postgres.stop();
		rmSync(folder, { recursive: true, force: true });
	};
	try {
		await migrate(connection.db);
		await referenceFunction.execute(connection.db);
		const place = await seedPlace(connection.db, secret, 2048);
		return { ...connection, url: postgres.url, folder, place, close };
	} catch (error) {
		await close();
		throw error;
	}
}

/** Whether processes can be kept on a core of their own here. */
const pinned = availableParallelism() > 1 && spawnSync('taskset', ['-c', '0', 'true']).status === 0;
const serverCore = '0';
const loadCore = '1';
const onCore = (core: string | null, command: string[]): [string, string[]] =>
	pinned && core !== null
		? ['taskset', ['-c', core, ...command]]
		: [command[0] ?? '', command.slice(1)];

export const onLoadCore = (command: string[]) => onCore(loadCore, command);

export type Server = {
	port: number;
	pid: number;
	origin: string;
	output: () => string;
	stop: () => Promise<void>;
};
type Options = {
	env?: Record<string, string>;
	options?: string[];
	/** The core the server is kept on; null lets it run anywhere. */
	core?: string | null;
};

/** The built server as people run it, on a core of its own. */
export async function startServer(
	stage: Stage,
	{ env = {}, options = [], core = serverCore }: Options = {}
): Promise<Server> {
	const program = join(root, 'build/server/folkmoot.js');
	if (!existsSync(program)) throw new Error('There is no build to measure. Run: npm run build');
	const port = Number(env.PORT) || (await freePort());
	const own = {
		PORT: String(port),
		FOLKMOOT_DATA: join(stage.folder, 'files'),
		FOLKMOOT_SECRET: secret,
		FOLKMOOT_ORIGIN: `http://localhost:${port}`,
		DATABASE_URL: stage.url,
		...env
	};
	const server = await startProgram([...options, program], own, port, core);
	await until(async () => (await fetch(`${server.origin}/health/ready`)).status === 200, server);
	return server;
}

/** One of our own programs (a bare server) in the server's place. */
export async function startBare(file: string, env: Record<string, string>): Promise<Server> {
	const port = await freePort();
	const server = await startProgram(
		[join(root, 'bench', file)],
		{ PORT: String(port), ...env },
		port,
		serverCore
	);
	await until(async () => (await fetch(server.origin)).status > 0, server);
	return server;
}

async function startProgram(
	args: string[],
	env: Record<string, string>,
	port: number,
	core: string | null
): Promise<Server> {
	const [command, rest] = onCore(core, [process.execPath, ...args]);
	const { PATH, HOME, LANG, TMPDIR } = process.env;
	const child = spawn(command, rest, {
		cwd: root,
		stdio: ['ignore', 'pipe', 'pipe'],
		env: { PATH, HOME, LANG, TMPDIR, NODE_ENV: 'production', ...env }
	});
	let printed = '';
	for (const stream of [child.stdout, child.stderr])
		stream
			.setEncoding('utf8')
			.on('data', (text: string) => (printed = (printed + text).slice(-20_000)));
	const leave = () => child.kill('SIGTERM');
	process.once('exit', leave);
	return {
		port,
		pid: child.pid ?? 0,
		origin: `http://localhost:${port}`,
		output: () => (child.exitCode === null ? printed : `ended with ${child.exitCode}\n${printed}`),
		stop: async () => {
			process.off('exit', leave);
			await end(child);
		}
	};
}

function end(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null) return Promise.resolve();
	child.kill('SIGTERM');
	return new Promise((done) => child.once('exit', () => done()));
}

async function until(ready: () => Promise<boolean>, server: Server) {
	const limit = performance.now() + 30_000;
	while (!(await ready().catch(() => false))) {
		if (performance.now() > limit)
			throw new Error(`A server of the bench is not ready:\n${server.output()}`);
		await new Promise((resume) => setTimeout(resume, 50));
	}
}

let jobs = 0;

/** Runs a load in its own process on the other core. */
export function load(
	stage: Stage,
	job: Omit<Job, 'seconds' | 'warmUp'> & Partial<Job>
): Promise<Measured> {
	const name = join(stage.folder, `job-${(jobs += 1)}`);
	writeFileSync(`${name}.json`, JSON.stringify({ warmUp, seconds, ...job }));
	const [command, rest] = onCore(loadCore, [
		process.execPath,
		join(root, 'bench/load.ts'),
		`${name}.json`,
		`${name}.out.json`
	]);
	const child = spawn(command, rest, { stdio: ['ignore', 'inherit', 'inherit'] });
	return new Promise((done, fail) => {
		child.once('error', fail);
		child.once('exit', (code) => {
			if (code !== 0) return fail(new Error(`The load ended with ${code}.`));
			const measured = JSON.parse(readFileSync(`${name}.out.json`, 'utf8')) as Measured;
			for (const file of [`${name}.json`, `${name}.out.json`]) rmSync(file);
			done(measured);
		});
	});
}

/** The measure repeated, and the run in the middle by the figure asked for. */
export async function median(
	measure: () => Promise<Measured>,
	by: keyof Measured = 'perSecond'
): Promise<Measured> {
	const runs: Measured[] = [];
	for (let round = 0; round < rounds; round++) runs.push(await measure());
	runs.sort((a, b) => Number(a[by]) - Number(b[by]));
	const middle = runs[Math.floor(runs.length / 2)];
	if (!middle) throw new Error('Nothing was measured.');
	return middle;
}

/** A whole GET request; browsers send about these headers. */
export function get(port: number, path: string, headers: Record<string, string> = {}): string {
	const all = {
		host: `localhost:${port}`,
		accept: 'text/html,application/xhtml+xml,*/*;q=0.8',
		'accept-encoding': 'gzip, deflate, br',
		'accept-language': 'en',
		'user-agent': 'Mozilla/5.0 (bench)',
		...headers
	};
	return `GET ${path} HTTP/1.1\r\n${lines(all)}\r\n\r\n`;
}

/** A whole POST of a form, as a browser without script sends it. */
export function post(
	port: number,
	path: string,
	form: Record<string, string>,
	headers: Record<string, string> = {}
): string {
	const body = new URLSearchParams(form).toString();
	const all = {
		host: `localhost:${port}`,
		origin: `http://localhost:${port}`,
		accept: 'text/html',
		'content-type': 'application/x-www-form-urlencoded',
		'content-length': String(Buffer.byteLength(body)),
		...headers
	};
	return `POST ${path} HTTP/1.1\r\n${lines(all)}\r\n\r\n${body}`;
}

const lines = (headers: Record<string, string>) =>
	Object.entries(headers)
		.map(([name, value]) => `${name}: ${value}`)
		.join('\r\n');

/** Megabytes a process holds in memory, from /proc; where there is none no number, which meets no target. */
export function memoryOf(pid: number): number {
	const status = existsSync(`/proc/${pid}/status`)
		? readFileSync(`/proc/${pid}/status`, 'utf8')
		: '';
	return Number(/VmRSS:\s*(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024;
}
