/** Where everything lies in a data folder. */

import { randomBytes } from 'node:crypto';
import { accessSync, chmodSync, constants, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { readAccess, type Access } from './access.ts';
import { canReach, isRoot, runtimeUser } from './runtime-user.ts';
import { diskFull, notWritable, trouble } from './trouble.ts';

export type Places = {
	folder: string;
	/** The database files and, where needed, a copy of the programs. */
	home: string;
	cluster: string;
	log: string;
	access: string;
};

export const lockIn = (folder: string) => join(folder, 'folkmoot.lock');
export const accessIn = (folder: string) => join(folder, 'database.json');

/** To be asked with the lock in hand: for a new folder it chooses. */
export function placesIn(folder: string): Places {
	const access = accessIn(folder);
	const home = homeOf(folder, readAccess(access));
	return {
		folder,
		home,
		cluster: join(home, 'postgres'),
		log: join(home, 'postgres.log'),
		access
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

/** Once chosen it stays, whatever the folder's name or its owner's mode become. */
function homeOf(folder: string, known: Access | null): string {
	const cluster = join(known?.home ?? folder, 'postgres');
	const user = isRoot() ? runtimeUser(cluster) : {};
	if (known || existsSync(cluster)) {
		if (canReach(dirname(cluster), user)) return dirname(cluster);
		throw trouble(
			'folder_not_writable',
			`The account PostgreSQL runs as can no longer enter ${dirname(cluster)}, where the database lies. Let others pass through again: chmod o+x on that folder and those above it.`
		);
	}
	if (canReach(folder, user)) return folder;
	return join(
		'/var/lib/folkmoot',
		`${basename(dirname(folder))}-${randomBytes(4).toString('hex')}`
	);
}
