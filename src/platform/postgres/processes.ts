/** Which process a number means: a number alone may have been given to another program since. */

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** What tells this process from any other that ever had its number; null when there is none. */
export function identityOf(pid: number): string | null {
	if (process.platform === 'linux') return linuxIdentity(pid);
	if (process.platform === 'win32') return isAlive(pid) ? 'alive' : null;
	return ps(pid, 'lstart=');
}

export function commandOf(pid: number): string | null {
	if (process.platform !== 'linux') return ps(pid, 'command=');
	return read(`/proc/${pid}/cmdline`)?.replaceAll('\0', ' ').trim() || null;
}

export function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}

/** Waits until the process is gone; false when it still runs after so many milliseconds. */
export async function isGoneWithin(pid: number, milliseconds: number): Promise<boolean> {
	const end = performance.now() + milliseconds;
	while (identityOf(pid) !== null) {
		if (performance.now() > end) return false;
		await pause(20);
	}
	return true;
}

export function pause(milliseconds: number) {
	return new Promise<void>((resume) => setTimeout(resume, milliseconds));
}

function linuxIdentity(pid: number): string | null {
	const stat = read(`/proc/${pid}/stat`);
	if (!stat) return null;
	// The name in brackets may hold spaces and brackets itself, so fields are counted after it.
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	if (fields[0] === 'Z') return null;
	const boot = read('/proc/sys/kernel/random/boot_id')?.trim();
	return `${boot} ${fields[19]}`;
}

function read(path: string): string | null {
	try {
		return readFileSync(path, 'utf8');
	} catch {
		return null;
	}
}

function ps(pid: number, column: string): string | null {
	try {
		const output = execFileSync('ps', ['-o', column, '-p', String(pid)], { encoding: 'utf8' });
		return output.trim() || null;
	} catch {
		return null;
	}
}
