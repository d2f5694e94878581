/** Contributions that say the same among 10,000: how long it takes, how much it holds, and twice the same. */

import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { newId } from '#domain/identity.ts';
import { atLeast, atMost, told, type Figure } from './figures.ts';
import { seedConsultation, type Text } from './seed.ts';
import { seedSaid } from './similar.ts';
import { memoryOf, quick, startServer, type Stage } from './stage.ts';

export const bench = {
	name: 'groups',
	says: 'similar groups over 10,000 contributions, in the background of a running server, twice',
	run
};

async function run(stage: Stage): Promise<Figure[]> {
	const count = quick ? 1_000 : 10_000;
	const text = await seedConsultation(stage.db, stage.place, {
		...{ slug: 'groups', units: 60, remarks: 0, votes: 0 }
	});
	await seedSaid(stage, stage.place, text, count, {
		...{ references: 620_000_000, sentence: 'We all say' }
	});
	const server = await startServer(stage);
	try {
		await new Promise((resume) => setTimeout(resume, 2_000));
		const idle = memoryOf(server.pid);
		const first = await search(stage, text, server.pid);
		const second = await search(stage, text, server.pid);
		return [
			atMost('groups', Math.max(first.seconds, second.seconds), 's', 20),
			atMost('groups: memory of the server', Math.max(first.most, second.most), 'MB', 500),
			told('groups: memory before', idle, 'MB'),
			atMost('groups: told apart in two runs', first.found === second.found ? 0 : 1, 'runs', 0),
			atLeast('groups: steps of progress shown', first.steps, 'steps', 2),
			atLeast('groups: proposals', first.proposals, 'groups', 1)
		];
	} finally {
		await server.stop();
	}
}

/** Leaves a search to the server's queue, and watches it. */
async function search({ db }: Stage, text: Text, pid: number) {
	const id = newId();
	const begun = performance.now();
	await sql`insert into group_search (id, consultation_id, state, with_private) values (${id}, ${text.id}, 'waiting', true)`.execute(
		db
	);
	await sql`select graphile_worker.add_job('find_alike', payload => ${JSON.stringify({ id })}::json)`.execute(
		db
	);
	let most = 0;
	const shown = new Set<number>();
	for (;;) {
		const { rows } = await sql<{ state: string; percent: number }>`
			select state, percent from group_search where id = ${id}`.execute(db);
		const [row] = rows;
		most = Math.max(most, memoryOf(pid));
		if (row?.state === 'running') shown.add(row.percent);
		if (row?.state === 'done') break;
		if (row?.state === 'failed' || performance.now() - begun > 120_000)
			throw new Error(`The search is ${row?.state}.`);
		await new Promise((resume) => setTimeout(resume, 50));
	}
	const seconds = (performance.now() - begun) / 1000;
	const { rows } = await sql<{ n: number; members: string[]; shared: string[] }>`
		select n, members, shared from group_proposal where search_id = ${id} order by n`.execute(db);
	const found = createHash('sha256').update(JSON.stringify(rows)).digest('hex');
	return { seconds, most, steps: shown.size, found, proposals: rows.length };
}
