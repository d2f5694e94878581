/** A table of fifty thousand letters with a broken row: read, checked and entered beside a process that goes on serving. */

import { monitorEventLoopDelay } from 'node:perf_hooks';
import { runMigrations } from 'graphile-worker';
import { accept } from '#domain/elsewhere/accept.server.ts';
import { check } from '#domain/elsewhere/check.server.ts';
import { enterAll } from '#domain/elsewhere/enter-all.server.ts';
import { map } from '#domain/elsewhere/map.server.ts';
import { read } from '#domain/elsewhere/read.server.ts';
import { receive } from '#domain/elsewhere/receive.server.ts';
import { importById } from '#domain/elsewhere/store.server.ts';
import { atMost, told, type Figure } from './figures.ts';
import { sentences } from './prose.ts';
import { seedConsultation } from './seed.ts';
import { secretariat } from './staff.ts';
import { quick, type Stage } from './stage.ts';

export const bench = {
	name: 'elsewhere',
	says: '50,000 rows of a table, one of them broken: read, checked, entered',
	run
};

const rows = quick ? 5000 : 50_000;
const broken = Math.round(rows * 0.8) + 1;

/** About 20 MB, every row with an id, a place and a language. */
function table(): Buffer {
	const lines = ['id,paragraph,language,body'];
	for (let line = 2; line <= rows + 1; line++) {
		const words = sentences(line, 3).replaceAll('"', '').slice(0, 360);
		lines.push(`L${line},P${(line % 100) + 1},en,"${words}${line === broken ? '' : '"'}`);
	}
	return Buffer.from(`${lines.join('\n')}\n`);
}

async function run(stage: Stage): Promise<Figure[]> {
	const { db, place } = stage;
	await runMigrations({ pgPool: stage.pool });
	const size = { slug: 'letters', units: 100, remarks: 0, votes: 0 };
	const text = await seedConsultation(db, place, size);
	const by = await secretariat(stage);
	const bytes = table();
	globalThis.gc?.();
	const idle = process.memoryUsage.rss();
	let most = idle;
	const watch = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 25);
	const delay = monitorEventLoopDelay({ resolution: 10 });
	delay.enable();
	try {
		const received = await receive(db, by, text.id, 'letters.csv');
		if (!received.ok) throw new Error(received.obstacle.code);
		const { id } = received;
		const taken: number[] = [];
		const timed = async (work: () => Promise<unknown>) => {
			const begun = performance.now();
			await work();
			taken.push((performance.now() - begun) / 1000);
		};
		await timed(() => read(db, id, bytes));
		const day = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
		const columns = { 'column.externalId': '0', 'column.unit': '1' };
		const more = { 'column.lang': '2', 'column.body': '3', channel: 'letter' };
		const whole = { consent: 'nameless', day, lang: 'en', source: '' };
		const mapped = await map(db, by, {
			...{ consultationId: text.id, id },
			sent: { ...columns, ...more, ...whole }
		});
		if (!mapped.ok) throw new Error(mapped.obstacle.code);
		await timed(() => check(db, id, true));
		const accepted = await accept(db, by, { consultationId: text.id, id, which: 'faultless' });
		if (!accepted.ok) throw new Error(accepted.obstacle.code);
		await timed(() => enterAll(db, id));
		const done = await importById(db, by, { id: text.id, spaceId: place.spaceId }, id);
		if (done?.done !== rows - 1 || done.faults !== 1)
			throw new Error(`${done?.done} rows were entered, ${done?.faults} have faults.`);
		const [reading = 0, checking = 0, entering = 0] = taken;
		return [
			told('elsewhere: read', reading, 's'),
			told('elsewhere: checked', checking, 's'),
			told('elsewhere: entered', entering, 's'),
			atMost('elsewhere: memory above idle', (most - idle) / 1024 / 1024, 'MB', 200),
			told('elsewhere: longest wait of others', delay.max / 1e6, 'ms')
		];
	} finally {
		clearInterval(watch);
		delay.disable();
	}
}
