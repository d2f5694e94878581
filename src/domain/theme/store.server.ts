/** How themes are kept: clusters of contributions, by hand or taken from a proposal. */

import { sql } from 'kysely';
import type { Database } from '#domain/database.server.ts';
import type { Basis, Names, Theme } from './theme.ts';

export type Given = { id: string; slug: string; names: Names };

/** The themes of each of these contributions, in the order they were given; who carries none is absent. */
export async function themesOf(
	db: Database,
	contributionIds: readonly string[]
): Promise<Map<string, Given[]>> {
	const found = new Map<string, Given[]>();
	if (contributionIds.length === 0) return found;
	const rows = await db
		.selectFrom('contributionTheme')
		.innerJoin('theme', 'theme.id', 'contributionTheme.themeId')
		.select(['contributionTheme.contributionId', 'theme.id', 'theme.slug', 'theme.names'])
		.where('contributionTheme.contributionId', '=', sql<string>`any (${contributionIds}::uuid[])`)
		.orderBy('contributionTheme.at')
		.orderBy('theme.slug')
		.execute();
	for (const { contributionId, names, ...theme } of rows) {
		const one = { ...theme, names: names as Names };
		found.set(contributionId, [...(found.get(contributionId) ?? []), one]);
	}
	return found;
}

const columns = ['id', 'slug', 'names', 'basis', 'mergedInto'] as const;
const typed = <Row extends { names: unknown; basis: string }>(row: Row) => ({
	...row,
	names: row.names as Names,
	basis: row.basis as Basis
});

/** The themes of a space that stand, by address. */
export async function themesIn(db: Database, spaceId: string): Promise<Theme[]> {
	const rows = await db
		.selectFrom('theme')
		.select(columns)
		.where('spaceId', '=', spaceId)
		.where('mergedInto', 'is', null)
		.orderBy('slug')
		.execute();
	return rows.map(typed);
}

/** The theme of an address, also where it was merged into another. */
export async function themeAt(
	db: Database,
	spaceId: string,
	slug: string
): Promise<Theme | undefined> {
	const row = await db
		.selectFrom('theme')
		.select(columns)
		.where('spaceId', '=', spaceId)
		.where('slug', '=', slug)
		.executeTakeFirst();
	return row && typed(row);
}

/** The theme another became part of. */
export async function themeById(db: Database, id: string): Promise<Theme | undefined> {
	const row = await db.selectFrom('theme').select(columns).where('id', '=', id).executeTakeFirst();
	return row && typed(row);
}

export type Carried = { slug: string; title: string; language: string; count: number };

/** How many contributions carry a theme, by consultation; private ones counted. */
export async function carriedIn(db: Database, themeId: string): Promise<Carried[]> {
	const { rows } = await sql<Carried>`
		select c.slug, c.title, c.language, count(*)::int as count
		from contribution_theme x
		join contribution k on k.id = x.contribution_id and k.state in ('published', 'held')
		join consultation c on c.id = k.consultation_id
		where x.theme_id = ${themeId}
		group by c.id order by c.opens_at desc nulls last, c.id limit 100`.execute(db);
	return rows;
}

/** How many contributions carry each theme of a space. */
export async function countsIn(db: Database, spaceId: string): Promise<Map<string, number>> {
	const { rows } = await sql<{ id: string; count: number }>`
		select h.id, count(*)::int as count from theme h
		join contribution_theme x on x.theme_id = h.id
		join contribution k on k.id = x.contribution_id and k.state in ('published', 'held')
		where h.space_id = ${spaceId} group by h.id`.execute(db);
	return new Map(rows.map(({ id, count }) => [id, count]));
}
