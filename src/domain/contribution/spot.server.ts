/** Finds the place an address names: the consultation, its text's unit, and what links in remarks may point to. */

import type { Database } from '../database.server.ts';
import { unitAt } from './store.server.ts';
import type { Place } from './place.ts';

/** The consultation of an address, as its remarks need it; drafts are nobody's to see. */
export const consultationAt = (db: Database, spaceId: string, slug: string) =>
	db
		.selectFrom('consultation')
		.select([
			'id',
			'spaceId',
			'slug',
			'title',
			'language',
			'versionId',
			'feedsInto',
			'responsible',
			'announcedAt',
			'opensAt',
			'closesAt',
			'responseBy',
			'answeredAt',
			'archivedAt',
			'cancelledAt'
		])
		.where('spaceId', '=', spaceId)
		.where('slug', '=', slug)
		.where('announcedAt', 'is not', null)
		.executeTakeFirst();

export type Consultation = NonNullable<Awaited<ReturnType<typeof consultationAt>>>;

export const consultationOf = (db: Database, id: string) =>
	db
		.selectFrom('consultation')
		.select(['spaceId', 'slug'])
		.where('id', '=', id)
		.executeTakeFirstOrThrow();

/** The numbers the units of a version have: what P and a number in a remark can mean. */
export async function numbersOf(db: Database, versionId: string | null): Promise<[number, number]> {
	if (!versionId) return [0, -1];
	const row = await db
		.selectFrom('unitText')
		.select(({ fn }) => [fn.min('number').as('first'), fn.max('number').as('last')])
		.where('versionId', '=', versionId)
		.executeTakeFirst();
	return [row?.first ?? 0, row?.last ?? -1];
}

/** The unit of a place, null for the whole; undefined when the text has none such. */
export const spotAt = (db: Database, { versionId }: Consultation, place: Place) =>
	unitAt(db, versionId, place);
