/** Durable votes again: two processes on one database against one. */

import { availableParallelism } from 'node:os';
import { differences } from '#platform/check.server.ts';
import { freePort } from '#tests/server.ts';
import { atLeast, atMost, told, type Figure } from './figures.ts';
import { seedConsultation, type Text } from './seed.ts';
import { load, rounds, startServer, type Server, type Stage } from './stage.ts';
import { ballots, isOf, requestsOf, votesKept } from './votes.ts';

export const bench = {
	name: 'votes-two',
	says: 'the same votes by two processes on one database, against one',
	run
};

const slug = 'votes-two';
/** Enough that votes wait for each other at either process, as they do where a second one is wanted. */
const connections = 128;

/** Two servers, the load and PostgreSQL each want a core; where there are fewer, nobody is kept on one. */
const roomy = availableParallelism() >= 4;
const cores = roomy ? (['0', '2'] as const) : ([null, null] as const);

async function run(stage: Stage): Promise<Figure[]> {
	const size = { units: 120, remarks: 0, votes: 0 };
	const text = await seedConsultation(stage.db, stage.place, { slug, ...size });
	const { one, two } = await measure(stage, text);
	const [alone, together] = [middle(one), middle(two)];
	const wrong = await differences(stage.db);
	const all = [...one, ...two];
	return [
		atLeast('votes-two', together.perSecond / alone.perSecond, 'of one process', roomy ? 1.6 : 1),
		told('votes-two: two processes', together.perSecond, 'votes/s'),
		told('votes-two: one process', alone.perSecond, 'votes/s'),
		told('votes-two: p99', together.p99, 'ms'),
		atMost('votes-two: lost', sum(all, 'lost'), 'votes', 0),
		atMost('votes-two: refused', sum(all, 'refused'), 'votes', 0),
		atMost(
			'votes-two: tallies that differ',
			wrong.filter(({ of }) => isOf(text, of)).length,
			'tallies',
			0
		)
	];
}

type Counted = { perSecond: number; p99: number; lost: number; refused: number };

/** Both run all the while; in turns the first has all of the load, or each has half. */
async function measure(stage: Stage, text: Text) {
	const port = await freePort();
	const env = {
		FOLKMOOT_ORIGIN: `http://localhost:${port}`,
		FOLKMOOT_ADDRESS_HEADER: 'x-forwarded-for'
	};
	const servers: Server[] = [];
	const [one, two]: [Counted[], Counted[]] = [[], []];
	try {
		servers.push(await startServer(stage, { env: { ...env, PORT: String(port) }, core: cores[0] }));
		servers.push(await startServer(stage, { env, core: cores[1] }));
		const both = servers.map((server) => server.port);
		for (let round = 0; round < rounds; round++) {
			one.push(await vote(stage, text, [port]));
			two.push(await vote(stage, text, both));
		}
	} finally {
		for (const server of servers) await server.stop();
	}
	return { one, two };
}

async function vote(stage: Stage, text: Text, ports: number[]): Promise<Counted> {
	const [port = 0] = ports;
	// So many that nobody reaches what one account may do in a minute, at the rate of both.
	const sent = ballots(stage, text, 2000);
	const requests = requestsOf(port, sent, slug);
	const run = await load(stage, { port, ports, connections, requests, once: true });
	const kept = await votesKept(stage, text);
	let [lost, refused] = [0, 0];
	run.answered?.forEach((status, at) => {
		const ballot = sent[at];
		if (status === 0 || !ballot) return;
		if (status !== 200) refused += 1;
		else if (kept.get(ballot.unit + ballot.person.id) !== ballot.value) lost += 1;
	});
	return { perSecond: run.perSecond, p99: run.p99, lost, refused };
}

function middle(runs: Counted[]): Counted {
	const sorted = runs.toSorted((a, b) => a.perSecond - b.perSecond);
	const found = sorted[Math.floor(sorted.length / 2)];
	if (!found) throw new Error('Nothing was measured.');
	return found;
}

const sum = (runs: Counted[], of: 'lost' | 'refused') =>
	runs.reduce((all, run) => all + run[of], 0);
