/** Everything a process has one of: opened once at start, shared by pages, jobs and the server in front. */

import type { Database } from '#domain/database.server.ts';
import { openAuth, type Auth } from './auth.server.ts';
import type { Config } from './config.ts';
import { connect } from './connection.server.ts';
import { openHub, type Hub } from './hub.server.ts';
import { pageCache, type PageCache } from './page-cache.server.ts';
import { openSessions, type Sessions } from './session.server.ts';
import { openSpaces } from './spaces.server.ts';
import type { Space } from '#domain/space/store.server.ts';
import type pg from 'pg';

export type House = {
	config: Config;
	db: Database;
	pool: pg.Pool;
	hub: Hub;
	auth: Auth;
	sessions: Sessions;
	pages: PageCache;
	/** This installation is the unmodified example with its invented people. */
	example: boolean;
	/** Mail is shown to whoever reaches this machine: the example on loopback, or development. */
	showsMail: boolean;
	/** The space of an address, remembered until it changes; undefined when there is none. */
	spaces: (slug: string) => Promise<Space | undefined>;
	close: () => Promise<void>;
};

/** Kept where a module loaded anew finds it again: the development server reloads, the house stays. */
const kept = globalThis as { folkmootHouse?: House };

/** The open house; throws when nothing has opened it. */
export function house(): House {
	const standing = kept.folkmootHouse;
	if (!standing) throw new Error('The house is not open: open() comes first.');
	return standing;
}

/** Opens connections and caches. The database must be there and migrated. */
export async function open(config: Config): Promise<House> {
	const { pool, db } = connect(config.databaseUrl, config.pool);
	const hub = await openHub(config.databaseUrl);
	const auth = openAuth(db, config);
	const pages = pageCache();
	hub.hear((topic, id) => {
		if (topic === 'consultation') pages.forget(id);
		if (topic === 'withheld') pages.erase(id);
		if (topic === 'space' || topic === 'everything') pages.forgetAll();
	});
	const example = await isExample(db);
	const development = process.env.NODE_ENV === 'development';
	const opened: House = {
		config,
		db,
		pool,
		hub,
		auth,
		sessions: openSessions(db, auth, hub),
		pages,
		example,
		showsMail: config.loopback && (example || development),
		spaces: openSpaces(db, hub),
		close: async () => {
			kept.folkmootHouse = undefined;
			await hub.close();
			await db.destroy();
		}
	};
	kept.folkmootHouse = opened;
	return opened;
}

async function isExample(db: Database) {
	const row = await db.selectFrom('installation').select('example').executeTakeFirst();
	return row?.example ?? false;
}
