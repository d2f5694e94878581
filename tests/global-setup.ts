/**
 * One embedded PostgreSQL for the whole run, with a migrated template that test files clone; or another,
 * when FOLKMOOT_TEST_POSTGRES is the address of its superuser.
 */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runMigrations } from 'graphile-worker';
import { connect } from '#platform/connection.server.ts';
import { migrate } from '#platform/migrate.ts';
import { openPostgres } from '#platform/postgres/launch.ts';
import { asAdmin, template, withDatabase } from './database.ts';

export async function setup() {
	const given = process.env.FOLKMOOT_TEST_POSTGRES;
	if (given) return useOther(given);
	const folder = mkdtempSync(join(tmpdir(), 'folkmoot-test-'));
	const postgres = await openPostgres({ folder, mode: 'serve', durable: false });
	const teardown = async () => {
		await postgres.stop();
		rmSync(folder, { recursive: true, force: true });
	};
	try {
		await asAdmin(postgres.adminUrl, `create database ${template}`);
		await migrateTemplate(withDatabase(postgres.adminUrl, template));
	} catch (error) {
		await teardown();
		throw error;
	}
	process.env.FOLKMOOT_TEST_DATABASE = postgres.adminUrl;
	return teardown;
}

async function useOther(adminUrl: string) {
	await asAdmin(adminUrl, `drop database if exists ${template}`);
	await asAdmin(adminUrl, `create database ${template}`);
	await migrateTemplate(withDatabase(adminUrl, template));
	process.env.FOLKMOOT_TEST_DATABASE = adminUrl;
	return () => asAdmin(adminUrl, `drop database if exists ${template}`);
}

async function migrateTemplate(url: string) {
	const { db, pool } = connect(url, 2);
	const prepare = async () => {
		await migrate(db);
		await runMigrations({ pgPool: pool });
	};
	await prepare().finally(() => db.destroy());
}
