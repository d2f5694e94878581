/** The database a command works on: DATABASE_URL, or the one of the data folder, running or not. */

import { existsSync } from 'node:fs';
import { connect, type Connection } from '#platform/connection.server.ts';
import { dataFolder } from '#platform/folder.ts';
import { pending } from '#platform/migrate.ts';
import { clusterExists } from '#platform/postgres/cluster.ts';
import { placesIn } from '#platform/postgres/folder.ts';
import { databaseOf } from '#platform/postgres/launch.ts';
import { Fault } from './command.ts';

type Opening = {
	/** Make the database when there is none yet. */
	make?: boolean;
	/** Work although the schema is older than this code. */
	anySchema?: boolean;
	/** Work that locks for longer than a transaction: not through a pooler. */
	direct?: boolean;
};

/** Opens the database, does the work and closes it, also when the work fails. */
export async function withDatabase<Result>(
	work: (connection: Connection) => Promise<Result>,
	{ make = false, anySchema = false, direct = false }: Opening = {}
): Promise<Result> {
	const folder = dataFolder(process.env);
	if (!process.env.DATABASE_URL && !make && !isThere(folder)) {
		throw new Fault(
			`There is no database in ${folder}. Start Folkmoot once, or set FOLKMOOT_DATA or DATABASE_URL.`
		);
	}
	const postgres = process.env.DATABASE_URL ? null : await databaseOf(folder);
	const { DATABASE_URL, DATABASE_LISTEN_URL } = process.env;
	const pooled = DATABASE_URL && DATABASE_LISTEN_URL && DATABASE_URL !== DATABASE_LISTEN_URL;
	const url = (direct && DATABASE_LISTEN_URL) || (DATABASE_URL ?? postgres?.url ?? '');
	const connection = connect(url, 4, { unlimited: direct || Boolean(pooled) });
	try {
		if (!anySchema && (await pending(connection.db)) > 0) {
			throw new Fault('The database is older than this Folkmoot. Run: folkmoot migrate');
		}
		return await work(connection);
	} catch (error) {
		throw unreachable(error) ?? error;
	} finally {
		await connection.db.destroy();
		await postgres?.stop();
	}
}

const isThere = (folder: string) => existsSync(folder) && clusterExists(placesIn(folder).cluster);

function unreachable(error: unknown) {
	const { code } = error as NodeJS.ErrnoException;
	if (code !== 'ECONNREFUSED' && code !== 'ENOTFOUND' && code !== '28P01' && code !== '3D000')
		return null;
	return new Fault(
		`The database cannot be reached: ${error instanceof Error ? error.message || code : code}`
	);
}
