/** What someone said themselves, latest first. */

import type { Viewer } from '../accounts/viewer.ts';
import type { Database } from '../database.server.ts';
import { rows } from './read.server.ts';
import { shownTo } from './shown.ts';
import { pageSize } from './thread.ts';

/** One page of a person's contributions in a space, with where each was said. */
export async function own(db: Database, viewer: Viewer, spaceId: string, page: number) {
	const [{ total }, said] = await Promise.all([
		db
			.selectFrom('contribution')
			.select(({ fn }) => fn.countAll<number>().as('total'))
			.where('personId', '=', viewer.id)
			.where('spaceId', '=', spaceId)
			.executeTakeFirstOrThrow(),
		rows(db)
			.innerJoin('consultation', 'consultation.id', 'contribution.consultationId')
			.leftJoin('unitText', (join) =>
				join
					.onRef('unitText.unitId', '=', 'contribution.unitId')
					.onRef('unitText.versionId', '=', 'contribution.versionId')
			)
			.select([
				'consultation.slug',
				'consultation.title',
				'consultation.language as titleLang',
				'contribution.place',
				'unitText.number'
			])
			.where('contribution.personId', '=', viewer.id)
			.where('contribution.spaceId', '=', spaceId)
			.orderBy('contribution.receivedAt', 'desc')
			.limit(pageSize)
			.offset((page - 1) * pageSize)
			.execute()
	]);
	return {
		total: Number(total),
		said: said.map(({ slug, title, titleLang, place, number, ...row }) => ({
			remark: shownTo(viewer.id, row),
			...{ slug, title, titleLang, place, number }
		}))
	};
}
