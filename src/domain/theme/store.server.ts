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
