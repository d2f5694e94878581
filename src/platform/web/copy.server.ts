/** Who may be given the copy of the database: readers of public pages, and nobody who just did something. */

import type { Act } from '#domain/policy/acts.ts';
import type { Database } from '#domain/database.server.ts';
import type { House } from '../house.server.ts';
import { isReader } from './reader.server.ts';

/** Reading what is public. Whatever follows an act (a link by mail, a set-up, a form) is not among them. */
const reading: ReadonlySet<Act> = new Set<Act>([
	'site.read',
	'consultation.read',
	'remark.read',
	'organisation.read',
	'statement.read',
	'export.read',
	'moderation.read'
]);

/** The database a request reads: the copy when nobody could miss something of their own on it. */
export function databaseFor(house: House, request: Request, act: Act): Database {
	const { replica, auth, db } = house;
	const reads = request.method === 'GET' || request.method === 'HEAD';
	if (!replica || !reads || !reading.has(act)) return db;
	if (!isReader(request.headers.get('cookie'), auth.cookie)) return db;
	return replica.isCurrent() ? replica.db : db;
}

/** Whether what is read from now has everything announced so far: then what changes later is announced later. */
export const isCurrent = ({ replica, db }: House, read: Database) =>
	read === db || replica?.isCurrent() === true;
