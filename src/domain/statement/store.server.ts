/** Who signed which statement. */

import type { Database } from '../database.server.ts';

export const perPage = 100;

/** The organisations that signed, in the order they did, a page at a time. */
export const signaturesOf = (db: Database, contributionId: string, page = 1) =>
	db
		.selectFrom('signature')
		.innerJoin('organisation', 'organisation.id', 'signature.organisationId')
		.select(['organisation.id', 'organisation.slug', 'organisation.name', 'signature.signedAt'])
		.where('signature.contributionId', '=', contributionId)
		.orderBy('signature.signedAt')
		.orderBy('organisation.id')
		.limit(perPage)
		.offset((page - 1) * perPage)
		.execute();

/** Which of these organisations have signed. */
export async function signedBy(db: Database, contributionId: string, among: readonly string[]) {
	if (among.length === 0) return [];
	const rows = await db
		.selectFrom('signature')
		.select('organisationId')
		.where('contributionId', '=', contributionId)
		.where('organisationId', 'in', [...among])
		.execute();
	return rows.map(({ organisationId }) => organisationId);
}
