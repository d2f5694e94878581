/** A published response as anyone may read it: what it answers, tombstones without words, private ones only counted. */

import { sql } from 'kysely';
import type { Database } from '#domain/database.server.ts';
import { rows } from '../contribution/read.server.ts';
import { shownTo } from '../contribution/shown.ts';

export type Counts = { public: number; private: number };

/** How many contributions a response answers. */
export async function countsOf(db: Database, responseId: string): Promise<Counts> {
	const { rows: found } = await sql<Counts>`
		select count(*) filter (where k.visibility = 'public')::int as public,
			count(*) filter (where k.visibility = 'private')::int as private
		from reasoned_response_contribution l join contribution k on k.id = l.contribution_id
		where l.response_id = ${responseId}`.execute(db);
	return found[0] ?? { public: 0, private: 0 };
}

/** The public contributions a response answers, in the order they came, a page of them. */
export async function answeredBy(db: Database, responseId: string, { page = 1, size = 50 } = {}) {
	const found = await rows(db)
		.innerJoin(
			'reasonedResponseContribution',
			'reasonedResponseContribution.contributionId',
			'contribution.id'
		)
		.leftJoin('unitText', (on) =>
			on
				.onRef('unitText.versionId', '=', 'contribution.versionId')
				.onRef('unitText.unitId', '=', 'contribution.unitId')
		)
		.select('unitText.number')
		.where('reasonedResponseContribution.responseId', '=', responseId)
		.where('contribution.visibility', '=', 'public')
		.orderBy('contribution.receivedAt')
		.orderBy('contribution.id')
		.limit(size)
		.offset((page - 1) * size)
		.execute();
	return found.map((row) => ({ ...shownTo(null, row), number: row.number }));
}
