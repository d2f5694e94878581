/** From nothing to an open house: data folder, database, migrations, settings, example, jobs. */

import { sql } from 'kysely';
import { configOf, type Config } from './config.ts';
import { open, type House } from './house.server.ts';
import { startJobs } from './jobs.server.ts';
import type { Postgres } from './postgres/join.ts';
import { openPostgres } from './postgres/launch.ts';
import { prepare, refuseDeafness, warnOfNoLimit } from './prepare.server.ts';
import { Refusal } from './refusal.ts';
import type { ReplicaFacts } from './replica.server.ts';
import { dataFolder, secretOf } from './folder.ts';

/** Whether requests are served, and what the answer rests on. */
export type Readiness = {
	ok: boolean;
	database: boolean;
	/** Whether what other processes say is heard. */
	listening: boolean;
	migrations: boolean;
	/** The copy of the database that readers are given, where there is one. */
	replica: ReplicaFacts | null;
	jobs: boolean;
	draining: boolean;
};

export type Running = {
	house: House;
	config: Config;
	ready: () => Promise<Readiness>;
	/** From here on not ready: whoever balances load sends no more. */
	drain: () => void;
	stop: () => Promise<void>;
};

export { Refusal };

/** Kept where a module loaded anew finds it again (see house.server.ts). */
const kept = globalThis as { folkmootRunning?: Running };
export const isRunning = () => kept.folkmootRunning !== undefined;

type Options = { argv: string[]; environment?: Record<string, string | undefined>; fill?: boolean };

/** Starts everything but the listening server; throws a Refusal with a sentence where something is missing. */
export async function start({
	argv,
	environment = process.env,
	fill = true
}: Options): Promise<Running> {
	const data = dataFolder(environment);
	const own = !environment.DATABASE_URL;
	const postgres = own ? await openPostgres({ folder: data, mode: 'serve' }) : null;
	try {
		const url = postgres?.url ?? environment.DATABASE_URL ?? '';
		const config = settle(environment, data, url, own);
		const strict = environment.NODE_ENV !== 'test';
		await prepare(config, { strict, fill: fill && !argv.includes('--empty') });
		const house = await open(config);
		await refuseDeafness(house);
		await warnOfNoLimit(house);
		const jobs = await startJobs(house);
		let draining = false;
		const running: Running = {
			house,
			config,
			ready: async () => {
				const database = await answers(house);
				const listening = house.hub.listening();
				const replica = house.replica?.facts() ?? null;
				const facts = { database, listening, migrations: true, replica };
				const ok = database && listening && jobs.alive() && !draining;
				return { ok, ...facts, jobs: jobs.alive(), draining };
			},
			drain: () => void (draining = true),
			stop: async () => {
				kept.folkmootRunning = undefined;
				await jobs.stop();
				await house.close();
				await postgres?.stop();
			}
		};
		kept.folkmootRunning = running;
		return running;
	} catch (error) {
		await stopQuietly(postgres);
		throw error;
	}
}

function settle(
	environment: Record<string, string | undefined>,
	data: string,
	url: string,
	own: boolean
): Config {
	const secret = environment.FOLKMOOT_SECRET ? null : own ? secretOf(data) : null;
	const made = configOf(environment, { data, secret, databaseUrl: url });
	if (made.ok) return made.config;
	throw new Refusal(sentences[made.fault.code](made.fault.facts));
}

const sentences = {
	invalid: (facts: string) => `A setting is not as it should be:\n${facts}`,
	origin_missing: (host: string) =>
		`HOST is ${host}, so others can reach this server: set FOLKMOOT_ORIGIN to the address they see, such as https://folkmoot.example.`,
	secret_missing: () =>
		'Set FOLKMOOT_SECRET to 32 or more random characters, the same for every process (for example: openssl rand -base64 32).',
	staff_keys: (origin: string) =>
		`FOLKMOOT_STAFF_KEYS=optional is for one’s own machine; ${origin} is reached by others.`,
	providers: (facts: string) => `OIDC_PROVIDERS is not as it should be:\n${facts}`,
	secret_weak: () => 'FOLKMOOT_SECRET is too short or too plain: use 32 or more random characters.'
};

async function answers(house: House) {
	const answer = await sql`select 1`.execute(house.db).catch(() => null);
	return answer !== null;
}

const stopQuietly = async (postgres: Postgres | null) => postgres?.stop().catch(() => undefined);
