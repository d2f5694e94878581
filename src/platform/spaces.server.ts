/** The spaces by address: asked for by every request, changed once a year. */

import type { Database } from '#domain/database.server.ts';
import { bySlug, namedIn, type Space } from '#domain/space/store.server.ts';
import type { Hub } from './hub.server.ts';

/** Remembers spaces that exist until someone says one changed; what does not exist is asked for each time. */
export function openSpaces(db: Database, hub: Hub) {
	const known = new Map<string, Space>();
	let heard = 0;
	hub.hear((topic) => {
		if (topic !== 'space' && topic !== 'everything') return;
		heard += 1;
		known.clear();
	});
	return async (slug: string): Promise<Space | undefined> => {
		const found = known.get(slug);
		if (found) return found;
		const begun = heard;
		const plain = await bySlug(db, slug);
		const space = plain && { ...plain, organisations: await namedIn(db, plain.id) };
		if (space && heard === begun) known.set(slug, space);
		return space;
	};
}
