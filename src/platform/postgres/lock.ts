/** One owner at a time for a data folder, even after owners that died without saying goodbye. */

import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { identityOf } from './processes.ts';

export type Purpose = 'serve' | 'use';
export type Holder = { pid: number; identity: string; purpose: Purpose };

/** Takes the lock, or returns who holds it. */
export function acquire(path: string, purpose: Purpose): Holder | null {
	const mine = `${path}.${process.pid}`;
	const self: Holder = { pid: process.pid, identity: identityOf(process.pid) ?? '', purpose };
	writeFileSync(mine, JSON.stringify(self), { mode: 0o600 });
	try {
		// A hard link appears complete or not at all: nobody can read a half-written lock.
		for (let attempt = 0; attempt < 5; attempt++) {
			if (link(mine, path)) return null;
			const holder = holderOf(path);
			if (holder) return holder;
			removeStale(path);
		}
		throw new Error(`The lock ${path} could not be taken.`);
	} finally {
		rmSync(mine, { force: true });
	}
}

/** The living process that holds the lock, if any. */
export function holderOf(path: string): Holder | null {
	const holder = read(path);
	return holder && identityOf(holder.pid) === holder.identity ? holder : null;
}

export function release(path: string) {
	const holder = read(path);
	if (holder?.pid === process.pid) rmSync(path, { force: true });
}

function removeStale(path: string) {
	const aside = `${path}.${process.pid}.stale`;
	try {
		renameSync(path, aside);
	} catch {
		return;
	}
	// Between our look and our move another process may have taken over: then it stays theirs.
	if (holderOf(aside)) link(aside, path);
	rmSync(aside, { force: true });
}

function link(from: string, to: string): boolean {
	try {
		linkSync(from, to);
		return true;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
		throw error;
	}
}

function read(path: string): Holder | null {
	try {
		return JSON.parse(readFileSync(path, 'utf8')) as Holder;
	} catch {
		return null;
	}
}
