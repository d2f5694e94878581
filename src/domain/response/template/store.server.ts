/** How templates are read. */

import type { Database } from '#domain/database.server.ts';
import type { Kind, Parts } from '../response.ts';

export type Listed = {
	id: string;
	title: string;
	lang: string;
	kind: Kind | null;
	parts: Parts;
};

/** The templates of a space, by their titles; there are at most a hundred. */
export async function templatesOf(db: Database, spaceId: string): Promise<Listed[]> {
	const rows = await db
		.selectFrom('responseTemplate')
		.select(['id', 'title', 'lang', 'kind', 'parts'])
		.where('spaceId', '=', spaceId)
		.where('endedAt', 'is', null)
		.orderBy('title')
		.orderBy('id')
		.execute();
	return rows as unknown as Listed[];
}
