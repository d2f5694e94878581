/** The latest public words on a consultation or on one place of it, for whoever follows by a feed. */

import type { Database } from '#domain/database.server.ts';

/** As many as a feed holds. */
export const most = 50;

/** The newest first. Tombstones are not among them: a feed is copied, and what was taken back leaves it. */
export async function latest(db: Database, consultationId: string, unitId?: string | null) {
	const rows = await db
		.selectFrom('contribution')
		.leftJoin('organisation', 'organisation.id', 'contribution.organisationId')
		.leftJoin('suggestion', 'suggestion.contributionId', 'contribution.id')
		.select([
			'contribution.reference',
			'contribution.kind',
			'contribution.authorName',
			'contribution.channel',
			'contribution.guest',
			'organisation.name as organisation',
			'contribution.body',
			'contribution.lang',
			'contribution.unitId',
			'contribution.receivedAt',
			'contribution.editedAt',
			'suggestion.act',
			'suggestion.words',
			'suggestion.lang as wordsLang'
		])
		.where('contribution.consultationId', '=', consultationId)
		.where('contribution.visibility', '=', 'public')
		.where('contribution.state', '=', 'published')
		.$if(unitId !== undefined, (query) =>
			query.where('contribution.unitId', unitId === null ? 'is' : '=', unitId ?? null)
		)
		.orderBy('contribution.receivedAt', 'desc')
		.orderBy('contribution.id', 'desc')
		.limit(most)
		.execute();
	return rows;
}
export type Latest = Awaited<ReturnType<typeof latest>>[number];

/** Where a published contribution stands, if it is a public one of this consultation. */
export async function placeOfPublic(db: Database, consultationId: string, reference: string) {
	const row = await db
		.selectFrom('contribution')
		.select('unitId')
		.where('reference', '=', reference)
		.where('consultationId', '=', consultationId)
		.where('visibility', '=', 'public')
		.where('state', '=', 'published')
		.executeTakeFirst();
	return row && { unitId: row.unitId };
}
