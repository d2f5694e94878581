/** B4: the database stops for a while: readers keep reading, writers keep their text, and it mends by itself. */

import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect } from '#platform/connection.server.ts';
import type { Postgres } from '#platform/postgres/join.ts';
import { openPostgres } from '#platform/postgres/launch.ts';
import { startServer, type Server } from '#tests/server.ts';
import { signIn, type SignedIn } from '#tests/sessions.ts';
import { ask, type Got } from './sender.ts';

const secret = 'robust-0123456789-abcdefghijklmnopqrstuvwxyz';
const path = '/en/arcadia/consultations/open-works';
const folder = mkdtempSync(join(tmpdir(), 'folkmoot-away-'));
const open = () => openPostgres({ folder, mode: 'serve', say: () => undefined });

let postgres: Postgres;
let server: Server;
let person: SignedIn;
let unitId = '';

beforeAll(async () => {
	postgres = await open();
	server = await startServer({ env: { DATABASE_URL: postgres.url, FOLKMOOT_SECRET: secret } });
	const { db } = connect(postgres.url, 2);
	const one = await db.selectFrom('person').select('id').orderBy('id').executeTakeFirstOrThrow();
	[person] = (await signIn(db, secret, [one.id])) as [SignedIn];
	const unit = await db
		.selectFrom('unitText')
		.innerJoin('consultation', 'consultation.versionId', 'unitText.versionId')
		.select('unitText.unitId as id')
		.where('consultation.slug', '=', 'open-works')
		.where('unitText.number', '=', 1)
		.executeTakeFirstOrThrow();
	unitId = unit.id;
	await db.destroy();
});

afterAll(async () => {
	await server?.stop();
	await postgres?.stop();
	rmSync(folder, { recursive: true, force: true });
});

const read = (to: string) => ask({ origin: server.origin, path: to });
const send = (to: string, form: Record<string, string>) =>
	ask({ origin: server.origin, path: to, form, cookie: person.cookie });

async function timed(asking: () => Promise<Got | null>) {
	const begun = performance.now();
	return { got: await asking(), took: performance.now() - begun };
}

const body = `Typed while the database was away ${randomUUID()}`;
const remark = { key: randomUUID(), body, kind: 'comment', visibility: 'public', lang: 'en' };

/** The seconds until something succeeds, ten at most. */
async function secondsUntil(done: () => Promise<boolean>) {
	const begun = performance.now();
	while (!(await done()) && performance.now() < begun + 10_000)
		await new Promise((resume) => setTimeout(resume, 100));
	return (performance.now() - begun) / 1000;
}

test(
	'readers keep reading, writers keep their text, and both recover',
	{ timeout: 120_000 },
	async () => {
		const fresh = await read(path);
		expect(fresh).toMatchObject({ status: 200 });
		expect(fresh?.headers['x-folkmoot-stale']).toBeUndefined();
		expect((await send(`${path}/votes`, { unit: unitId, value: 'agree' }))?.status).toBeLessThan(
			400
		);
		// The vote made the page old; a reader makes it anew before the database goes.
		await secondsUntil(async () => (await read(path))?.status === 200);

		await postgres.stop();
		for (let time = 0; time < 3; time++) {
			const { got, took } = await timed(() => read(path));
			expect(got).toMatchObject({ status: 200 });
			expect(got?.headers['x-folkmoot-stale']).toBe('1');
			expect(got?.text).toContain('</html>');
			expect(took).toBeLessThan(2_000);
		}
		const never = await timed(() => read(`${path}/P2`));
		expect(never.got?.status).toBe(503);
		expect(never.took).toBeLessThan(2_500);

		const vote = await timed(() => send(`${path}/votes`, { unit: unitId, value: 'disagree' }));
		expect(vote.got?.status).toBe(503);
		expect(vote.took).toBeLessThan(2_500);
		const said = await timed(() => send(`${path}/remark?on=P1`, remark));
		expect(said.got?.status).toBe(503);
		expect(said.took).toBeLessThan(2_500);
		expect(said.got?.text).toContain(body);
		expect(said.got?.text).not.toMatch(/ECONNREFUSED|postgres|\bat .*\.js/i);
		expect((await read('/health/ready'))?.status).toBe(503);
		expect((await read('/health/live'))?.status).toBe(200);

		const url = postgres.url;
		postgres = await open();
		expect(postgres.url, 'the database came back elsewhere').toBe(url);
		expect(
			await secondsUntil(async () => (await send(`${path}/remark?on=P1`, remark))?.status === 303)
		).toBeLessThan(5);
		expect(
			await secondsUntil(async () => {
				const got = await read(path);
				return got?.status === 200 && got.headers['x-folkmoot-stale'] === undefined;
			})
		).toBeLessThan(5);
		expect(
			await secondsUntil(async () => (await read('/health/ready'))?.status === 200)
		).toBeLessThan(5);

		const { db } = connect(postgres.url, 2);
		const rows = await db
			.selectFrom('contribution')
			.select('id')
			.where('body', '=', body)
			.execute();
		await db.destroy();
		expect(rows.length).toBe(1);
	}
);
