/** Two processes on one database behave as one (A1, B7, C13, C14): started together, raced, alternated, killed and replaced. */

import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { hashOf } from '#domain/secret.server.ts';
import { differences } from '#platform/check.server.ts';
import { connect, type Connection } from '#platform/connection.server.ts';
import { freeLeftBehind } from '#platform/left-behind.server.ts';
import type { Postgres } from '#platform/postgres/join.ts';
import { openPostgres } from '#platform/postgres/launch.ts';
import { from } from './balancer.ts';
import {
	consultation,
	millisecondsUntil,
	newPeople,
	openProcesses,
	unitsOf,
	type Own,
	type Processes
} from './processes.ts';
import { ask } from './sender.ts';
import { formTo, openVolley, type Volley } from './volley.ts';

const full = process.env.FULL === '1';
const rounds = { votes: full ? 200 : 20, others: full ? 50 : 8 };
const parallel = 64;

// Enough for a machine that does much else.
vi.setConfig({ testTimeout: full ? 600_000 : 120_000 });
const values = ['agree', 'changes', 'disagree', 'unsure'] as const;

const folder = mkdtempSync(join(tmpdir(), 'folkmoot-two-'));
let postgres: Postgres;
let database: Connection;
let many: Processes;
let volley: Volley;
let units: Awaited<ReturnType<typeof unitsOf>> = [];

beforeAll(async () => {
	postgres = await openPostgres({ folder, mode: 'serve', say: () => undefined });
	many = await openProcesses({ DATABASE_URL: postgres.url });
	database = connect(postgres.url, 4);
	volley = await openVolley(many.ports, parallel);
	units = await unitsOf(database.db);
});

afterAll(async () => {
	volley?.close();
	await many?.close();
	await database?.db.destroy();
	await postgres?.stop();
	rmSync(folder, { recursive: true, force: true });
});

const unit = (n: number) => units[n % units.length] as (typeof units)[number];
const headersOf = ({ cookie, address }: Own, more = {}) => ({
	...{ cookie, 'x-forwarded-for': address, accept: 'text/html' },
	...more
});

/** The same form over 64 connections to both processes in one instant. */
const race = (
	own: Own,
	path: string,
	form: (n: number) => Record<string, string>,
	{ json = false, length = parallel } = {}
) =>
	volley.fire(
		Array.from({ length }, (_, n) =>
			formTo(many.origin, path, form(n), headersOf(own, json ? { accept: 'application/json' } : {}))
		)
	);

const noFault = (statuses: number[]) =>
	expect(statuses.filter((status) => status === 0 || status >= 500)).toEqual([]);

const votesOf = (own: Own) =>
	database.db
		.selectFrom('vote')
		.select(['unitId', 'value'])
		.where('voterId', '=', own.id)
		.execute();

test('both started at once on an empty database, which was filled once', async () => {
	const { n } = await database.db
		.selectFrom('space')
		.select(({ fn }) => fn.countAll<number>().as('n'))
		.executeTakeFirstOrThrow();
	expect(n).toBe(1);
	for (const { origin } of many.servers)
		expect(await (await fetch(`${origin}/health/ready`)).json()).toEqual({
			ready: true,
			...{ database: true, listening: true, migrations: true, replica: null },
			...{ jobs: true, draining: false }
		});
});

test(`${rounds.votes} × ${parallel} identical votes by one person on one unit: one row each`, async () => {
	const people = await newPeople(database.db, rounds.votes);
	for (const [round, own] of people.entries()) {
		const { id } = unit(round);
		const value = values[round % 4] ?? 'agree';
		const statuses = await race(own, `${consultation}/votes`, () => ({ unit: id, value }), {
			json: true
		});
		expect(new Set(statuses)).toEqual(new Set([200]));
		expect(await votesOf(own)).toEqual([{ unitId: id, value }]);
	}
	expect(await differences(database.db)).toEqual([]);
});

test('racing changes of a vote end in one of the values sent', async () => {
	const people = await newPeople(database.db, rounds.others);
	for (const [round, own] of people.entries()) {
		const { id } = unit(round);
		const form = (n: number) => ({ unit: id, value: values[n % 3] ?? 'agree' });
		noFault(await race(own, `${consultation}/votes`, form, { json: true }));
		const rows = await votesOf(own);
		expect(rows.length).toBe(1);
		expect(values.slice(0, 3)).toContain(rows[0]?.value);
	}
	expect(await differences(database.db)).toEqual([]);
});

test(`${rounds.others} × ${parallel} supports of one remark: each is counted once`, async () => {
	const people = await newPeople(database.db, rounds.others);
	const { reference, id } = await aRemark();
	const counted = async () =>
		(
			await database.db
				.selectFrom('contribution')
				.select('supportPeople as n')
				.where('id', '=', id)
				.executeTakeFirstOrThrow()
		).n;
	const before = await counted();
	for (const own of people)
		noFault(
			await race(own, `/en/arcadia/contributions/${reference}/support`, () => ({ supports: 'yes' }))
		);
	expect(await counted()).toBe(before + people.length);
	expect(await differences(database.db)).toEqual([]);
});

test(`${rounds.others} × ${parallel} reports by one person of one remark: one is open`, async () => {
	const people = await newPeople(database.db, rounds.others);
	const { reference, id } = await aRemark();
	for (const own of people) {
		const form = () => ({ key: randomUUID(), rule: 'advertising', note: 'Sells shoes.' });
		noFault(await race(own, `/en/arcadia/contributions/${reference}/report`, form));
		const rows = await database.db
			.selectFrom('report')
			.select('id')
			.where('contributionId', '=', id)
			.where('reporterId', '=', own.id)
			.execute();
		expect(rows.length).toBe(1);
	}
});

test(`${rounds.others} × ${parallel} uses of one invitation: one membership`, async () => {
	const people = await newPeople(database.db, rounds.others);
	const organisation = await database.db
		.selectFrom('organisation')
		.select(['id', 'slug'])
		.where('verifiedAt', 'is not', null)
		.executeTakeFirstOrThrow();
	for (const own of people) {
		const token = randomUUID().replaceAll('-', '');
		await sql`
			insert into invitation (id, organisation_id, email, token_hash, invited_by, created_at, expires_at)
			select gen_random_uuid(), ${organisation.id}, email, ${hashOf(token)}, id, now(), now() + interval '1 day'
			from person where id = ${own.id}`.execute(database.db);
		const path = `/en/arcadia/organisations/${organisation.slug}/invitation/${token}`;
		const statuses = await race(own, path, () => ({}));
		noFault(statuses);
		expect(statuses.filter((status) => status === 303).length).toBe(1);
		const rows = await database.db
			.selectFrom('membership')
			.select('id')
			.where('personId', '=', own.id)
			.execute();
		expect(rows.length).toBe(1);
		const begun = await database.db
			.selectFrom('ledgerEntry')
			.select('id')
			.where('type', '=', 'membership.begun')
			.where('personId', '=', own.id)
			.execute();
		expect(begun.length).toBe(1);
	}
});

test(`${rounds.others} × ${parallel} requests for one organisation: one is kept`, async () => {
	const people = await newPeople(database.db, rounds.others);
	for (const own of people) {
		const name = `Friends of ${randomUUID().slice(0, 8)}`;
		const form = () => ({ key: randomUUID(), name, sector: 'CIVIL_SOCIETY', website: '' });
		noFault(await race(own, '/en/arcadia/organisations/request', form));
		const rows = await database.db
			.selectFrom('organisation')
			.select('id')
			.where('name', '=', name)
			.execute();
		expect(rows.length).toBe(1);
	}
});

test('one form sent to both is one remark, and both answer the same', async () => {
	const [own] = (await newPeople(database.db, 1)) as [Own];
	const form = {
		...{ key: randomUUID(), body: `Said to two ${randomUUID()}`, kind: 'comment' },
		...{ visibility: 'public', lang: 'en' }
	};
	const raced = await race(own, `${consultation}/remark?on=P1`, () => form, { length: 16 });
	expect(new Set(raced)).toEqual(new Set([303]));
	const answers = await Promise.all(
		many.ports.map((port) => send(own, port, `${consultation}/remark?on=P1`, form))
	);
	expect(new Set(answers.map((got) => `${got?.status} ${got?.location}`)).size).toBe(1);
	expect(answers[0]?.status).toBe(303);
	const rows = await database.db
		.selectFrom('contribution')
		.select('id')
		.where('body', '=', form.body)
		.execute();
	expect(rows.length).toBe(1);
});

test('what changes at one is seen at the other within a second, on kept pages too', async () => {
	const [here = 0, there = 0] = many.ports;
	const [own] = (await newPeople(database.db, 1)) as [Own];
	const path = `${consultation}/P2`;
	for (const port of many.ports) await read(path, { port });
	const body = `Seen elsewhere ${randomUUID()}`;
	const form = { key: randomUUID(), body, kind: 'comment', visibility: 'public', lang: 'en' };
	expect((await send(own, here, `${consultation}/remark?on=P2`, form))?.status).toBe(303);
	expect(
		await millisecondsUntil(async () => (await read(path, { port: there }))?.text.includes(body))
	).toBeLessThan(1000);
});

test('who is suspended is signed out of both within a second', async () => {
	const [own] = (await newPeople(database.db, 1)) as [Own];
	const account = (port: number) => read('/en/account', { port, cookie: own.cookie });
	for (const port of many.ports) expect((await account(port))?.status).toBe(200);
	await sql`update person set suspended_at = now() where id = ${own.id}`.execute(database.db);
	await sql`select pg_notify('folkmoot', ${`person ${own.id}`})`.execute(database.db);
	for (const port of many.ports)
		expect(await millisecondsUntil(async () => (await account(port))?.status === 303)).toBeLessThan(
			1000
		);
});

test('alternating processes and made-up addresses buy at most a tenth more', async () => {
	const [own] = (await newPeople(database.db, 1)) as [Own];
	const [{ id }] = [unit(3)];
	const claims = spoofed('10.66.6.7');
	const sent = Array.from({ length: 400 }, (_, n) =>
		ask({
			...{ origin: many.origin, path: `${consultation}/votes`, accept: 'application/json' },
			...{ cookie: own.cookie, form: { unit: id, value: values[n % 4] ?? 'agree' } },
			headers: { ...claims[n % claims.length], [from]: '10.66.6.7' }
		})
	);
	const statuses = (await Promise.all(sent)).map((got) => got?.status);
	const done = statuses.filter((status) => status === 200).length;
	expect(new Set(statuses)).toEqual(new Set([200, 429]));
	expect(done).toBeLessThanOrEqual(264);
	expect(done).toBeGreaterThanOrEqual(216);
});

test('twenty ways to claim another address: one network all the same', async () => {
	const claims = spoofed('10.66.7.7');
	expect(claims.length).toBeGreaterThanOrEqual(20);
	const asked = Array.from({ length: 330 }, (_, n) =>
		ask({
			...{ origin: many.origin, path: `${consultation}/export/units.csv` },
			headers: { ...claims[n % claims.length], [from]: '10.66.7.7' }
		})
	);
	const statuses = (await Promise.all(asked)).map((got) => got?.status);
	expect(statuses.filter((status) => status === 200).length).toBe(300);
	expect(statuses.filter((status) => status === 429).length).toBe(30);
});

test('two hundred people behind one address, two acts each: nobody is stopped', async () => {
	const people = await newPeople(database.db, 200);
	const acts = people.flatMap(({ cookie }, n) =>
		['agree', 'unsure'].map((value) =>
			ask({
				...{ origin: many.origin, path: `${consultation}/votes`, accept: 'application/json' },
				...{ cookie, form: { unit: unit(n).id, value }, headers: { [from]: '10.66.8.7' } }
			})
		)
	);
	const statuses = (await Promise.all(acts)).map((got) => got?.status);
	expect(new Set(statuses)).toEqual(new Set([200]));
});

test('each job runs once, and what a killed process had begun is taken over', async () => {
	const dead = `pool-${randomUUID().slice(0, 8)}`;
	const alive = await sql<{ name: string }>`
			select split_part(application_name, ' ', 3) as name from pg_stat_activity
			where application_name like 'folkmoot listens pool-%'`.execute(database.db);
	expect(alive.rows.length).toBe(2);
	// Mails that are no longer there: nothing is left to do, and the job is done.
	const mails = [randomUUID(), randomUUID()];
	// One was taken by a process that is gone since, one by a process that is at work on it.
	for (const [n, worker] of [dead, alive.rows[0]?.name ?? ''].entries()) {
		await sql`
				select graphile_worker.add_job('send_mail', ${JSON.stringify({ id: mails[n] })}::json,
					run_at => now() + interval '1 hour')`.execute(database.db);
		await sql`
				update graphile_worker._private_jobs
				set locked_by = ${worker}, locked_at = now() - interval '1 minute', run_at = now()
				where payload->>'id' = ${mails[n]}`.execute(database.db);
	}
	await freeLeftBehind(database.db);
	const left = async () =>
		(
			await sql<{ worker: string | null }>`
					select locked_by as worker from graphile_worker._private_jobs j
					where payload->>'id' = any (${mails}::text[])`.execute(database.db)
		).rows.map(({ worker }) => worker);
	expect(await millisecondsUntil(async () => (await left()).length === 1, 10_000)).toBeLessThan(
		10_000
	);
	expect(await left()).toEqual([alive.rows[0]?.name]);
	await sql`delete from graphile_worker._private_jobs where payload->>'id' = any (${mails}::text[])`.execute(
		database.db
	);
});

test('a rolling restart under load loses no request; a killed process is only missed', async () => {
	volley.close();
	const people = await newPeople(database.db, 6);
	let going = true;
	const got: (number | undefined)[] = [];
	const load = people.map(async (own, n) => {
		for (let turn = n; going; turn++) {
			const answer =
				turn % 2
					? await read(consultation)
					: await send(own, many.balancer.port, `${consultation}/votes`, {
							unit: unit(turn).id,
							value: values[turn % 4] ?? 'agree'
						});
			got.push(answer?.status);
			await new Promise((resume) => setTimeout(resume, 20));
		}
	});
	for (const which of [0, 1] as const) {
		const ended = many.servers[which].drain();
		expect(
			await millisecondsUntil(() => Promise.resolve(many.balancer.serving().length === 1))
		).toBeLessThan(1000);
		expect(await ended).toBe(0);
		await many.restart(which);
		expect(
			await millisecondsUntil(() => Promise.resolve(many.balancer.serving().length === 2))
		).toBeLessThan(1000);
	}
	going = false;
	await Promise.all(load);
	expect(got.length).toBeGreaterThan(50);
	expect(got.filter((status) => status === undefined || status >= 400)).toEqual([]);

	await many.servers[0].kill();
	await millisecondsUntil(() => Promise.resolve(many.balancer.serving().length === 1));
	const after = await Promise.all(Array.from({ length: 10 }, () => read(consultation)));
	expect(new Set(after.map((one) => one?.status))).toEqual(new Set([200]));
	await many.restart(0);
	expect(await differences(database.db)).toEqual([]);
});

const read = (path: string, { port = many.balancer.port, cookie = '' } = {}) =>
	ask({ origin: many.origin, port, path, cookie, address: '10.99.0.7' });

const send = (own: Own, port: number, path: string, form: Record<string, string>) =>
	ask({ origin: many.origin, port, path, form, cookie: own.cookie, address: own.address });

const aRemark = () =>
	database.db
		.selectFrom('contribution')
		.innerJoin('consultation', 'consultation.id', 'contribution.consultationId')
		.select(['reference', 'contribution.id'])
		.where('consultation.slug', '=', 'open-works')
		.where('visibility', '=', 'public')
		.where('contribution.state', '=', 'published')
		.executeTakeFirstOrThrow();

/** Headers in which a client could claim to come from elsewhere. */
function spoofed(own: string): Record<string, string>[] {
	const other = () =>
		`172.16.${Math.floor(Math.random() * 256)}.${Math.floor(Math.random() * 256)}`;
	const names = [
		...['x-real-ip', 'x-client-ip', 'true-client-ip', 'cf-connecting-ip', 'forwarded-for'],
		...['x-cluster-client-ip', 'x-forwarded', 'fastly-client-ip', 'x-originating-ip'],
		...['x-remote-ip', 'x-remote-addr', 'x-folkmoot-address', 'client-ip', 'via']
	];
	return [
		...names.map((name) => ({ [name]: other() })),
		{ forwarded: `for=${other()}` },
		{ 'x-forwarded-for': other() },
		{ 'x-forwarded-for': `${other()}, ${other()}` },
		{ 'x-forwarded-for': `${own}, ${other()}` },
		{ 'x-forwarded-for': `${other()},` },
		{ 'x-forwarded-for': 'unknown, _hidden' },
		{ 'x-forwarded-for': `[2001:db8::${Math.floor(Math.random() * 9999)}]:443` },
		{ 'x-forwarded-for': Array.from({ length: 200 }, other).join(', ') }
	];
}
