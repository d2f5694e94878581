/** What someone said themselves, latest first. */

import type { Viewer } from '../accounts/viewer.ts';
import { now } from '../clock.server.ts';
import { stateOf } from '../consultation/consultation.ts';
import type { Database } from '../database.server.ts';
import type { Kind } from '../response/response.ts';
import { rows } from './read.server.ts';
import { unread } from './seen.server.ts';
import { shownTo } from './shown.ts';
import { pageSize } from './thread.ts';

/** One page of a person's contributions in a space, with where each was said and what became of it. */
export async function own(
	db: Database,
	viewer: Viewer,
	spaceId: string,
	page: number,
	{ news = false } = {}
) {
	const [at, { total, fresh }, said] = await Promise.all([
		now(db),
		db
			.selectFrom('contribution')
			.select(({ fn }) => [
				fn.countAll<number>().as('total'),
				fn.countAll<number>().filterWhere(unread).as('fresh')
			])
			.where('personId', '=', viewer.id)
			.where('spaceId', '=', spaceId)
			.executeTakeFirstOrThrow(),
		rows(db)
			.innerJoin('consultation', 'consultation.id', 'contribution.consultationId')
			.leftJoin('reasonedResponse', 'reasonedResponse.id', 'contribution.responseId')
			.leftJoin('unitText', (join) =>
				join
					.onRef('unitText.unitId', '=', 'contribution.unitId')
					.onRef('unitText.versionId', '=', 'contribution.versionId')
			)
			.select([
				'consultation.slug',
				'consultation.title',
				'consultation.language as titleLang',
				'consultation.announcedAt',
				'consultation.opensAt',
				'consultation.closesAt',
				'consultation.answeredAt as consultationAnsweredAt',
				'consultation.archivedAt',
				'consultation.cancelledAt',
				'contribution.place',
				'contribution.answeredAt',
				'reasonedResponse.kind as answer',
				'unitText.number',
				unread.as('news')
			])
			.where('contribution.personId', '=', viewer.id)
			.where('contribution.spaceId', '=', spaceId)
			.$if(news, (query) => query.where(unread))
			.orderBy('contribution.receivedAt', 'desc')
			.limit(pageSize)
			.offset((page - 1) * pageSize)
			.execute()
	]);
	return {
		total: Number(total),
		/** How many have news their author has not seen. */
		fresh: Number(fresh),
		said: said.map(({ slug, title, titleLang, place, number, ...row }) => ({
			remark: shownTo(viewer.id, row),
			...{ slug, title, titleLang, place, number, news: row.news },
			answer: row.answer as Kind | null,
			answeredAt: row.answeredAt,
			state: stateOf({ ...row, answeredAt: row.consultationAnsweredAt }, at)
		}))
	};
}
