/** From nothing to an open house: data folder, database, migrations, settings, example, jobs. */

import { sql } from 'kysely';
import { configOf, type Config } from './config.ts';
import { connect } from './connection.server.ts';
import { open, type House } from './house.server.ts';
import { startJobs } from './jobs.server.ts';
import { log } from './log.server.ts';
import { migrate } from './migrate.ts';
import { openPostgres, type Postgres } from './postgres/launch.ts';
import { dataFolder, secretOf } from './folder.ts';

/** Whether requests are served, and what the answer rests on. */
export type Readiness = {
	ok: boolean;
	database: boolean;
	migrations: boolean;
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

/** A reason not to start, as a sentence for the terminal. */
export class Refusal extends Error {}

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
		await prepare(url, { strict: environment.NODE_ENV !== 'test' });
		if (fill && !argv.includes('--empty')) await fillEmpty(config);
		const house = await open(config);
		const jobs = await startJobs(house);
		let draining = false;
		const running: Running = {
			house,
			config,
			ready: async () => {
				const database = await answers(house);
				const facts = { database, migrations: true, jobs: jobs.alive(), draining };
				return { ok: database && facts.jobs && !draining, ...facts };
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
	secret_weak: () => 'FOLKMOOT_SECRET is too short or too plain: use 32 or more random characters.'
};

/** Migrates, and refuses a database that would acknowledge a write before it is on disk. */
async function prepare(url: string, { strict }: { strict: boolean }) {
	const { db } = connect(url, 2);
	try {
		const { rows } = await sql<{ fsync: string; commit: string; version: number; ctype: string }>`
			select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit,
				current_setting('server_version_num')::int as version,
				(select datctype from pg_database where datname = current_database()) as ctype`.execute(db);
		const found = rows[0];
		if (!found) throw new Refusal('The database answered nothing.');
		if (found.version < 150_000) throw new Refusal('Folkmoot needs PostgreSQL 15 or later.');
		if (strict && found.fsync === 'off') {
			throw new Refusal(
				'The database runs with fsync=off: a power cut would lose what people were told is saved. Turn it on.'
			);
		}
		if (strict && found.commit === 'off') {
			throw new Refusal(
				'The database runs with synchronous_commit=off: a crash would lose what people were told is saved. Turn it on.'
			);
		}
		if (found.ctype === 'C') {
			log.warn(
				'The database has LC_CTYPE C: searching texts that are not in Latin letters will miss words.'
			);
		}
		await migrate(db);
	} finally {
		await db.destroy();
	}
}

/** An empty database gets the example; started with --empty it waits for the set-up page instead. */
async function fillEmpty({ databaseUrl }: Config) {
	const { db } = connect(databaseUrl, 2);
	try {
		const filled = await db.selectFrom('installation').select('example').executeTakeFirst();
		if (filled) return;
		const { arcadia } = await import('#seed/arcadia.ts');
		await arcadia(db);
	} finally {
		await db.destroy();
	}
}

async function answers(house: House) {
	const answer = await sql`select 1`.execute(house.db).catch(() => null);
	return answer !== null && house.hub.listening();
}

const stopQuietly = async (postgres: Postgres | null) => postgres?.stop().catch(() => undefined);
