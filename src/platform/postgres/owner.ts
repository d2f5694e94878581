/** The database and the role that owns it: Folkmoot itself never works as superuser. */

import pg from 'pg';
import { adminUrlOf, type Access } from './access.ts';

const { escapeIdentifier, escapeLiteral } = pg;

/** Makes what is missing, and tells whether an answered transaction survives a power cut. */
export async function prepareDatabase(access: Access): Promise<{ durable: boolean }> {
	const client = new pg.Client({ connectionString: adminUrlOf(access) });
	await client.connect();
	try {
		const password = escapeLiteral(access.password);
		const role = await client.query(`select 1 from pg_roles where rolname = 'folkmoot'`);
		const verb = role.rowCount ? 'alter' : 'create';
		await client.query(`${verb} role folkmoot login password ${password}`);
		const database = await client.query(`select 1 from pg_database where datname = 'folkmoot'`);
		if (!database.rowCount)
			await client.query(`create database ${escapeIdentifier('folkmoot')} owner folkmoot`);
		const { rows } = await client.query<{ off: number }>(
			`select count(*)::int as off from pg_settings
			where name in ('fsync', 'synchronous_commit', 'full_page_writes') and setting = 'off'`
		);
		return { durable: rows[0]?.off === 0 };
	} finally {
		await client.end();
	}
}
