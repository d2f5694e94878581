/** Durable votes by signed-in people through the real route, against a bare server doing the same upsert. */

import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { differences } from '#platform/check.server.ts';
import { atLeast, atMost, told, type Figure } from './figures.ts';
import type { Measured } from './load.ts';
import { sharesOf } from './profile.ts';
import { seedConsultation, space, type Text } from './seed.ts';
import { load, median, post, quick, startBare, startServer, type Stage } from './stage.ts';

export const bench = {
	name: 'votes',
	says: '16 clients, real sessions, answered after commit, against bare Node',
	run
};

const values = ['agree', 'changes', 'disagree', 'unsure'] as const;
const connections = 16;

async function run(stage: Stage): Promise<Figure[]> {
	const size = { units: 120, remarks: 0, votes: 0 };
	const text = await seedConsultation(stage.db, stage.place, { slug: 'votes', ...size });
	const twin = await seedConsultation(stage.db, stage.place, { slug: 'votes-bare', ...size });
	const theirs = await bare(stage, twin);
	const { measured, lost, refused } = await ours(stage, text);
	const wrong = await differences(stage.db);
	return [
		atLeast('votes', measured.perSecond / theirs.perSecond, 'of bare Node', 0.2),
		told('votes: ours', measured.perSecond, 'votes/s'),
		told('votes: bare Node', theirs.perSecond, 'votes/s'),
		atMost('votes: p99', measured.p99, 'ms', 50),
		atMost('votes: lost', lost, 'votes', 0),
		atMost('votes: refused', refused, 'votes', 0),
		atMost(
			'votes: tallies that differ',
			wrong.filter((one) => !one.of.includes(twin.id) && isOf(text, one.of)).length,
			'tallies',
			0
		),
		...(await whereTimeGoes(stage, text))
	];
}

export const isOf = (text: Text, of: string) => text.unitIds.some((id) => of.includes(id));

/** People who vote; the warm-up sees each of them once, so that sessions are looked up before counting. */
const voters = 512;

/** One vote of each person on each unit; every round has other values. */
let round = 0;
export function ballots(stage: Stage, text: Text, by = voters) {
	round += 1;
	return text.unitIds.flatMap((unit, n) =>
		stage.place.people.slice(0, by).map((person, p) => ({
			unit,
			person,
			value: values[(n + p + round) % values.length] ?? 'agree',
			// Behind a proxy each person comes from a network of their own.
			address: `10.${p >> 8}.${p & 255}.7`
		}))
	);
}

async function bare(stage: Stage, text: Text): Promise<Measured> {
	const server = await startBare('bare-votes.ts', { DATABASE_URL: stage.url });
	try {
		return await median(() => {
			const requests = ballots(stage, text).map(({ unit, person, value }) =>
				post(server.port, '/', { unit, voter: person.id, version: text.versionId, value })
			);
			return load(stage, { port: server.port, connections, requests });
		});
	} finally {
		await server.stop();
	}
}

const env = { FOLKMOOT_ADDRESS_HEADER: 'x-forwarded-for' };

async function ours(stage: Stage, text: Text) {
	const server = await startServer(stage, { env });
	let [lost, refused] = [0, 0];
	try {
		const measured = await median(async () => {
			const sent = ballots(stage, text);
			const run = await load(stage, {
				port: server.port,
				connections,
				requests: requestsOf(server.port, sent),
				once: true
			});
			const kept = await votesKept(stage, text);
			run.answered?.forEach((status, at) => {
				const ballot = sent[at];
				if (status === 0 || !ballot) return;
				if (status !== 200) refused += 1;
				else if (kept.get(ballot.unit + ballot.person.id) !== ballot.value) lost += 1;
			});
			return run;
		});
		return { measured, lost, refused };
	} finally {
		await server.stop();
	}
}

export const requestsOf = (port: number, sent: ReturnType<typeof ballots>, slug = 'votes') =>
	sent.map(({ unit, person, value, address }) =>
		post(
			port,
			`/en/${space}/consultations/${slug}/votes`,
			{ unit, value },
			{
				cookie: person.cookie,
				accept: 'application/json',
				'x-forwarded-for': address
			}
		)
	);

export async function votesKept(stage: Stage, text: Text) {
	const rows = await stage.db
		.selectFrom('vote')
		.select(['unitId', 'voterId', 'value'])
		.where('versionId', '=', text.versionId)
		.execute();
	return new Map(rows.map((row) => [row.unitId + row.voterId, row.value]));
}

/** One more run under the profiler: which part of the server had the core, of the time it was at work. */
async function whereTimeGoes(stage: Stage, text: Text): Promise<Figure[]> {
	const folder = join(stage.folder, 'profile');
	mkdirSync(folder, { recursive: true });
	const server = await startServer(stage, {
		env,
		options: ['--cpu-prof', `--cpu-prof-dir=${folder}`, '--cpu-prof-interval=500']
	});
	try {
		const requests = requestsOf(server.port, ballots(stage, text));
		await load(stage, {
			port: server.port,
			connections,
			requests,
			once: true,
			warmUp: 0,
			seconds: quick ? 2 : 5
		});
	} finally {
		await server.stop();
	}
	const [file] = readdirSync(folder);
	if (!file) return [];
	return sharesOf(JSON.parse(readFileSync(join(folder, file), 'utf8'))).map(({ part, share }) =>
		told(`votes: time in ${part}`, share * 100, '%')
	);
}
