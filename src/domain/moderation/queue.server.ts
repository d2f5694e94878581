/** What waits for a moderator: reported contributions, the longest waiting first. */

import { sql } from 'kysely';
import { holds, type Viewer } from '../accounts/viewer.ts';
import { rows } from '../contribution/read.server.ts';
import { suggestionOf } from '../contribution/shown.ts';
import type { Database } from '../database.server.ts';

export const pageSize = 20;

/** One page of reported contributions with their reports, and how many wait in all. */
export async function queue(db: Database, viewer: Viewer, spaceId: string, page: number) {
	const secretariat = holds(viewer, spaceId, 'SECRETARIAT');
	const waiting = db
		.selectFrom('report')
		.innerJoin('contribution', 'contribution.id', 'report.contributionId')
		.where('report.settledAt', 'is', null)
		.where('contribution.spaceId', '=', spaceId)
		.$if(!secretariat, (query) => query.where('contribution.visibility', '=', 'public'));
	const [{ total }, oldest] = await Promise.all([
		waiting
			.select(({ fn }) => fn.count<number>('contribution.id').distinct().as('total'))
			.executeTakeFirstOrThrow(),
		waiting
			.select(({ fn }) => ['contribution.id', fn.min('report.at').as('since')])
			.groupBy('contribution.id')
			.orderBy('since')
			.limit(pageSize)
			.offset((page - 1) * pageSize)
			.execute()
	]);
	const ids = oldest.map(({ id }) => id);
	if (ids.length === 0) return { total: Number(total), items: [] };
	const [said, reports] = await Promise.all([
		rows(db)
			.innerJoin('consultation', 'consultation.id', 'contribution.consultationId')
			.leftJoin('unitText', (join) =>
				join
					.onRef('unitText.unitId', '=', 'contribution.unitId')
					.onRef('unitText.versionId', '=', 'contribution.versionId')
			)
			.select(['consultation.slug', 'consultation.title', 'unitText.number', 'contribution.place'])
			.where('contribution.id', '=', sql<string>`any (${ids}::uuid[])`)
			.execute(),
		db
			.selectFrom('report')
			.select(['contributionId', 'rule', 'note', 'at'])
			.where('contributionId', '=', sql<string>`any (${ids}::uuid[])`)
			.where('settledAt', 'is', null)
			.orderBy('at')
			.execute()
	]);
	const items = oldest.flatMap(({ id, since }) => {
		const row = said.find((one) => one.id === id);
		if (!row) return [];
		const { reference, kind, lang, body, authorName, organisationName, state, visibility } = row;
		const { slug, title, number, place, receivedAt } = row;
		return [
			{
				...{ id, since, reference, kind, lang, body, state, visibility, receivedAt },
				...{ slug, title, number, place },
				author: authorName,
				organisation: organisationName,
				suggestion: suggestionOf(row),
				reports: reports.filter((one) => one.contributionId === id)
			}
		];
	});
	return { total: Number(total), items };
}
