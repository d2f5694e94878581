/** Brings a database to the schema of this code: the files of `migrations/`, in order, once each. */

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql, type Kysely } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import { root } from './root.ts';

const folder = join(root, 'migrations');

async function migrations(): Promise<Record<string, Migration>> {
	const files = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
	const entries = files.map(async (name) => {
		const text = await readFile(join(folder, name), 'utf8');
		const up = async (db: Kysely<unknown>) => void (await sql.raw(text).execute(db));
		return [name.replace('.sql', ''), { up }] as const;
	});
	return Object.fromEntries(await Promise.all(entries));
}

const migratorOf = (db: Kysely<any>) =>
	new Migrator({
		db,
		provider: { getMigrations: migrations },
		migrationTableName: 'schema_migration',
		migrationLockTableName: 'schema_migration_lock'
	});

/** Applies what is missing and answers the names applied; throws with the database's own error. */
export async function migrate(db: Kysely<any>): Promise<string[]> {
	const { error, results } = await migratorOf(db).migrateToLatest();
	if (error) throw error;
	return (results ?? []).filter((one) => one.status === 'Success').map((one) => one.migrationName);
}

/** How many migrations the database still lacks. */
export async function pending(db: Kysely<any>): Promise<number> {
	const all = await migratorOf(db).getMigrations();
	return all.filter((one) => !one.executedAt).length;
}
