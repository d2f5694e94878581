/** Everything a process has one of: opened once at start, shared by pages, jobs and the server in front. */

import type { Database } from '#domain/database.server.ts';
import { openAuth, type Auth } from './auth.server.ts';
import type { Config } from './config.ts';
import { connect } from './connection.server.ts';
import { openHub, type Hub } from './hub.server.ts';
import { openLive, type Live } from './live/live.server.ts';
import { pageCache, type PageCache } from './page-cache.server.ts';
import { openReplica, type Replica } from './replica.server.ts';
import { openSessions, type Sessions } from './session.server.ts';
import { openSpaces } from './spaces.server.ts';
import type { Space } from '#domain/space/store.server.ts';
import type pg from 'pg';

export type House = {
	config: Config;
	db: Database;
	pool: pg.Pool;
	hub: Hub;
	/** A copy of the database to read from; null when there is none. */
	replica: Replica | null;
	auth: Auth;
	sessions: Sessions;
	pages: PageCache;
	live: Live;
	/** This installation is the unmodified example with its invented people. */
	example: boolean;
	/** Mail is shown to whoever reaches this machine: the example on loopback, or development. */
	showsMail: boolean;
	/** Whoever holds a role needs a second key before it takes effect. */
	staffNeedKeys: boolean;
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
	const { databaseUrl, listenUrl, replicaUrl, pooled } = config;
	const primary = connect(databaseUrl, config.pool, { unlimited: pooled });
	const { pool, db } = primary;
	const hub = await openHub(listenUrl);
	const replica = replicaUrl ? openReplica(replicaUrl, config.pool, primary, hub) : null;
	const auth = openAuth(db, config);
	const pages = pageCache();
	hub.hear((topic, id) => {
		if (topic === 'consultation') pages.forget(id);
		if (topic === 'withheld' || topic === 'register') pages.erase(id);
		if (topic === 'space' || topic === 'everything') pages.forgetAll();
	});
	const example = await isExample(db);
	const development = process.env.NODE_ENV === 'development';
	const showsMail = config.loopback && (example || development);
	const staffNeedKeys = config.staffKeys === 'required' || (!config.staffKeys && !showsMail);
	const opened: House = {
		config,
		db,
		pool,
		hub,
		replica,
		auth,
		sessions: openSessions(db, { auth, hub, staffNeedKeys }),
		pages,
		live: openLive(db, hub),
		example,
		showsMail,
		staffNeedKeys,
		spaces: openSpaces(db, hub),
		close: async () => {
			kept.folkmootHouse = undefined;
			opened.live.end();
			await replica?.close();
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
