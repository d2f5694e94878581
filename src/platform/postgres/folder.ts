/** Where everything lies in a data folder. */

import { createHash } from 'node:crypto';
import { accessSync, chmodSync, constants, mkdirSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { canReach, isRoot, runtimeUser } from './runtime-user.ts';
import { diskFull, notWritable } from './trouble.ts';

export type Places = {
	folder: string;
	/** The database files and, where needed, a copy of the programs. */
	home: string;
	cluster: string;
	log: string;
	lock: string;
	access: string;
};

/** FOLKMOOT_DATA, or `data` in the folder of the project. */
export function dataFolder(project: string, env: NodeJS.ProcessEnv = process.env): string {
	return env.FOLKMOOT_DATA ? resolve(env.FOLKMOOT_DATA) : join(project, 'data');
}

export function placesIn(folder: string): Places {
	const home = homeOf(folder);
	return {
		folder,
		home,
		cluster: join(home, 'postgres'),
		log: join(home, 'postgres.log'),
		lock: join(folder, 'folkmoot.lock'),
		access: join(folder, 'database.json')
	};
}

/** Others may pass through, so that the account PostgreSQL runs as reaches its files, but not list. */
export function prepare(folder: string) {
	try {
		mkdirSync(folder, { recursive: true, mode: isRoot() ? 0o711 : 0o700 });
		if (isRoot() && readdirSync(folder).length === 0) chmodSync(folder, 0o711);
		accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
	} catch (error) {
		throw (error as NodeJS.ErrnoException).code === 'ENOSPC'
			? diskFull(folder)
			: notWritable(folder);
	}
}

function homeOf(folder: string): string {
	const user = isRoot() ? runtimeUser(join(folder, 'postgres')) : {};
	if (canReach(folder, user)) return folder;
	const mark = createHash('sha256').update(folder).digest('hex').slice(0, 12);
	return join('/var/lib/folkmoot', mark);
}
