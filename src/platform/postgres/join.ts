/** The server another process runs on the same data folder. */

import pg from 'pg';
import { adminUrlOf, readAccess, urlOf, type Access } from './access.ts';
import { accessIn, lockIn } from './folder.ts';
import { holderOf, type Holder } from './lock.ts';
import { pause } from './processes.ts';
import { trouble } from './trouble.ts';

/** A server as whoever opened it or joined it has it. */
export type Postgres = {
	url: string;
	/** The superuser's address, for making and dropping databases. */
	adminUrl: string;
	version: string;
	durable: boolean;
	/** False when the server belongs to another process and `stop` leaves it running. */
	own: boolean;
	stop: () => Promise<void>;
};

/** Waits until it is up; leaves it running at the end. */
export async function join(folder: string, holder: Holder): Promise<Postgres> {
	const end = performance.now() + 30_000;
	while (performance.now() < end) {
		const access = readAccess(accessIn(folder));
		if (access?.servedBy === holder.pid) return joined(access);
		if (!holderOf(lockIn(folder))) break;
		await pause(50);
	}
	throw trouble(
		'folder_in_use',
		`Folkmoot (process ${holder.pid}) is just starting or stopping on ${folder}. Try again in a moment.`
	);
}

async function joined(access: Access): Promise<Postgres> {
	const client = new pg.Client({ connectionString: urlOf(access) });
	await client.connect();
	const { rows } = await client.query<{ version: string; off: number }>(
		`select split_part(current_setting('server_version'), ' ', 1) as version, count(*)::int as off
		from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes') and setting = 'off'`
	);
	await client.end();
	return {
		url: urlOf(access),
		adminUrl: adminUrlOf(access),
		version: rows[0]?.version ?? '',
		durable: rows[0]?.off === 0,
		own: false,
		stop: async () => {}
	};
}
