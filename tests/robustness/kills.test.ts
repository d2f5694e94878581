/** A2: everything is killed again and again while people vote and write; what was acknowledged is there. */

import { randomUUID } from 'node:crypto';
import { readFileSync, mkdtempSync, rmSync } from 'node:fs';
import { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '#domain/database.server.ts';
import { differences } from '#platform/check.server.ts';
import { connect } from '#platform/connection.server.ts';
import { databaseOf } from '#platform/postgres/launch.ts';
import { freePort, startServer, type Server } from '#tests/server.ts';
import { signIn, type SignedIn } from '#tests/sessions.ts';
import { killAll, postgresOf } from '#tests/cluster.ts';
import { ask } from './sender.ts';

const kills = 20;

/** Ready in ten seconds is the aim; three times that is a fault, however busy the machine. */
const waitForReady = 30_000;
const path = '/en/arcadia/consultations/open-works';
const values = ['agree', 'changes', 'disagree', 'unsure'];

const data = mkdtempSync(join(tmpdir(), 'folkmoot-kills-'));
const port = await freePort();
const env = { FOLKMOOT_ADDRESS_HEADER: 'x-forwarded-for' };
const start = () => startServer({ data, port, env });

let server: Server;
let people: SignedIn[] = [];
let units: { id: string; number: number }[] = [];

/** Votes by unit and voter: what was acknowledged last, and what may have been written since. */
const votes = new Map<string, { acknowledged: string | null; sent: string[] }>();
/** Contributions by what they say; their reference once acknowledged. */
const remarks = new Map<string, string | null>();
let acknowledged = 0;

async function withDatabase<Result>(work: (db: Database) => Promise<Result>): Promise<Result> {
	const { db } = connect((await databaseOf(data)).url, 2);
	return work(db).finally(() => db.destroy());
}

beforeAll(async () => {
	server = await start();
	const secret = readFileSync(join(data, 'secret'), 'utf8').trim();
	await withDatabase(async (db) => {
		const persons = await db.selectFrom('person').select('id').orderBy('id').limit(60).execute();
		people = await signIn(
			db,
			secret,
			persons.map(({ id }) => id)
		);
		const rows = await db
			.selectFrom('unitText')
			.innerJoin('consultation', 'consultation.versionId', 'unitText.versionId')
			.select(['unitText.unitId as id', 'unitText.number'])
			.where('consultation.slug', '=', 'open-works')
			.where('unitText.number', 'is not', null)
			.execute();
		units = rows.map(({ id, number }) => ({ id, number: number ?? 0 }));
	});
});

afterAll(async () => {
	await server?.stop();
	rmSync(data, { recursive: true, force: true });
});

/** One after another, votes and now and then a remark, until told to stop or nobody answers. */
async function write(person: SignedIn, n: number, going: () => boolean) {
	const agent = new Agent({ keepAlive: true, maxSockets: 1 });
	const own = { origin: server.origin, cookie: person.cookie, address: `10.0.${n}.7`, agent };
	for (let turn = n; going(); turn++) {
		const unit = units[turn % units.length];
		if (!unit) break;
		if (turn % 5 === 0) await remark(own, unit.number);
		else await vote(own, unit.id, person.id, values[turn % values.length] ?? 'agree');
	}
	agent.destroy();
}

type Own = { origin: string; cookie: string; address: string; agent: Agent };

async function vote(own: Own, unit: string, voter: string, value: string) {
	const known = votes.get(unit + voter) ?? { acknowledged: null, sent: [] };
	votes.set(unit + voter, known);
	known.sent.push(value);
	const got = await ask({
		...own,
		path: `${path}/votes`,
		form: { unit, value },
		accept: 'application/json'
	});
	if (got?.status !== 200) return;
	known.acknowledged = value;
	known.sent = [];
	acknowledged += 1;
}

async function remark(own: Own, number: number) {
	const body = `What was acknowledged stays: ${randomUUID()}`;
	const form = { key: randomUUID(), body, kind: 'comment', visibility: 'public', lang: 'en' };
	remarks.set(body, null);
	const got = await ask({ ...own, path: `${path}/remark?on=P${number}`, form });
	if (got?.status !== 303) return;
	remarks.set(body, /C-[0-9A-Z]{6}/.exec(got.location)?.[0] ?? 'no reference');
	acknowledged += 1;
}

test(
	`after each of ${kills} kills, every acknowledged vote and remark is there, whole and once`,
	{ timeout: 400_000 },
	async () => {
		for (let kill = 0; kill < kills; kill++) {
			const before = acknowledged;
			let going = true;
			const writers = people
				.slice((kill * 6) % 48)
				.slice(0, 12)
				.map((person, n) => write(person, kill * 12 + n, () => going));
			const enough = performance.now() + 10_000;
			// A different moment each time, but never before something was written.
			await new Promise((resume) => setTimeout(resume, 250 + ((kill * 137) % 400)));
			while (acknowledged < before + 15 && performance.now() < enough)
				await new Promise((resume) => setTimeout(resume, 20));
			const postgres = postgresOf(data);
			expect(postgres.length).toBeGreaterThan(3);
			killAll(kill % 2 ? [...postgres, server.pid] : [server.pid, ...postgres]);
			going = false;
			await Promise.all(writers);
			expect(acknowledged - before, 'nothing was written before the kill').toBeGreaterThan(0);

			const begun = performance.now();
			server = await start();
			expect(performance.now() - begun, 'ready in time').toBeLessThan(waitForReady);
			await withDatabase(look);
		}
		expect(await withDatabase(differences)).toEqual([]);
	}
);

async function look(db: Database) {
	const kept = await db.selectFrom('vote').select(['unitId', 'voterId', 'value']).execute();
	const found = new Map(kept.map((row) => [row.unitId + row.voterId, row.value as string]));
	for (const [key, known] of votes) {
		const value = found.get(key);
		const possible = [known.acknowledged, ...known.sent];
		// A vote of the example may stand where nothing was acknowledged yet.
		if (known.acknowledged !== null) expect(possible).toContain(value);
		votes.set(key, { acknowledged: known.acknowledged && (value ?? null), sent: [] });
	}
	const rows = await db
		.selectFrom('contribution')
		.leftJoin('ledgerEntry', 'ledgerEntry.aboutId', 'contribution.id')
		.select(({ fn }) => ['body', 'reference', fn.count<number>('ledgerEntry.id').as('entries')])
		.where('body', 'like', 'What was acknowledged stays: %')
		.groupBy(['contribution.id', 'body', 'reference'])
		.execute();
	const said = Map.groupBy(rows, ({ body }) => body);
	for (const [body, reference] of remarks) {
		const same = said.get(body) ?? [];
		expect(same.length).toBeLessThanOrEqual(1);
		if (reference) expect(same[0]?.reference).toBe(reference);
	}
	expect(rows.filter(({ entries }) => entries !== 1)).toEqual([]);
}
