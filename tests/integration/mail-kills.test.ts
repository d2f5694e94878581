/** A7: a thousand acts while the worker is killed fifty times; every mail leaves, and hardly one twice. */

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { now } from '#domain/clock.server.ts';
import { newId } from '#domain/identity.ts';
import { tell } from '#domain/notifications/news.server.ts';
import { notify } from '#domain/notifications/notify.server.ts';
import { freeLeftBehind } from '#platform/left-behind.server.ts';
import { freshDatabase } from '#tests/database.ts';
import { headOf, openSink, type Taken } from '#tests/mail-sink.ts';
import { office, openIn, person } from '#tests/staff.ts';

const { db, url } = await freshDatabase();
const sink = await openSink();
/** The modules of the workers, made ready once for all of them. */
const compiled = mkdtempSync(join(tmpdir(), 'folkmoot-compiled-'));
const workers = new Set<ChildProcess>();
afterAll(async () => {
	for (const one of workers) one.kill('SIGKILL');
	await sink.close();
	rmSync(compiled, { recursive: true, force: true });
});

const acts = 1000;
/** At every word of a mail’s way but one: there the mail was kept, and nobody who asks again can know. */
const points = ['EHLO', 'MAIL', 'RCPT', 'DATA', '.'] as const;
const kills: (typeof points)[number][] = Array.from({ length: 49 }, (_, n) => points[n % 5] ?? '.');
const pause = (milliseconds: number) => new Promise((resume) => setTimeout(resume, milliseconds));

function spare(): ChildProcess {
	const child = spawn(process.execPath, [join(import.meta.dirname, 'mail-worker.ts')], {
		stdio: ['pipe', 'pipe', 'inherit'],
		env: {
			...{ PATH: process.env.PATH, DATABASE_URL: url, DATABASE_POOL: '4', PORT: '4299' },
			...{ SMTP_URL: sink.url, LOG_LEVEL: 'silent', NODE_ENV: 'production' },
			NODE_COMPILE_CACHE: compiled,
			FOLKMOOT_SECRET: 'a secret of a test, 32 characters long or more'
		}
	});
	workers.add(child);
	return child;
}

const spares = [spare(), spare(), spare()];
async function nextWorker(): Promise<ChildProcess> {
	const child = spares.shift();
	if (!child) throw new Error('There is no worker left.');
	spares.push(spare());
	if (child.exitCode !== null) throw new Error('A worker ended before it began.');
	child.stdin?.write('go\n');
	return child;
}

/** What the sink waits for: a worker that comes to this word is killed there. */
let deadly: { point: string; keep: boolean; after: number } | null = null;
let killed: ((taken: Taken) => void) | null = null;
let dying: Promise<void> | null = null;
let dead = () => {};
sink.answer = async (command, taken) => {
	const met = deadly && command.toUpperCase().startsWith(deadly.point);
	if (deadly && met) deadly.after -= 1;
	const hit = deadly && met && deadly.after < 0;
	if (dying) {
		await dying;
		return '421 gone';
	}
	if (!hit) return undefined;
	const { keep } = deadly ?? { keep: false };
	deadly = null;
	// Nobody is answered any more: not even that it failed.
	dying = new Promise((resume) => (dead = resume));
	// Whatever was answered before comes to its end; then nobody is between a yes and its record.
	await pause(60);
	if (keep) sink.taken.push(taken);
	killed?.(taken);
	await dying;
	return '421 gone';
};

async function killAt(worker: ChildProcess, point: string, after: number, keep = false) {
	const reached = new Promise<Taken>((resume) => (killed = resume));
	deadly = { point, keep, after };
	await reached;
	worker.kill('SIGKILL');
	await once(worker, 'exit');
	workers.delete(worker);
	dying = null;
	dead();
	for (let tries = 0; tries < 50 && (await freeLeftBehind(db, 0)) === 0; tries++) await pause(20);
}

test(
	'each mail is sent, none of an act that was rolled back, and at most one in a thousand twice',
	{ timeout: 300_000 },
	async () => {
		const place = await office(db);
		const followers = await Promise.all(Array.from({ length: 10 }, (_, n) => person(db, `F${n}`)));
		const open: string[] = [];
		for (let n = 0; n < 10; n++) open.push((await openIn(db, place)).id);
		const at = await now(db);
		for (const { id: personId } of followers)
			for (const targetId of open)
				await db
					.insertInto('follow')
					.values({ personId, target: 'consultation', targetId, pace: 'at_once', at })
					.execute();

		let going = true;
		let done = 0;
		const acting = (async () => {
			for (let n = 0; n < acts; n++) {
				const act = db.transaction().execute(async (tx) => {
					const fact = {
						language: 'en',
						kind: 'role_ended' as const,
						facts: { space: 'A', role: 'STEWARD' }
					};
					if (n % 20 === 0) {
						const consultationId = open[(n / 20) % open.length] ?? '';
						const { spaceId } = place;
						await tell(tx, { kind: 'extended', spaceId, consultationId, at: await now(tx) });
					} else await notify(tx, { recipient: `kept${n}@example.org`, ...fact });
					if (n % 10 !== 9) return;
					await notify(tx, { recipient: `undone${n}@example.org`, ...fact });
					throw new Error('undone');
				});
				await act.catch((cause: Error) => {
					if (cause.message !== 'undone') throw cause;
				});
				done += 1;
				// As long as there is to kill there is to do.
				if (kills.length > 0 && n % 20 === 19) await pause(60);
			}
		})();
		let worker = await nextWorker();
		let n = 0;
		for (const point of kills) {
			// Some mails leave before; of connections there are few, so at their beginning none is waited for.
			await killAt(worker, point, point === 'EHLO' ? 0 : (n * 7) % 30);
			worker = await nextWorker();
			n += 1;
			if (n === 25) {
				await killAt(worker, '.', 3, true);
				worker = await nextWorker();
			}
			// There is always something on its way.
			if (done === acts && going)
				for (let more = 0; more < 40; more++)
					await db.transaction().execute((tx) =>
						notify(tx, {
							...{ recipient: `more${n}-${more}@example.org`, language: 'en' },
							...{ kind: 'role_ended', facts: { space: 'A', role: 'STEWARD' } }
						})
					);
		}
		await acting;
		going = false;
		const left = async () =>
			(
				await sql<{ n: number }>`select (select count(*) from mail where sent_at is null)
					+ (select count(*) from news where told_at is null)
					+ (select count(*) from notice where told_at is null) as n`.execute(db)
			).rows[0]?.n;
		for (let tries = 0; tries < 300 && Number(await left()) > 0; tries++) await pause(100);
		worker.kill('SIGTERM');
		const stuck =
			await sql`select m.recipient, m.attempts, m.failure, j.run_at, j.locked_by, j.attempts as tries
			from mail m left join graphile_worker.jobs j on j.key = 'mail ' || m.id where m.sent_at is null`.execute(
				db
			);
		expect(stuck.rows).toEqual([]);
		expect(Number(await left())).toBe(0);

		const mails = await db.selectFrom('mail').select(['id', 'recipient']).execute();
		expect(mails.length).toBeGreaterThan(acts * 0.9);
		const got = Map.groupBy(sink.taken, ({ data }) => idOf(data));
		const missing = mails.filter(({ id, recipient }) =>
			(got.get(id) ?? []).every(({ to }) => to[0] !== recipient)
		);
		expect(missing).toEqual([]);
		expect(sink.taken.filter(({ to }) => /undone/.test(to[0] ?? ''))).toEqual([]);
		expect([...got.keys()].filter((id) => !mails.some((mail) => mail.id === id))).toEqual([]);
		const twice = sink.taken.length - got.size;
		expect(twice, 'sent twice').toBeLessThanOrEqual(mails.length / 1000 + 1);
		expect(twice, 'the one that was killed after it was kept').toBe(1);

		// Each fact was told each follower once.
		const { rows } = await sql<{ n: number; mailed: number }>`select count(*)::int as n,
			count(*) filter (where mail_id is not null)::int as mailed from notice`.execute(db);
		expect(rows[0]).toEqual({
			n: (acts / 20) * followers.length,
			mailed: (acts / 20) * followers.length
		});
	}
);

const idOf = (data: string) =>
	/<([^@]+)@/.exec(headOf(data).find(([name]) => name === 'message-id')?.[1] ?? '')?.[1] ?? newId();
