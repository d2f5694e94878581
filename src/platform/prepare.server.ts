/** What stands between a database and the house: schema, example, and whether it does what it promises. */

import { randomUUID } from 'node:crypto';
import { runMigrations } from 'graphile-worker';
import { sql } from 'kysely';
import pg from 'pg';
import { fillAddressKeys } from '#domain/accounts/address-keys.server.ts';
import type { Config } from './config.ts';
import { connect } from './connection.server.ts';
import type { House } from './house.server.ts';
import { log } from './log.server.ts';
import { migrate } from './migrate.ts';
import { Refusal } from './refusal.ts';

type Preparing = { strict: boolean; fill: boolean };

/** Leaves a database of this version's schema, with the example in it if it was empty and is to be filled. */
export const prepare = (config: Config, { strict, fill }: Preparing) =>
	alone(config.listenUrl, async () => {
		await settle(config.listenUrl, { strict });
		if (fill) await fillEmpty(config);
		await keyAddresses(config);
	});

/** Of processes that start at once, one migrates and fills the database while the others wait. */
async function alone(url: string, work: () => Promise<void>) {
	const client = new pg.Client({ connectionString: url, application_name: 'folkmoot start' });
	client.on('error', () => undefined);
	try {
		await client.connect();
		await client.query(`select pg_advisory_lock(hashtextextended('start', 0))`);
		await work();
	} catch (cause) {
		throw poolerRefuses(cause) ? new Refusal(pooler) : cause;
	} finally {
		await client.end().catch(() => undefined);
	}
}

const pooler =
	'DATABASE_URL seems to lead through a pooler, which keeps nothing for one connection. Give the direct address of the same database too: DATABASE_LISTEN_URL.';

const poolerRefuses = (cause: unknown) =>
	cause instanceof Error && cause.message.startsWith('unsupported startup parameter');

/** Migrates, and refuses a database that would acknowledge a write before it is on disk. */
async function settle(url: string, { strict }: { strict: boolean }) {
	const { db } = connect(url, 2, { unlimited: true });
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
		await runMigrations({ connectionString: url });
	} finally {
		await db.destroy();
	}
}

/** An empty database gets the example; started with --empty it waits for the set-up page instead. */
async function fillEmpty({ listenUrl }: Config) {
	const { db } = connect(listenUrl, 2);
	try {
		const filled = await db.selectFrom('installation').select('example').executeTakeFirst();
		if (filled) return;
		const { arcadia } = await import('#seed/arcadia.ts');
		await arcadia(db);
	} finally {
		await db.destroy();
	}
}

/** Accounts from before addresses had keys, and those of the example, get theirs. */
async function keyAddresses({ listenUrl }: Config) {
	const { db } = connect(listenUrl, 1, { unlimited: true });
	try {
		await fillAddressKeys(db);
	} finally {
		await db.destroy();
	}
}

/** A pooler takes no limit for statements from us: without one of the database's own, there is none. */
export async function warnOfNoLimit({ config, db }: House) {
	if (!config.pooled) return;
	const { rows } = await sql<{ limit: string; role: string }>`
		select current_setting('statement_timeout') as limit, current_user as role`.execute(db);
	if (rows[0]?.limit !== '0') return;
	log.warn(
		`Statements through DATABASE_URL may run for ever. Give them a limit: alter role ${rows[0].role} set statement_timeout = '30s'`
	);
}

/** Through a pooler, listening seems to work and hears nothing: what others change would never be seen here. */
export async function refuseDeafness(house: House) {
	const word = randomUUID();
	const heard = new Promise<boolean>((resolve) => {
		const patience = setTimeout(() => resolve(false), 5_000);
		house.hub.hear((topic, id) => {
			if (topic !== 'hello' || id !== word) return;
			clearTimeout(patience);
			resolve(true);
		});
	});
	await sql`select pg_notify('folkmoot', ${`hello ${word}`})`.execute(house.db);
	if (await heard) return;
	await house.close();
	throw new Refusal(house.config.pooled ? apart : pooler);
}

const apart =
	'What is said at DATABASE_URL is not heard at DATABASE_LISTEN_URL: they must lead to the same database, the second one not through a pooler.';
