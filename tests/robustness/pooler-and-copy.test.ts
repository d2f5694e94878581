/** Two processes on the PostgreSQL of Debian, through PgBouncer, with a copy for readers: as far as these are installed. */

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from 'kysely';
import { differences } from '#platform/check.server.ts';
import { connect, type Connection } from '#platform/connection.server.ts';
import { freePort, startServer } from '#tests/server.ts';
import { pgBouncer, skipped, systemPostgres } from './debian.ts';
import { lent, openPooler, type Pooler } from './pooler.ts';
import { openCluster, type Cluster, type Copy } from './postgres.ts';
import {
	consultation,
	millisecondsUntil,
	newPeople,
	openProcesses,
	secret,
	unitsOf,
	type Own,
	type Processes
} from './processes.ts';
import { ask } from './sender.ts';

let cluster: Cluster;
let pooler: Pooler | null = null;
let copy: Copy;
let many: Processes;
let database: Connection;

beforeAll(async () => {
	cluster = await openCluster(systemPostgres);
	if (pgBouncer) pooler = await openPooler(pgBouncer, cluster);
	copy = await cluster.copy();
	many = await openProcesses({
		DATABASE_URL: pooler?.url ?? cluster.url,
		DATABASE_LISTEN_URL: cluster.url,
		DATABASE_REPLICA_URL: copy.url
	});
	database = connect(cluster.url, 4);
	await untilUsed();
});

afterAll(async () => {
	await many?.close();
	await database?.db.destroy();
	await pooler?.stop();
	await cluster?.stop();
});

type Facts = { ready: boolean; replica: { used: boolean; lagSeconds: number | null } };
const factsOf = (port: number) =>
	fetch(`http://localhost:${port}/health/ready`).then((answer) => answer.json() as Promise<Facts>);
const all = async (are: (facts: Facts) => boolean) =>
	(await Promise.all(many.ports.map(factsOf))).every(are);
const untilUsed = () => millisecondsUntil(() => all(({ replica }) => replica.used), 10_000);

const read = (path: string, port: number, cookie = '') =>
	ask({ origin: many.origin, port, path, cookie, address: '10.99.0.7' });
const send = (own: Own, port: number, path: string, form: Record<string, string>) =>
	ask({ origin: many.origin, port, path, form, cookie: own.cookie, address: own.address });
const remark = (body: string) => ({
	...{ key: randomUUID(), body, kind: 'comment', visibility: 'public', lang: 'en' }
});
const someone = async () => (await newPeople(database.db, 1))[0] as Own;

test(`this ran on the PostgreSQL ${systemPostgres ? `${systemPostgres.major} of the system` : 'of our packages (skipped: no PostgreSQL of the system)'}`, async () => {
	const { rows } = await sql<{ version: number }>`
		select current_setting('server_version_num')::int as version`.execute(database.db);
	expect(Math.floor((rows[0]?.version ?? 0) / 10_000)).toBe(cluster.major);
	expect(cluster.major).toBeGreaterThanOrEqual(15);
});

test.skipIf(!pgBouncer)(
	skipped('every act works through PgBouncer in transaction mode', 'pgbouncer', pgBouncer),
	async () => {
		const units = await unitsOf(database.db);
		const people = await newPeople(database.db, 24);
		const acts = people.map(async (own, n) => {
			const port = many.ports[n % 2] ?? 0;
			const unit = units[n % units.length]?.id ?? '';
			const answers = [
				await send(own, port, `${consultation}/votes`, { unit, value: 'agree' }),
				await send(own, port, `${consultation}/remark?on=P1`, remark(`Through a pooler ${n}`)),
				await read(consultation, port, own.cookie),
				await read(`${consultation}/search?q=budget`, port, own.cookie),
				await read('/en/account', port, own.cookie),
				await read(`${consultation}/export/contributions.csv`, port, own.cookie)
			];
			return answers.map((got) => got?.status);
		});
		for (const statuses of await Promise.all(acts))
			expect(statuses).toEqual([303, 303, 200, 200, 200, 200]);
		expect(await differences(database.db)).toEqual([]);
		expect(await millisecondsUntil(async () => (await waitingVotes()) === 0)).toBeLessThan(2000);
	}
);

test.skipIf(!pgBouncer)(
	skipped('nothing is left behind in the connections that PgBouncer lends', 'pgbouncer', pgBouncer),
	async () => {
		const { db } = connect(pooler?.url ?? '', lent, { unlimited: true });
		const left = sql<{ what: string }>`
			select 'prepared ' || name as what from pg_prepared_statements
			union all select 'cursor ' || name from pg_cursors
			union all select 'set ' || name from pg_settings
				where source = 'session' and name <> 'application_name'
			union all select 'temporary ' || relname from pg_class where relpersistence = 't'
			union all select 'listens ' || channel from pg_listening_channels() channel`;
		try {
			// All at once and for a moment, so that each is on a connection of its own.
			const looks = Array.from({ length: lent }, () =>
				db.transaction().execute(async (tx) => {
					await sql`select pg_sleep(0.2)`.execute(tx);
					return (await left.execute(tx)).rows;
				})
			);
			expect((await Promise.all(looks)).flat()).toEqual([]);
			// Locks that outlive a transaction: only those who hold a session of their own may have them.
			const locks = await sql`
				select a.application_name from pg_locks l join pg_stat_activity a using (pid)
				where l.locktype = 'advisory' and a.state = 'idle' and a.datname = current_database()`.execute(
				database.db
			);
			expect(locks.rows).toEqual([]);
		} finally {
			await db.destroy();
		}
	}
);

test.skipIf(!pgBouncer)(
	skipped(
		'without a direct address beside it, a start through PgBouncer says so',
		'pgbouncer',
		pgBouncer
	),
	async () => {
		const env = { DATABASE_URL: pooler?.url ?? '', FOLKMOOT_SECRET: secret };
		await expect(startServer({ port: await freePort(), env })).rejects.toThrow(
			/ended with 1:[^]*DATABASE_LISTEN_URL/
		);
		const deaf = { ...env, DATABASE_LISTEN_URL: cluster.adminUrl };
		await expect(startServer({ port: await freePort(), env: deaf })).rejects.toThrow(
			/ended with 1:[^]*same database/
		);
	}
);

test('readers are given the copy, people who are signed in are not', async () => {
	expect(await untilUsed()).toBeLessThan(10_000);
	const own = await someone();
	const mark = `q${randomUUID().slice(0, 8)}`;
	const asked = async (word: string) => (await copy.asked()).some((query) => query.includes(word));
	const [port = 0] = many.ports;
	await read(`${consultation}/P3`, port, own.cookie);
	expect(await asked('unit_text')).toBe(false);
	expect((await read(`${consultation}/search?q=${mark}`, port))?.status).toBe(200);
	expect((await read(`${consultation}/P3`, port))?.status).toBe(200);
	expect((await copy.asked()).length).toBeGreaterThan(0);
	expect(await asked('contribution')).toBe(true);
});

test('what was announced is shown although the copy lags, own acts and new pages alike', async () => {
	expect(await untilUsed()).toBeLessThan(10_000);
	const [here = 0, there = 0] = many.ports;
	const own = await someone();
	await copy.pause();
	try {
		const body = `The copy lags ${randomUUID()}`;
		const sent = await send(own, here, `${consultation}/remark?on=P4`, remark(body));
		expect(sent?.status).toBe(303);
		// Own acts at once, wherever; what others see as soon as it was announced.
		expect((await read(sent?.location ?? '', there, own.cookie))?.text).toContain(body);
		const seen = (path: string) => async () => (await read(path, there))?.text.includes(body);
		const pages = [`${consultation}/P4`, `${consultation}/export/contributions.csv`];
		for (const path of [...pages, sent?.location.split('?')[0]?.split('#')[0] ?? ''])
			expect(await millisecondsUntil(seen(path)), path).toBeLessThan(1000);
		expect(await all(({ ready, replica }) => ready && !replica.used)).toBe(true);
		expect(
			await millisecondsUntil(() => all(({ replica }) => (replica.lagSeconds ?? 0) > 1), 5000)
		).toBeLessThan(5000);
	} finally {
		await copy.resume();
	}
	expect(await untilUsed()).toBeLessThan(10_000);
});

test(
	'a page kept from the copy is never older than what was announced',
	{ timeout: 60_000 },
	async () => {
		const [here = 0, there = 0] = many.ports;
		const path = `${consultation}/P5`;
		const own = await newPeople(database.db, 12);
		let reading = true;
		// Readers all the while, so that pages are made and kept at every moment between write and replay.
		const readers = Array.from({ length: 6 }, async () => {
			while (reading) await read(path, there);
		});
		for (const [turn, one] of own.entries()) {
			if (turn % 3 === 1) await copy.pause();
			const body = `Kept and forgotten ${turn} ${randomUUID()}`;
			expect((await send(one, here, `${consultation}/remark?on=P5`, remark(body)))?.status).toBe(
				303
			);
			const seen = async () => (await read(path, there))?.text.includes(body);
			expect(await millisecondsUntil(seen)).toBeLessThan(1000);
			if (turn % 3 === 1) await copy.resume();
			for (let again = 0; again < 5; again++) expect(await seen()).toBe(true);
		}
		reading = false;
		await Promise.all(readers);
	}
);

test('a copy that is gone is not missed', async () => {
	expect(await untilUsed()).toBeLessThan(10_000);
	await copy.stop();
	const paths = [consultation, `${consultation}/P6`, `${consultation}/search?q=budget`];
	for (const port of many.ports)
		for (const path of paths) expect((await read(path, port))?.status, path).toBe(200);
	expect(await all(({ ready, replica }) => ready && !replica.used)).toBe(true);
});

async function waitingVotes() {
	const row = await database.db
		.selectFrom('voteDelta')
		.select(({ fn }) => fn.countAll<number>().as('n'))
		.executeTakeFirstOrThrow();
	return row.n;
}
