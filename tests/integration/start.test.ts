import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { root } from '#platform/root.ts';
import { killAll, postgresOf } from '#tests/cluster.ts';
import { startServer } from '#tests/server.ts';

const folder = mkdtempSync(join(tmpdir(), 'folkmoot-start-'));
// Started by root, the database runs as another user, who has to pass through.
chmodSync(folder, 0o711);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a start on a folder in use ends at once, in a sentence that names the other process', async () => {
	const data = join(folder, 'in-use');
	const first = await startServer({ data, args: ['--empty'] });
	const second = startServer({ data, args: ['--empty'] });
	await expect(second).rejects.toThrow(
		new RegExp(`The server ended with 1:[^]*already running[^]*process ${first.pid}\\b`)
	);

	expect(await first.stop()).toBe(0);
});

test('a second start takes the folder as it was left', async () => {
	const data = join(folder, 'in-use');
	const secret = readFileSync(join(data, 'secret'), 'utf8');
	const again = await startServer({ data });
	expect(readFileSync(join(data, 'secret'), 'utf8')).toBe(secret);
	await again.stop();
});

test('after kill -9 of everything it is ready again', async () => {
	const data = join(folder, 'killed');
	const first = await startServer({ data, args: ['--empty'] });
	const database = postgresOf(data);
	expect(database.length).toBeGreaterThan(3);
	await first.kill();
	killAll(database);
	const second = await startServer({ data });
	expect(await second.stop()).toBe(0);
});

test('a taken port is named in a sentence', async () => {
	const other = createServer((_, answer) => answer.writeHead(404).end()).listen(0, '127.0.0.1');
	await new Promise((ready) => other.once('listening', ready));
	const address = other.address();
	const port = typeof address === 'object' && address ? address.port : 0;
	try {
		const data = join(folder, 'port');
		await expect(startServer({ port, data, args: ['--empty'] })).rejects.toThrow(
			`Port ${port} is taken`
		);
	} finally {
		other.close();
	}
});

test.each([
	['npm start', 'bin/start.mjs'],
	['folkmoot', 'bin/folkmoot.mjs'],
	['npm test', 'scripts/run.mjs']
])('%s on a Node that is too old says so in one sentence', (_, program) => {
	const url = JSON.stringify(new URL(`file://${join(root, program)}`).href);
	const asOld = `Object.defineProperty(process.versions, 'node', { value: '16.20.0' }); await import(${url});`;
	const run = spawnSync(process.execPath, ['--input-type=module', '-e', asOld], {
		encoding: 'utf8'
	});
	expect(run.status).toBe(1);
	expect(run.stderr.trim().split('\n')).toHaveLength(1);
	expect(run.stderr).toContain('needs Node 20');
	expect(run.stderr).toContain('16.20.0');
});
