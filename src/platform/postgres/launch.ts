/** The embedded PostgreSQL of a data folder: nothing to install, nothing to configure. */

import { mkdirSync } from 'node:fs';
import { adminUrlOf, newAccess, readAccess, urlOf, writeAccess, type Access } from './access.ts';
import { binariesFor } from './binaries.ts';
import {
	clusterExists,
	makeCluster,
	refuseOtherMajor,
	refuseOtherOwner,
	resetAdminPassword
} from './cluster.ts';
import { placesIn, prepare, type Places } from './folder.ts';
import { acquire, holderOf, release, type Holder, type Purpose } from './lock.ts';
import { prepareDatabase } from './owner.ts';
import { start, stop, stopOrphan, type Running, type Start } from './postmaster.ts';
import { pause } from './processes.ts';
import { runtimeUser } from './runtime-user.ts';
import { diskFull, notWritable, trouble } from './trouble.ts';

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
	const places = placesIn(folder);
	const holder = await acquireSoon(places.lock, mode);
	if (holder && mode === 'use' && holder.purpose === 'serve') return join(places, holder);
	if (holder) throw inUse(folder, holder);
	try {
		return await open(places, opening);
	} catch (error) {
		release(places.lock);
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

async function open(
	places: Places,
	{ durable = true, say = toStderr }: Opening
): Promise<Postgres> {
	if (places.home !== places.folder) {
		mkdirSync(places.home, { recursive: true, mode: 0o711 });
		say(
			`The account PostgreSQL runs as cannot enter ${places.folder}, so the database lies in ${places.home}.`
		);
	}
	const user = runtimeUser(places.cluster);
	const binaries = binariesFor(user, places.home);
	const given = { places, binaries, user, durable };
	const known = readAccess(places.access);
	const access = { ...(known ?? newAccess()), servedBy: null };
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
			release(places.lock);
		})
	};
}

/** Runs the server and, should it die without being told to, starts it again on the same port. */
async function keep(given: Start, access: Access) {
	let stopping = false;
	let running = await start(given, access.port);
	let current = Promise.resolve(running);
	access.port = running.port;

	const watch = async () => {
		for (;;) {
			await (
				await current
			).exited;
			if (stopping) return;
			await pause(500);
			if (stopping) return;
			current = startAgain();
			running = await current;
		}
	};
	const startAgain = async (): Promise<Running> => {
		for (;;) {
			try {
				return await start(given, access.port, 'same port');
			} catch (error) {
				if (stopping) throw error;
				await pause(1000);
			}
		}
	};
	// Should this process end in a hurry, the server is at least told to.
	const tell = () => running.child.kill('SIGINT');
	process.once('exit', tell);
	const watching = watch().catch(() => undefined);
	return {
		stop: async () => {
			stopping = true;
			process.off('exit', tell);
			const last = await current.catch(() => null);
			if (last?.child.pid) await stop(last.child.pid, given);
			await watching;
		}
	};
}

/** The server of another process, once it is up. */
async function join(places: Places, holder: Holder): Promise<Postgres> {
	const end = performance.now() + 30_000;
	while (performance.now() < end) {
		const access = readAccess(places.access);
		if (access?.servedBy === holder.pid) return joined(access);
		if (!holderOf(places.lock)) break;
		await pause(50);
	}
	throw trouble(
		'folder_in_use',
		`Folkmoot (process ${holder.pid}) is just starting or stopping on ${places.folder}. Try again in a moment.`
	);
}

async function joined(access: Access): Promise<Postgres> {
	const { default: pg } = await import('pg');
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
