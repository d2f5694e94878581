/** Whether the database keeps what it acknowledges, by its own settings. */

import { sql } from 'kysely';
import type { Database } from '#domain/database.server.ts';

export type Setting = { name: string; value: string; fine: boolean };

/** Every setting a power cut would ask about; `fine` is false where acknowledged writes could be lost or torn. */
export async function durability(db: Database): Promise<Setting[]> {
	const { rows } = await sql<{ name: string; value: string }>`
		select name, setting as value from pg_settings
		where name in ('fsync', 'full_page_writes', 'synchronous_commit', 'wal_level', 'data_checksums')
		union all
		select 'unlogged tables', count(*)::text from pg_class
		where relpersistence = 'u' and relkind = 'r'
		order by name`.execute(db);
	return rows.map(({ name, value }) => ({ name, value, fine: isFine(name, value) }));
}

function isFine(name: string, value: string): boolean {
	if (name === 'unlogged tables') return value === '0';
	if (name === 'fsync' || name === 'full_page_writes') return value === 'on';
	return name !== 'synchronous_commit' || value !== 'off';
}
