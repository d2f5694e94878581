/** Chosen words, many over one another: the page that shows them and the thread they lead to. */

import { sql } from 'kysely';
import { uncached } from './rendered-page.ts';
import { page } from './cached-page.ts';
import { atMost, told, type Figure } from './figures.ts';
import type { Measured } from './load.ts';
import { seedConsultation, space, type Text } from './seed.ts';
import { get, load, median, startServer, type Stage } from './stage.ts';

export const bench = {
	name: 'highlights',
	says: '500 highlights on a unit, 5,000 in a document of 600 units, uncached, concurrency 4',
	run
};

const [onOne, inAll] = [500, 5000];

async function run(stage: Stage): Promise<Figure[]> {
	const text = await seedConsultation(stage.db, stage.place, {
		...{ slug: 'highlights', units: 600, remarks: 15_000, votes: 30_000 }
	});
	const server = await startServer(stage);
	const base = `/en/${space}/consultations/highlights`;
	const measure = (path: string): Promise<Measured> =>
		median(
			() => load(stage, { port: server.port, connections: 4, requests: [get(server.port, path)] }),
			'p95'
		);
	try {
		const without = await measure(uncached(base));
		await seedQuotes(stage, text);
		const all = await measure(uncached(base));
		const { body } = await page(server.port, uncached(base));
		const shown = String(body).match(/class="chosen/g)?.length ?? 0;
		if (shown < onOne / 2) throw new Error(`Only ${shown} highlights are on the page.`);
		const thread = await measure(`${base}/P1?quote=20-60-en`);
		const list = await measure(`${base}/P1?quote=any`);
		const changed = await afterChange(stage, text, server.port, base);
		return [
			atMost('highlights', all.p95, 'ms p95', 200),
			atMost('highlights: opening a thread', thread.p95, 'ms p95', 100),
			atMost('highlights: opening all of a unit', list.p95, 'ms p95', 100),
			told('highlights: the page made anew after a remark', changed, 'ms'),
			told('highlights: the same page without', without.p95, 'ms p95'),
			told('highlights: segments on the page', shown, 'segments'),
			told('highlights: size', body.length / 1000, 'kB unpacked')
		];
	} finally {
		await server.stop();
	}
}

/** 500 remarks on the first unit, then some eight of every other, each about words of its own. */
async function seedQuotes({ db }: Stage, { id, unitIds }: Text) {
	await sql`
		update contribution set unit_id = ${unitIds[0]} where id in (
			select id from contribution where consultation_id = ${id} and depth = 0 order by id limit ${onOne}
		)`.execute(db);
	await sql`
		with numbered as (
			select c.id, t.plain, t.number, row_number() over (partition by c.unit_id order by c.received_at) as n
			from contribution c join unit_text t on t.unit_id = c.unit_id and t.version_id = c.version_id
			where c.consultation_id = ${id} and c.depth = 0
		), moved as (
			select id, plain, number, n, (n * 7) % greatest(1, char_length(plain) - 60) as start_at, 12 + (n * 13) % 48 as long
			from numbered
		)
		insert into quote (contribution_id, exact, prefix, suffix, start_at, end_at, lang)
		select id, substr(plain, start_at::int + 1, long::int), right(left(plain, start_at::int), 32),
			substr(plain, (start_at + long)::int + 1, 32), start_at, start_at + long, 'en'
		from moved where number = 1 and n <= ${onOne} or number > 1 and n <= 8 limit ${inAll}`.execute(db);
	await sql`analyze quote`.execute(db);
	await sql`select touch(${id})`.execute(db);
}

/** The slowest of ten pages, each the first after a remark on words changed what is shown. */
async function afterChange({ db }: Stage, { id, unitIds }: Text, port: number, base: string) {
	let slowest = 0;
	for (let n = 0; n < 10; n++) {
		await sql`
			update quote set end_at = end_at - 1, exact = left(exact, -1) where contribution_id in (
				select c.id from contribution c join quote q on q.contribution_id = c.id
				where c.unit_id = ${unitIds[0]} and char_length(q.exact) > 2 limit 1 offset ${n}
			)`.execute(db);
		await sql`select touch(${id})`.execute(db);
		const begun = performance.now();
		await page(port, uncached(base, n));
		slowest = Math.max(slowest, performance.now() - begun);
	}
	return slowest;
}
