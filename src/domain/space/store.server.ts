/** How spaces are kept. */

import type { Database } from '#domain/database.server.ts';

export type Space = {
	id: string;
	slug: string;
	names: Record<string, string>;
	language: string;
	languages: string[];
	timeZone: string;
	contact: string;
};

const columns = ['id', 'slug', 'names', 'language', 'languages', 'timeZone', 'contact'] as const;

/** The space of an address; undefined when there is none. */
export async function bySlug(db: Database, slug: string): Promise<Space | undefined> {
	const row = await db
		.selectFrom('space')
		.select(columns)
		.where('slug', '=', slug)
		.executeTakeFirst();
	return row && { ...row, names: row.names as Record<string, string> };
}

/** All spaces by address, at most `limit`. */
export async function all(db: Database, limit = 200): Promise<Space[]> {
	const rows = await db.selectFrom('space').select(columns).orderBy('slug').limit(limit).execute();
	return rows.map((row) => ({ ...row, names: row.names as Record<string, string> }));
}

/** A space's name in a language, or in its own. */
export const nameIn = (space: Pick<Space, 'names' | 'language' | 'slug'>, lang: string) =>
	space.names[lang] ?? space.names[space.language] ?? space.slug;
