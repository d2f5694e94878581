/** The files of a database server: made once, then only opened. */

import { spawnSync } from 'node:child_process';
import {
	chownSync,
	mkdirSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	writeFileSync
} from 'node:fs';
import { join } from 'node:path';
import { program, type Binaries } from './binaries.ts';
import type { RuntimeUser } from './runtime-user.ts';
import { diskFull, trouble } from './trouble.ts';

export function clusterExists(cluster: string): boolean {
	return statSync(join(cluster, 'PG_VERSION'), { throwIfNoEntry: false }) !== undefined;
}

export function refuseOtherMajor(cluster: string, binaries: Binaries) {
	const major = Number(readFileSync(join(cluster, 'PG_VERSION'), 'utf8'));
	if (major === binaries.major) return;
	throw trouble(
		'other_major_version',
		`The database in ${cluster} was made by PostgreSQL ${major}, and this Folkmoot brings ${binaries.major}. Export it with the Folkmoot that made it and import it here, or choose another data folder with FOLKMOOT_DATA.`
	);
}

export function refuseOtherOwner(cluster: string, user: RuntimeUser) {
	const owner = statSync(cluster).uid;
	const self = user.uid ?? process.getuid?.();
	if (self === undefined || owner === self) return;
	throw trouble(
		'folder_of_another_user',
		`The database in ${cluster} belongs to the user id ${owner}, not to you. Start Folkmoot as that user, or as root if root started it before.`
	);
}

type Making = { binaries: Binaries; user: RuntimeUser; adminPassword: string; durable: boolean };

/** Made under another name first, so that a start broken off half-way leaves nothing behind. */
export function makeCluster(cluster: string, { binaries, user, adminPassword, durable }: Making) {
	const partial = `${cluster}.new`;
	const passwordFile = `${cluster}.password`;
	rmSync(partial, { recursive: true, force: true });
	rmSync(passwordFile, { force: true });
	mkdirSync(partial, { mode: 0o700 });
	writeFileSync(passwordFile, adminPassword, { mode: 0o600 });
	for (const path of [partial, passwordFile]) give(path, user);

	const options = [
		'--username=postgres',
		'--auth=scram-sha-256',
		`--pwfile=${passwordFile}`,
		'--encoding=UTF8',
		// Only these make upper and lower case, full text and trigrams right in every language.
		'--locale-provider=builtin',
		'--builtin-locale=C.UTF-8',
		'--locale=C.UTF-8',
		'--no-instructions',
		...(durable ? [] : ['--no-sync'])
	];
	const run = spawnSync(program(binaries, 'initdb'), [...options, `--pgdata=${partial}`], {
		...user,
		cwd: partial,
		env: { PATH: '/usr/bin:/bin', TZ: 'UTC' },
		encoding: 'utf8'
	});
	rmSync(passwordFile, { force: true });
	if (run.status !== 0) {
		rmSync(partial, { recursive: true, force: true });
		throw failure(cluster, run.stderr ?? run.error?.message ?? '');
	}
	renameSync(partial, cluster);
}

/** For a database whose access file was lost: the superuser gets a new password while nobody is connected. */
export function resetAdminPassword(
	cluster: string,
	{ binaries, user, adminPassword }: Omit<Making, 'durable'>
) {
	const run = spawnSync(program(binaries, 'postgres'), ['--single', '-D', cluster, 'postgres'], {
		...user,
		cwd: cluster,
		env: { PATH: '/usr/bin:/bin', TZ: 'UTC' },
		input: `alter role postgres password '${adminPassword}'\n`,
		encoding: 'utf8'
	});
	if (run.status !== 0) throw failure(cluster, run.stderr ?? '');
}

function give(path: string, { uid, gid }: RuntimeUser) {
	if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid);
}

/** What PostgreSQL printed, as a trouble with a sentence. */
export function failure(cluster: string, printed: string) {
	if (/no space left on device|disk quota exceeded/i.test(printed)) return diskFull(cluster);
	return trouble('postgres_failed', `PostgreSQL did not start. It said:\n${printed.trim()}`);
}
