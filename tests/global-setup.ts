/** One embedded PostgreSQL for the whole run, with a migrated template that test files clone. */

import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openPostgres } from '#platform/postgres/launch.ts';
import { asAdmin, template, withDatabase } from './database.ts';

const migrations = new URL('../src/platform/migrate.ts', import.meta.url);

export async function setup() {
	const folder = mkdtempSync(join(tmpdir(), 'folkmoot-test-'));
	// Started by root, PostgreSQL runs as another user, who must be able to pass through.
	chmodSync(folder, 0o711);
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

async function migrateTemplate(url: string) {
	if (!existsSync(migrations)) return;
	const { migrate } = await import(migrations.href);
	const pool = new pg.Pool({ connectionString: url, max: 2 });
	const dialect = new PostgresDialect({ pool });
	const db = new Kysely({ dialect, plugins: [new CamelCasePlugin()] });
	await migrate(db).finally(() => db.destroy());
}
