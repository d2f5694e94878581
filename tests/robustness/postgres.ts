/** PostgreSQL as others run it: durable, with a copy that follows it, of the system's own version or of ours. */

import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { appendFileSync, chmodSync, chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { binariesFor } from '#platform/postgres/binaries.ts';
import { runtimeUser, type RuntimeUser } from '#platform/postgres/runtime-user.ts';
import { freePort } from '#tests/server.ts';

export type Cluster = {
	url: string;
	adminUrl: string;
	port: number;
	password: string;
	major: number;
	/** Another server that follows this one; it ends with it. */
	copy: () => Promise<Copy>;
	stop: () => Promise<void>;
};
export type Copy = {
	url: string;
	/** From here on what comes is not shown, as in a copy that cannot keep up. */
	pause: () => Promise<void>;
	resume: () => Promise<void>;
	/** The last statements of Folkmoot's connections there. */
	asked: () => Promise<string[]>;
	stop: () => Promise<void>;
};

type Programs = { bin: string; major: number };

/** A new server with a role and a database for Folkmoot; without programs given, with those of our packages. */
export async function openCluster(system: Programs | null): Promise<Cluster> {
	const home = mkdtempSync(join(tmpdir(), 'folkmoot-cluster-'));
	chmodSync(home, 0o755);
	const user = runtimeUser(join(home, 'none'));
	const { bin, major } = system ?? binariesFor(user, home);
	const password = randomBytes(12).toString('hex');
	const data = join(home, 'primary');
	give(home, user);
	make(bin, user, data, password, home);
	const port = await freePort();
	const server = await launch(bin, user, data, port);
	const adminUrl = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
	await asAdmin(adminUrl, `create role folkmoot login password '${password}'`);
	await asAdmin(adminUrl, 'create database folkmoot owner folkmoot');
	const servers = [server];
	const url = `postgres://folkmoot:${password}@127.0.0.1:${port}/folkmoot`;
	return {
		...{ url, adminUrl, port, password, major },
		async copy() {
			const place = join(home, 'copy');
			await copyTo(place, data, adminUrl, { port, password });
			const copyPort = await freePort();
			const follower = await launch(bin, user, place, copyPort);
			servers.push(follower);
			return copyOf(adminUrl.replace(`:${port}/`, `:${copyPort}/`), password, copyPort, follower);
		},
		async stop() {
			for (const one of servers.reverse()) await one();
			rmSync(home, { recursive: true, force: true });
		}
	};
}

function copyOf(admin: string, password: string, port: number, stop: () => Promise<void>): Copy {
	return {
		url: `postgres://folkmoot:${password}@127.0.0.1:${port}/folkmoot`,
		pause: async () => void (await asAdmin(admin, 'select pg_wal_replay_pause()')),
		resume: async () => void (await asAdmin(admin, 'select pg_wal_replay_resume()')),
		asked: async () => {
			const rows = await asAdmin(
				admin,
				`select query from pg_stat_activity where usename = 'folkmoot' and query not like '%pg_is_in_recovery%'`
			);
			return rows.map(({ query }) => query ?? '');
		},
		stop
	};
}

function make(bin: string, user: RuntimeUser, data: string, password: string, home: string) {
	const secret = join(home, 'password');
	writeFileSync(secret, password, { mode: 0o600 });
	give(secret, user);
	const options = ['-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${secret}`, '-D', data];
	const locale = ['--locale=C.UTF-8', '--encoding=UTF8', '--no-sync', '--no-instructions'];
	const run = spawnSync(join(bin, 'initdb'), [...options, ...locale], {
		...user,
		cwd: home,
		encoding: 'utf8'
	});
	if (run.status !== 0) throw new Error(run.stderr || String(run.error));
}

/** Starts a server and waits until it takes connections; answers how to stop it. */
async function launch(bin: string, user: RuntimeUser, data: string, port: number) {
	const settings = [
		...[`port=${port}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories='],
		...['shared_buffers=64MB', 'timezone=UTC', 'log_min_messages=warning']
	];
	const child = spawn(
		join(bin, 'postgres'),
		['-D', data, ...settings.flatMap((one) => ['-c', one])],
		{ ...user, cwd: data, stdio: ['ignore', 'ignore', 'pipe'], env: { PATH: '/usr/bin:/bin' } }
	);
	let printed = '';
	child.stderr.setEncoding('utf8').on('data', (text: string) => (printed += text));
	const ended = new Promise<void>((done) => child.once('exit', () => done()));
	const end = () => child.kill('SIGQUIT');
	process.once('exit', end);
	const limit = performance.now() + 30_000;
	while (!(await accepts(port))) {
		if (child.exitCode !== null || performance.now() > limit)
			throw new Error(`PostgreSQL did not start:\n${printed}`);
		await new Promise((resume) => setTimeout(resume, 30));
	}
	return async () => {
		process.off('exit', end);
		child.kill('SIGINT');
		await ended;
	};
}

async function accepts(port: number): Promise<boolean> {
	const client = new pg.Client({ host: '127.0.0.1', port, user: 'nobody', database: 'none' });
	client.on('error', () => undefined);
	// Refusing us by name is an answer too; while it starts, it says 57P03.
	const code = await client.connect().then(
		() => '',
		(cause: { code?: string }) => cause.code ?? ''
	);
	await client.end().catch(() => undefined);
	return !['ECONNREFUSED', 'ECONNRESET', '57P03'].includes(code);
}

/** The files of a running server, as it allows them to be copied, told to follow it. */
async function copyTo(
	place: string,
	data: string,
	adminUrl: string,
	{ port, password }: { port: number; password: string }
) {
	const client = new pg.Client({ connectionString: adminUrl });
	await client.connect();
	await client.query(`select pg_backup_start('copy', true)`);
	const run = spawnSync('cp', ['-a', data, place], { encoding: 'utf8' });
	if (run.status !== 0) throw new Error(run.stderr);
	const { rows } = await client.query<{ labelfile: string }>('select * from pg_backup_stop(false)');
	await client.end();
	rmSync(join(place, 'postmaster.pid'), { force: true });
	writeFileSync(join(place, 'backup_label'), rows[0]?.labelfile ?? '');
	writeFileSync(join(place, 'standby.signal'), '');
	const from = `host=127.0.0.1 port=${port} user=postgres password=${password}`;
	appendFileSync(join(place, 'postgresql.auto.conf'), `\nprimary_conninfo = '${from}'\n`);
	spawnSync('chmod', ['a+r', join(place, 'backup_label'), join(place, 'standby.signal')]);
	spawnSync('chown', ['-R', '--reference', data, place]);
}

async function asAdmin(url: string, statement: string) {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	const { rows } = await client
		.query<Record<string, string>>(statement)
		.finally(() => client.end());
	return rows;
}

function give(path: string, { uid, gid }: RuntimeUser) {
	if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid);
}
