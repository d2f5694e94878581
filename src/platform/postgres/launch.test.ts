import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { killAll, postgresOf } from '#tests/cluster.ts';
import { databaseOf, openPostgres } from './launch.ts';
import { identityOf, isGoneWithin, pause } from './processes.ts';

const folders: string[] = [];

afterAll(() => {
	for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function newFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), 'folkmoot-launch-'));
	// Started by root, the database runs as another user, who has to pass through.
	chmodSync(folder, 0o711);
	folders.push(folder);
	return folder;
}

async function ask(url: string, question: string): Promise<unknown[]> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		return (await client.query({ text: question, rowMode: 'array' })).rows.flat();
	} finally {
		await client.end();
	}
}

/** Another process that serves the folder until it is told to stop, or killed. */
async function serveElsewhere(folder: string) {
	const module = new URL('./launch.ts', import.meta.url).href;
	const program = `
		import { openPostgres } from ${JSON.stringify(module)};
		const postgres = await openPostgres({ folder: ${JSON.stringify(folder)}, mode: 'serve' });
		process.on('SIGTERM', () => postgres.stop().then(() => process.exit(0)));
		setInterval(() => {}, 1000);
		console.log(postgres.url);`;
	const child = spawn(process.execPath, ['--input-type=module', '-e', program]);
	const url = await new Promise<string>((ready, failed) => {
		child.stdout.once('data', (line: Buffer) => ready(line.toString().trim()));
		child.stderr.on('data', (line: Buffer) => failed(new Error(line.toString())));
	});
	const ended = new Promise<number | null>((done) => child.once('exit', done));
	return { child, url, ended, pid: child.pid ?? 0 };
}

const postmasterOf = (folder: string) =>
	Number(readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);

test('a new folder becomes a durable, multilingual database only its owner can enter', async () => {
	const folder = newFolder();
	const postgres = await openPostgres({ folder, mode: 'serve' });

	expect(postgres).toMatchObject({ durable: true, own: true });
	expect(postgres.version).toMatch(/^18\./);
	expect(
		await ask(
			postgres.url,
			`select lower('ЖÉ'), current_setting('fsync'), current_setting('synchronous_commit'),
				current_setting('listen_addresses'), rolsuper from pg_roles where rolname = current_user`
		)
	).toEqual(['жé', 'on', 'on', '127.0.0.1', false]);
	expect(statSync(join(folder, 'database.json')).mode & 0o777).toBe(0o600);

	const withoutPassword = postgres.url.replace(/:[^:@/]+@/, ':wrong@');
	await expect(ask(withoutPassword, 'select 1')).rejects.toMatchObject({ code: '28P01' });

	await postgres.stop();
});

test('a second server on the same folder is refused and names the first', async () => {
	const folder = newFolder();
	const first = await serveElsewhere(folder);

	await expect(openPostgres({ folder, mode: 'serve' })).rejects.toMatchObject({
		code: 'folder_in_use',
		message: expect.stringContaining(`process ${first.pid}`)
	});

	const command = await databaseOf(folder);
	expect(command).toMatchObject({ url: first.url, own: false });
	await command.stop();
	expect(await ask(first.url, 'select 1')).toEqual([1]);

	first.child.kill('SIGTERM');
	expect(await first.ended).toBe(0);
	expect(statSync(join(folder, 'folkmoot.lock'), { throwIfNoEntry: false })).toBeUndefined();
});

test('what was answered survives kill -9 of us alone, and of the server too', async () => {
	const folder = newFolder();
	const first = await serveElsewhere(folder);
	await ask(first.url, 'create table kept (n int)');
	await ask(first.url, 'insert into kept values (1)');
	const orphan = postmasterOf(folder);
	first.child.kill('SIGKILL');
	await first.ended;
	expect(identityOf(orphan)).not.toBeNull();

	const second = await serveElsewhere(folder);
	expect(await isGoneWithin(orphan, 0)).toBe(true);
	await ask(second.url, 'insert into kept values (2)');
	const database = postgresOf(folder);
	second.child.kill('SIGKILL');
	killAll(database);
	await second.ended;

	const third = await openPostgres({ folder, mode: 'serve' });
	expect(await ask(third.url, 'select n from kept order by n')).toEqual([1, 2]);
	await third.stop();
});

test('a lock whose process number now belongs to another program is stale', async () => {
	const folder = newFolder();
	const stale = { pid: process.ppid, identity: 'of an earlier boot', purpose: 'serve' };
	writeFileSync(join(folder, 'folkmoot.lock'), JSON.stringify(stale));
	const postgres = await openPostgres({ folder, mode: 'serve', durable: false });
	expect(await ask(postgres.url, 'select 1')).toEqual([1]);
	expect(postgres.durable).toBe(false);
	await postgres.stop();
});

test('a server that dies under us comes back at the same address', async () => {
	const folder = newFolder();
	const postgres = await openPostgres({ folder, mode: 'serve', durable: false });
	killAll([postmasterOf(folder)]);
	const answer = async (): Promise<unknown[]> =>
		ask(postgres.url, 'select 1').catch(() => pause(100).then(answer));
	expect(await answer()).toEqual([1]);
	await postgres.stop();
});

test('a database whose access file was lost opens again with a new password', async () => {
	const folder = newFolder();
	const first = await openPostgres({ folder, mode: 'serve', durable: false });
	await ask(first.url, 'create table kept as select 7 as n');
	await first.stop();
	rmSync(join(folder, 'database.json'));

	const second = await openPostgres({ folder, mode: 'serve', durable: false });
	expect(second.url).not.toBe(first.url);
	expect(await ask(second.url, 'select n from kept')).toEqual([7]);
	await second.stop();
});

test('data of another major version is refused in a sentence, and left as it is', async () => {
	const folder = newFolder();
	const postgres = await openPostgres({ folder, mode: 'serve', durable: false });
	await postgres.stop();
	writeFileSync(join(folder, 'postgres', 'PG_VERSION'), '17\n');

	await expect(openPostgres({ folder, mode: 'serve' })).rejects.toMatchObject({
		code: 'other_major_version',
		message: expect.stringContaining('PostgreSQL 17')
	});
	writeFileSync(join(folder, 'postgres', 'PG_VERSION'), '18\n');
	const again = await openPostgres({ folder, mode: 'serve', durable: false });
	await again.stop();
});

test('a folder that cannot be made is refused in a sentence', async () => {
	const file = join(newFolder(), 'a-file');
	writeFileSync(file, '');
	const opening = openPostgres({ folder: join(file, 'data'), mode: 'serve' });
	await expect(opening).rejects.toMatchObject({ code: 'folder_not_writable' });
});
