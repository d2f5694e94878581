/** Durable votes again: two processes on one database against one. */

import { availableParallelism } from 'node:os';
import { differences } from '#platform/check.server.ts';
import { freePort } from '#tests/server.ts';
import { atLeast, atMost, told, type Figure } from './figures.ts';
import { seedConsultation, type Text } from './seed.ts';
import { load, median, startServer, type Server, type Stage } from './stage.ts';
import { ballots, isOf, requestsOf, votesKept } from './votes.ts';

export const bench = {
	name: 'votes-two',
	says: 'the same votes by two processes on one database, against one',
	run
};

const slug = 'votes-two';
const connections = 32;

/** Two servers, the load and PostgreSQL each want a core; where there are fewer, nobody is kept on one. */
const roomy = availableParallelism() >= 4;
const cores = roomy ? (['0', '2'] as const) : ([null, null] as const);

async function run(stage: Stage): Promise<Figure[]> {
	const text = await seedConsultation(stage.db, stage.place, {
		slug,
		...{ units: 120, remarks: 0, votes: 0 }
	});
	const one = await measure(stage, text, 1);
	const two = await measure(stage, text, 2);
	const wrong = await differences(stage.db);
	return [
		atLeast('votes-two', two.perSecond / one.perSecond, 'of one process', roomy ? 1.6 : 1),
		told('votes-two: two processes', two.perSecond, 'votes/s'),
		told('votes-two: one process', one.perSecond, 'votes/s'),
		told('votes-two: p99', two.p99, 'ms'),
		atMost('votes-two: lost', one.lost + two.lost, 'votes', 0),
		atMost('votes-two: refused', one.refused + two.refused, 'votes', 0),
		atMost(
			'votes-two: tallies that differ',
			wrong.filter(({ of }) => isOf(text, of)).length,
			'tallies',
			0
		)
	];
}

/** The same load on so many processes, all of them called by the first one's address. */
async function measure(stage: Stage, text: Text, processes: 1 | 2) {
	const port = await freePort();
	const env = {
		FOLKMOOT_ORIGIN: `http://localhost:${port}`,
		FOLKMOOT_ADDRESS_HEADER: 'x-forwarded-for'
	};
	const servers: Server[] = [];
	let [lost, refused] = [0, 0];
	try {
		servers.push(await startServer(stage, { env: { ...env, PORT: String(port) }, core: cores[0] }));
		if (processes === 2) servers.push(await startServer(stage, { env, core: cores[1] }));
		const ports = servers.map((server) => server.port);
		const { perSecond, p99 } = await median(async () => {
			const sent = ballots(stage, text);
			const requests = requestsOf(port, sent, slug);
			const run = await load(stage, { port, ports, connections, requests, once: true });
			const kept = await votesKept(stage, text);
			run.answered?.forEach((status, at) => {
				const ballot = sent[at];
				if (status === 0 || !ballot) return;
				if (status !== 200) refused += 1;
				else if (kept.get(ballot.unit + ballot.person.id) !== ballot.value) lost += 1;
			});
			return run;
		});
		return { perSecond, p99, lost, refused };
	} finally {
		for (const server of servers) await server.stop();
	}
}
