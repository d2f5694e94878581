/** What Debian's packages bring, where they are installed: another PostgreSQL, and PgBouncer. */

import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const folder = '/usr/lib/postgresql';

/** The programs of the newest PostgreSQL of the system; null where there is none. */
export const systemPostgres: { bin: string; major: number } | null =
	(existsSync(folder) ? readdirSync(folder) : [])
		.map((name) => ({ bin: join(folder, name, 'bin'), major: Number(name) }))
		.filter(({ bin, major }) => major >= 15 && existsSync(join(bin, 'initdb')))
		.sort((a, b) => b.major - a.major)[0] ?? null;

/** The program; null where it is not installed. Debian keeps it where only root looks. */
export const pgBouncer: string | null =
	[...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin']
		.map((place) => join(place, 'pgbouncer'))
		.find((program) => spawnSync(program, ['--version']).status === 0) ?? null;

/** For the name of a test that cannot run here. */
export const skipped = (name: string, program: string, found: unknown) =>
	found ? name : `${name} (skipped: ${program} is not installed)`;
