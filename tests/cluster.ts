/** The processes of an embedded PostgreSQL, to be killed all at once. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { placesIn } from '#platform/postgres/folder.ts';

/** The postmaster of a data folder and all its children; from /proc, so on Linux only. */
export function postgresOf(folder: string): number[] {
	const file = join(placesIn(folder).cluster, 'postmaster.pid');
	if (!existsSync(file)) return [];
	const postmaster = Number(readFileSync(file, 'utf8').split('\n')[0]);
	const children = readdirSync('/proc')
		.filter((name) => /^\d+$/.test(name))
		.map(Number)
		.filter((pid) => parentOf(pid) === postmaster);
	return [postmaster, ...children];
}

function parentOf(pid: number): number {
	try {
		return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[1]);
	} catch {
		return 0;
	}
}

/** kill -9, whether or not they are still there. */
export function killAll(pids: number[]) {
	for (const pid of pids) {
		try {
			process.kill(pid, 'SIGKILL');
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
		}
	}
}
