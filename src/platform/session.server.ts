/** Who a request comes from: looked up once, remembered briefly, forgotten the moment anything about them changes. */

import { sql } from 'kysely';
import { viewerOf } from '#domain/accounts/store.server.ts';
import type { Viewer } from '#domain/accounts/viewer.ts';
import type { Database } from '#domain/database.server.ts';
import type { Auth } from './auth.server.ts';
import type { Hub } from './hub.server.ts';

/** Milliseconds a remembered viewer is believed without asking again; changes arrive by NOTIFY much sooner. */
const believed = 60_000;
const most = 20_000;

export type Sessions = {
	viewer: (headers: Headers) => Promise<Viewer | null>;
	forget: (personId: string) => void;
};

export function openSessions(db: Database, auth: Auth, hub: Hub): Sessions {
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
		const viewer = session && (await viewerOf(db, session.id, session.personId));
		// Who is suspended is signed out for every page and every act.
		if (!viewer || viewer.suspended) return null;
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

	return {
		forget,
		async viewer(headers) {
			const cookie = cookieOf(headers.get('cookie'), auth.cookie);
			if (!cookie) return null;
			const found = kept.get(cookie);
			if (found && performance.now() < found.until && hub.listening()) return found.viewer;
			return look(new Headers({ cookie: `${auth.cookie}=${cookie}` }), cookie);
		}
	};
}

/** The value of one cookie of a Cookie header. */
export function cookieOf(header: string | null | undefined, name: string): string | undefined {
	const found = header?.split(/;\s*/).find((pair) => pair.startsWith(`${name}=`));
	return found?.slice(name.length + 1);
}
