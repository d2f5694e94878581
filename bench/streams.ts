/** Two thousand open streams on one process: what they cost, how soon they hear, what is left for readers. */

import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { newId } from '#domain/identity.ts';
import { root } from '#platform/root.ts';
import { page } from './cached-page.ts';
import { atLeast, atMost, told, type Figure } from './figures.ts';
import type { Arrivals, Fetches, Opened, Order } from './readers.ts';
import { seedConsultation, space, type Text } from './seed.ts';
import { get, load, median, memoryOf, onLoadCore, startServer, type Stage } from './stage.ts';

const count = 2_000;
/** Remarks a second while events flow: a busy hour of a large consultation. */
const perSecond = 2;

export const bench = {
	name: 'streams',
	says: `${count} open streams: memory, how soon a remark arrives, and reading pages meanwhile`,
	run
};

async function run(stage: Stage): Promise<Figure[]> {
	const size = { slug: 'followed', units: 30, remarks: 300, votes: 6000 };
	const text = await seedConsultation(stage.db, stage.place, size);
	const path = `/en/${space}/consultations/followed`;
	// A server without streams first, and alone: what reading pages is without them.
	const plain = await startServer(stage);
	const rate = (port: number) => () =>
		median(() => load(stage, { port, connections: 16, requests: [get(port, path)] }));
	await page(plain.port, path);
	const alone = await rate(plain.port)();
	const speaking = await whileSpeaking(stage, text, rate(plain.port));
	await plain.stop();

	const server = await startServer(stage, { env: { FOLKMOOT_ADDRESS_HEADER: 'x-real-ip' } });
	const readers = startReaders();
	try {
		const { port } = server;
		// Idle is a process that has been read for a while, not one that has just begun.
		await load(stage, { port, connections: 4, requests: [get(port, path)] });
		await pause(3000);
		const idle = memoryOf(server.pid);
		const opened = await readers.ask<Opened>({
			open: count,
			port,
			id: text.id,
			now: `${path}/now`
		});
		if (opened.opened !== count) throw new Error(`Only ${opened.opened} streams were opened.`);
		await pause(3000);
		const open = memoryOf(server.pid);
		const arrival = await slowest(stage, text, readers);
		const heard = memoryOf(server.pid);

		const quiet = await rate(port)();
		readers.tell({ fetching: true });
		const busy = await whileSpeaking(stage, text, rate(port));
		const fetches = await readers.ask<Fetches>({ report: 'fetches' });
		return [
			atMost('streams: memory above idle', open - idle, 'MB', 60),
			told('streams: memory above idle after 20 remarks', heard - idle, 'MB'),
			atMost('streams: a remark at the last of them', arrival, 'ms', 1000),
			atLeast('streams: reading pages', quiet.perSecond / alone.perSecond, 'of without', 0.8),
			atLeast(
				'streams: reading pages while events flow',
				busy.perSecond / speaking.perSecond,
				'of without',
				0.8
			),
			told('streams: pages/s without', alone.perSecond, 'requests/s'),
			told('streams: pages/s without, events flowing', speaking.perSecond, 'requests/s'),
			told('streams: p99 of pages, events flowing', busy.p99, 'ms'),
			atMost('streams: changed parts not had', fetches.failed, 'fetches', 0),
			told('streams: changed parts fetched', fetches.done, 'fetches'),
			told('streams: p99 of a changed part', fetches.p99, 'ms'),
			told('streams: size of a changed part', fetches.bytes / 1000, 'kB')
		];
	} finally {
		readers.close();
		await server.stop();
	}
}

/** Remarks all along, while something is measured. */
async function whileSpeaking<Result>(stage: Stage, text: Text, measure: () => Promise<Result>) {
	let over = false;
	const speaking = (async () => {
		while (!over) {
			await remark(stage, text);
			await pause(1000 / perSecond);
		}
	})();
	const result = await measure();
	over = true;
	await speaking;
	return result;
}

/** Milliseconds from writing a remark to its arrival at the last reader: the slowest of twenty. */
async function slowest(stage: Stage, text: Text, readers: Readers): Promise<number> {
	const sent = new Map<string, number>();
	for (let n = 0; n < 20; n++) {
		const at = Number(process.hrtime.bigint()) / 1e6;
		sent.set(await remark(stage, text), at);
		await pause(700);
	}
	await pause(1500);
	const arrivals = await readers.ask<Arrivals>({ report: 'arrivals' });
	const took = [...sent].map(([reference, at]) => {
		const found = arrivals[reference];
		if (found?.readers !== count)
			throw new Error(`Of ${reference} ${found?.readers ?? 0} of ${count} readers heard.`);
		return found.last - at;
	});
	return Math.max(...took);
}

let said = 0;

/** A remark as its verb writes it: the row and the word to all processes, in one transaction. */
async function remark({ db, place }: Stage, text: Text): Promise<string> {
	said += 1;
	const unitId = text.unitIds[said % text.unitIds.length];
	const { rows } = await db.transaction().execute(async (tx) => {
		const written = await sql<{ reference: string }>`
			insert into contribution (id, reference, space_id, consultation_id, kind, place, unit_id, version_id, person_id,
				author_name, body, lang, visibility, received_at)
			values (${newId()}, reference(${900_000_000 + said}), ${place.spaceId}, ${text.id}, 'comment', 'unit', ${unitId},
				${text.versionId}, ${place.people[0]?.id}, 'Person 1', ${`Remark number ${said}.`}, 'en', 'public',
				clock_timestamp())
			returning reference`.execute(tx);
		await sql`select touch(${text.id}::uuid)`.execute(tx);
		return written;
	});
	return rows[0]?.reference ?? '';
}

type Readers = ReturnType<typeof startReaders>;

function startReaders() {
	const [command, rest] = onLoadCore([process.execPath, join(root, 'bench/readers.ts')]);
	const child: ChildProcess = spawn(command, rest, {
		cwd: root,
		stdio: ['ignore', 'inherit', 'inherit', 'ipc']
	});
	const tell = (order: Order) => child.send(order);
	return {
		tell,
		ask: <Answer>(order: Order) =>
			new Promise<Answer>((done, fail) => {
				child.once('message', (answer) => done(answer as Answer));
				child.once('exit', (code) => fail(new Error(`The readers ended with ${code}.`)));
				tell(order);
			}),
		close: () => void child.kill()
	};
}
