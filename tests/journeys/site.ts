/** The built server that all journeys of a run visit: its address, its folder, its database. */

import { afterAll } from 'vitest';
import { connect, type Connection } from '#platform/connection.server.ts';
import { readAccess, urlOf } from '#platform/postgres/access.ts';
import { placesIn } from '#platform/postgres/folder.ts';

export type Site = Connection & { origin: string; data: string };

/** The server started by tests/journeys-setup.ts. */
export const site: Site = siteOf(said('ORIGIN'), said('DATA'));
export const { db, origin } = site;

/** A server's address and its database, closed after the file's last test. */
export function siteOf(origin: string, data: string): Site {
	const access = readAccess(placesIn(data).access);
	if (!access) throw new Error(`No database is served from ${data}.`);
	const connection = connect(urlOf(access), 3);
	afterAll(() => connection.db.destroy());
	return { ...connection, origin, data };
}

/** What tests/journeys-setup.ts left in the environment. */
export function said(name: 'ORIGIN' | 'DATA' | 'OUTPUT' | 'BROWSER'): string {
	const value = process.env[`FOLKMOOT_JOURNEYS_${name}`];
	if (value === undefined) throw new Error('Run this file with: npm run journeys');
	return value;
}
