/** A database of its own for a test file: a clone of the migrated template, dropped afterwards. */

import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll } from 'vitest';
import { connect, type Connection } from '#platform/connection.server.ts';

export const template = 'folkmoot_template';

export type TestDatabase = Connection & { url: string; drop: () => Promise<void> };

/** To be called once at the top of a test file; cleans up after its last test by itself. */
export async function freshDatabase(): Promise<TestDatabase> {
	let drop = async () => {};
	afterAll(() => drop());
	const made = await cloneOfTemplate();
	drop = made.drop;
	return made;
}

/** The same for programs outside a test run's files: the caller drops it. */
export async function cloneOfTemplate(adminUrl = adminUrlOfRun()): Promise<TestDatabase> {
	const name = `test_${randomUUID().replaceAll('-', '').slice(0, 16)}`;
	await asAdmin(adminUrl, `create database ${name} template ${template} strategy file_copy`);
	const url = withDatabase(adminUrl, name);
	const { pool, db } = connect(url, 20);
	const drop = async () => {
		await db.destroy();
		await asAdmin(adminUrl, `drop database if exists ${name} with (force)`);
	};
	return { db, url, pool, drop };
}

/** An empty database without any table, for tests of the migrations themselves. */
export async function emptyDatabase(): Promise<{ url: string; drop: () => Promise<void> }> {
	const adminUrl = adminUrlOfRun();
	const name = `empty_${randomUUID().replaceAll('-', '').slice(0, 16)}`;
	await asAdmin(adminUrl, `create database ${name}`);
	const drop = () => asAdmin(adminUrl, `drop database if exists ${name} with (force)`);
	return { url: withDatabase(adminUrl, name), drop };
}

export function withDatabase(url: string, name: string): string {
	const address = new URL(url);
	address.pathname = `/${name}`;
	return address.href;
}

export async function asAdmin(adminUrl: string, statement: string) {
	const client = new pg.Client({ connectionString: adminUrl });
	await client.connect();
	await client.query(statement).finally(() => client.end());
}

function adminUrlOfRun(): string {
	const url = process.env.FOLKMOOT_TEST_DATABASE;
	if (url) return url;
	throw new Error('tests/global-setup.ts has not started a database: run this file with vitest.');
}
