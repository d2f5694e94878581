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
	/** Its verified organisations by address; absent where nobody can be mentioned. */
	organisations?: ReadonlyMap<string, string>;
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

/** Organisations a mention can name, at most; a space with more has those verified first. */
const mostNamed = 5000;

/** The verified organisations of a space by address: what `@` and a name can mean. */
export async function namedIn(db: Database, spaceId: string): Promise<Map<string, string>> {
	const rows = await db
		.selectFrom('organisation')
		.select(['slug', 'name'])
		.where('spaceId', '=', spaceId)
		.where('verifiedAt', 'is not', null)
		.orderBy('verifiedAt')
		.limit(mostNamed)
		.execute();
	return new Map(rows.map(({ slug, name }) => [slug, name]));
}

/** All spaces by address, at most `limit`. */
export async function all(db: Database, limit = 200): Promise<Space[]> {
	const rows = await db.selectFrom('space').select(columns).orderBy('slug').limit(limit).execute();
	return rows.map((row) => ({ ...row, names: row.names as Record<string, string> }));
}

/** A space's name in a language, or in its own. */
export const nameIn = (space: Pick<Space, 'names' | 'language' | 'slug'>, lang: string) =>
	space.names[lang] ?? space.names[space.language] ?? space.slug;

/** The space of a consultation. */
export async function ofConsultation(
	db: Database,
	consultationId: string
): Promise<Space | undefined> {
	const row = await db
		.selectFrom('consultation')
		.innerJoin('space', 'space.id', 'consultation.spaceId')
		.select(columns.map((column) => `space.${column}` as const))
		.where('consultation.id', '=', consultationId)
		.executeTakeFirst();
	return row && { ...row, names: row.names as Record<string, string> };
}
