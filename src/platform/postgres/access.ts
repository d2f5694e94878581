/** How to reach the database of a data folder: a file only its owner can read. */

import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { trouble } from './trouble.ts';

export type Access = {
	/** The folder of the database files: the data folder itself, or one PostgreSQL's account can enter. */
	home: string | null;
	port: number;
	/** The owner of the database: all that Folkmoot uses from day to day. */
	password: string;
	/** The superuser, for making the database and its owner. */
	adminPassword: string;
	/** The process serving this database now, or null. */
	servedBy: number | null;
};

export const newAccess = (home: string | null): Access => ({
	home,
	port: 0,
	password: randomBytes(24).toString('base64url'),
	adminPassword: randomBytes(24).toString('base64url'),
	servedBy: null
});

export function readAccess(path: string): Access | null {
	try {
		return JSON.parse(readFileSync(path, 'utf8')) as Access;
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		if (code === 'ENOENT') return null;
		if (code !== 'EACCES') throw error;
		throw trouble(
			'folder_of_another_user',
			`${path} belongs to another user. Run the command as the user who started Folkmoot there first.`
		);
	}
}

/** On the disk when it returns: without the password the database would be closed to us for good. */
export function writeAccess(path: string, access: Access) {
	const partial = `${path}.${process.pid}`;
	const file = openSync(partial, 'w', 0o600);
	writeFileSync(file, JSON.stringify(access, null, '\t') + '\n');
	fsyncSync(file);
	closeSync(file);
	renameSync(partial, path);
	if (process.platform === 'win32') return;
	const folder = openSync(dirname(path), 'r');
	fsyncSync(folder);
	closeSync(folder);
}

export const urlOf = ({ port, password }: Access, database = 'folkmoot') =>
	`postgres://folkmoot:${password}@127.0.0.1:${port}/${database}`;

export const adminUrlOf = ({ port, adminPassword }: Access, database = 'postgres') =>
	`postgres://postgres:${adminPassword}@127.0.0.1:${port}/${database}`;
