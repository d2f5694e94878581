/** The verified organisations of a space by what people call them: their name or their address. */

import type { Database } from '#domain/database.server.ts';

/** More are not looked through; those verified first are kept. */
const most = 5000;

export async function idsByName(db: Database, spaceId: string): Promise<Map<string, string>> {
	const rows = await db
		.selectFrom('organisation')
		.select(['id', 'slug', 'name'])
		.where('spaceId', '=', spaceId)
		.where('verifiedAt', 'is not', null)
		.orderBy('verifiedAt')
		.limit(most)
		.execute();
	return new Map(
		rows.flatMap(({ id, slug, name }) => [
			[name.toLowerCase(), id],
			[slug, id]
		])
	);
}
