/** Who a request comes from: looked up once, remembered briefly, forgotten the moment anything about them changes. */

import { sql } from 'kysely';
import { viewerOf, wayOf } from '#domain/accounts/store.server.ts';
import { asFarAs, type Viewer } from '#domain/accounts/viewer.ts';
import type { Database } from '#domain/database.server.ts';
import type { Auth } from './auth.server.ts';
import type { Hub } from './hub.server.ts';

/** Milliseconds a remembered viewer is believed without asking again; changes arrive by NOTIFY much sooner. */
const believed = 60_000;
const most = 20_000;

export type Found = { viewer: Viewer | null; partial: Viewer | null; waiting: Viewer | null };

export type Sessions = {
	/** Who is signed in, all the way. */
	viewer: (headers: Headers) => Promise<Viewer | null>;
	/** The same, whoever has yet to use their second key, and a guest who waits for a moderator. */
	find: (headers: Headers) => Promise<Found>;
	forget: (personId: string) => void;
};

type Asked = { auth: Auth; hub: Hub; staffNeedKeys: boolean };

export function openSessions(db: Database, { auth, hub, staffNeedKeys }: Asked): Sessions {
	const kept = new Map<string, { viewer: Viewer; until: number }>();
	let heard = 0;

	const forget = (personId: string) => {
		heard += 1;
		for (const [cookie, { viewer }] of kept) if (viewer.id === personId) kept.delete(cookie);
	};
	hub.hear((topic, id) => {
		if (topic === 'person') forget(id);
		if (topic === 'everything') {
			heard += 1;
			kept.clear();
		}
	});

	async function look(headers: Headers, cookie: string): Promise<Viewer | null> {
		const begun = heard;
		const session = await auth.sessionOf(headers).catch(async (cause: unknown) => {
			// The account machinery hides why it failed; a database that is away says so itself.
			await sql`select 1`.execute(db);
			throw cause;
		});
		const found = session && (await viewerOf(db, session.id, session.personId));
		// Who is suspended is signed out for every page and every act.
		if (!found || found.suspended) return null;
		const way = await wayOf(db, session.id);
		if (!way) return null;
		const viewer = asFarAs(found, way, staffNeedKeys);
		// Something was said about someone while we were reading: use it once, do not remember it.
		if (heard !== begun || !hub.listening()) return viewer;
		if (kept.size >= most) kept.delete(kept.keys().next().value ?? '');
		const until = Math.min(
			performance.now() + believed,
			performance.now() + session.until.getTime() - Date.now()
		);
		kept.set(cookie, { viewer, until });
		return viewer;
	}

	async function one(headers: Headers) {
		const cookie = cookieOf(headers.get('cookie'), auth.cookie);
		if (!cookie) return null;
		const found = kept.get(cookie);
		if (found && performance.now() < found.until && hub.listening()) return found.viewer;
		return look(new Headers({ cookie: `${auth.cookie}=${cookie}` }), cookie);
	}

	async function find(headers: Headers): Promise<Found> {
		const found = await one(headers);
		const none = { viewer: null, partial: null, waiting: null };
		if (found?.step === 'waiting') return { ...none, waiting: found };
		if (found?.step === 'challenge') return { ...none, partial: found };
		return { ...none, viewer: found };
	}

	return { forget, find, viewer: async (headers) => (await find(headers)).viewer };
}

/** The value of one cookie of a Cookie header. */
export function cookieOf(header: string | null | undefined, name: string): string | undefined {
	const found = header?.split(/;\s*/).find((pair) => pair.startsWith(`${name}=`));
	return found?.slice(name.length + 1);
}
