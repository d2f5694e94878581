/** PgBouncer in transaction mode before a server, with fewer connections than those who want one. */

import { spawn } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runtimeUser } from '#platform/postgres/runtime-user.ts';
import { freePort } from '#tests/server.ts';
import type { Cluster } from './postgres.ts';

/** Connections to the server that all who come share. */
export const lent = 6;

export type Pooler = { url: string; stop: () => Promise<void> };

export async function openPooler(program: string, cluster: Cluster): Promise<Pooler> {
	const home = mkdtempSync(join(tmpdir(), 'folkmoot-pooler-'));
	const user = runtimeUser(join(home, 'none'));
	const port = await freePort();
	const ini = `
[databases]
folkmoot = host=127.0.0.1 port=${cluster.port} dbname=folkmoot
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = plain
auth_file = ${join(home, 'users')}
pool_mode = transaction
default_pool_size = ${lent}
max_client_conn = 200
`;
	writeFileSync(join(home, 'pgbouncer.ini'), ini);
	writeFileSync(join(home, 'users'), `"folkmoot" "${cluster.password}"\n`);
	chmodSync(home, 0o755);
	for (const name of readdirSync(home))
		if (user.uid !== undefined && user.gid !== undefined)
			chownSync(join(home, name), user.uid, user.gid);
	const child = spawn(program, ['-q', join(home, 'pgbouncer.ini')], {
		...user,
		cwd: '/',
		stdio: ['ignore', 'ignore', 'pipe']
	});
	let printed = '';
	child.stderr.setEncoding('utf8').on('data', (text: string) => (printed += text));
	const ended = new Promise<void>((done) => child.once('exit', () => done()));
	const end = () => child.kill('SIGKILL');
	process.once('exit', end);
	const limit = performance.now() + 10_000;
	while (!(await answers(port))) {
		if (child.exitCode !== null || performance.now() > limit)
			throw new Error(`PgBouncer did not start:\n${printed}`);
		await new Promise((resume) => setTimeout(resume, 20));
	}
	return {
		url: `postgres://folkmoot:${cluster.password}@127.0.0.1:${port}/folkmoot`,
		stop: async () => {
			process.off('exit', end);
			child.kill('SIGKILL');
			await ended;
			rmSync(home, { recursive: true, force: true });
		}
	};
}

function answers(port: number): Promise<boolean> {
	return new Promise((done) => {
		const socket = connect(port, '127.0.0.1', () => done(true));
		socket.on('error', () => done(false));
		socket.on('connect', () => socket.end());
	});
}
