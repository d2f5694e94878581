/** The embedded PostgreSQL of a data folder: nothing to install, nothing to configure. */

import { mkdirSync } from 'node:fs';
import { adminUrlOf, newAccess, readAccess, urlOf, writeAccess } from './access.ts';
import { binariesFor } from './binaries.ts';
import {
	clusterExists,
	makeCluster,
	refuseOtherMajor,
	refuseOtherOwner,
	resetAdminPassword
} from './cluster.ts';
import { lockIn, placesIn, prepare } from './folder.ts';
import { join, type Postgres } from './join.ts';
import { keep } from './keeper.ts';
import { acquire, release, type Holder, type Purpose } from './lock.ts';
import { prepareDatabase } from './owner.ts';
import { stopOrphan } from './postmaster.ts';
import { pause } from './processes.ts';
import { runtimeUser } from './runtime-user.ts';
import { diskFull, notWritable, trouble } from './trouble.ts';

export type Opening = {
	folder: string;
	mode: Purpose;
	/** False only for throw-away databases of tests. */
	durable?: boolean;
	say?: (sentence: string) => void;
};

/** To serve: starts the server, alone on its folder. To use: joins the running one, or starts it for a while. */
export async function openPostgres(opening: Opening): Promise<Postgres> {
	const { folder, mode } = opening;
	prepare(folder);
	const lock = lockIn(folder);
	const holder = await acquireSoon(lock, mode).catch((error: unknown) => {
		throw asTrouble(error, folder);
	});
	if (holder && mode === 'use' && holder.purpose === 'serve') return join(folder, holder);
	if (holder) throw inUse(folder, holder);
	try {
		return await open(opening);
	} catch (error) {
		release(lock);
		throw asTrouble(error, folder);
	}
}

/** The database of a data folder, for a command that runs beside the server or without one. */
export function databaseOf(folder: string, say?: (sentence: string) => void): Promise<Postgres> {
	return openPostgres({ folder, mode: 'use', say });
}

/** A server told to stop a moment ago may need another moment: a quick restart waits for it. */
async function acquireSoon(lock: string, mode: Purpose): Promise<Holder | null> {
	const end = performance.now() + 3000;
	for (;;) {
		const holder = acquire(lock, mode);
		if (!holder || (mode === 'use' && holder.purpose === 'serve')) return holder;
		if (holder.pid === process.pid || performance.now() > end) return holder;
		await pause(100);
	}
}

async function open({ folder, durable = true, say = toStderr }: Opening): Promise<Postgres> {
	const places = placesIn(folder);
	if (places.home !== folder) {
		mkdirSync(places.home, { recursive: true, mode: 0o711 });
		say(
			`The account PostgreSQL runs as cannot enter ${folder}, so the database lies in ${places.home}.`
		);
	}
	const user = runtimeUser(places.cluster);
	const binaries = binariesFor(user, places.home);
	const given = { places, binaries, user, durable };
	const known = readAccess(places.access);
	const access = {
		...(known ?? newAccess(places.home === folder ? null : places.home)),
		servedBy: null
	};
	writeAccess(places.access, access);
	const making = { binaries, user, adminPassword: access.adminPassword, durable };

	if (clusterExists(places.cluster)) {
		refuseOtherMajor(places.cluster, binaries);
		refuseOtherOwner(places.cluster, user);
		await stopOrphan(given);
		if (!known) resetAdminPassword(places.cluster, making);
	} else {
		makeCluster(places.cluster, making);
	}

	const keeper = await keep(given, access);
	const checked = await prepareDatabase(access).catch(async (error: unknown) => {
		await keeper.stop();
		throw error;
	});
	writeAccess(places.access, { ...access, servedBy: process.pid });

	return {
		url: urlOf(access),
		adminUrl: adminUrlOf(access),
		version: binaries.version,
		durable: checked.durable,
		own: true,
		stop: once(async () => {
			await keeper.stop();
			writeAccess(places.access, { ...access, servedBy: null });
			release(lockIn(folder));
		})
	};
}

function inUse(folder: string, { pid, purpose }: Holder) {
	const who = purpose === 'serve' ? 'Folkmoot is already running' : 'A folkmoot command is at work';
	return trouble(
		'folder_in_use',
		`${who} on the data folder ${folder} (process ${pid}). Stop it first, or choose another folder: FOLKMOOT_DATA=/some/folder`
	);
}

function asTrouble(error: unknown, folder: string): unknown {
	const { code, path } = error as NodeJS.ErrnoException;
	if (code === 'ENOSPC' || code === 'EDQUOT') return diskFull(folder);
	if (code === 'EACCES' || code === 'EROFS') return notWritable(path ?? folder);
	return error;
}

const toStderr = (sentence: string) => console.error(sentence);

function once(act: () => Promise<void>): () => Promise<void> {
	let done: Promise<void> | null = null;
	return () => (done ??= act());
}
