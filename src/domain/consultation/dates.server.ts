/** The dates of what a space consults on, for calendars. */

import { sql } from 'kysely';
import type { Database } from '#domain/database.server.ts';
import { stateOf, type State } from './consultation.ts';

export type Dates = {
	id: string;
	slug: string;
	title: string;
	opensAt: Date;
	closesAt: Date;
	responseBy: Date | null;
	state: State;
	/** How often its dates were changed, or called off, since they were announced; and when last. */
	changes: number;
	changedAt: Date;
};

/** The consultations whose calendars are kept together; the latest ones where there are more. */
const most = 200;

/** Of every announced consultation of a space, or of the one named. */
export async function datesOf(db: Database, spaceId: string, id?: string): Promise<Dates[]> {
	const rows = await db
		.selectFrom('consultation')
		.leftJoin('publicAct', (on) =>
			on
				.onRef('publicAct.consultationId', '=', 'consultation.id')
				.on('publicAct.kind', 'in', ['extension', 'rule_change', 'cancellation', 'round'])
		)
		.select([
			'consultation.id',
			'consultation.slug',
			'consultation.title',
			'consultation.opensAt',
			'consultation.closesAt',
			'consultation.responseBy',
			'consultation.announcedAt',
			'consultation.answeredAt',
			'consultation.archivedAt',
			'consultation.cancelledAt',
			(on) => on.fn.count<number>('publicAct.id').as('changes'),
			(on) => on.fn.max('publicAct.at').as('changedAt'),
			sql<Date>`clock_timestamp()`.as('at')
		])
		.where('consultation.spaceId', '=', spaceId)
		.where('consultation.announcedAt', 'is not', null)
		.$if(id !== undefined, (query) => query.where('consultation.id', '=', id ?? ''))
		.groupBy('consultation.id')
		.orderBy('consultation.closesAt', 'desc')
		.limit(most)
		.execute();
	return rows.flatMap((row) => {
		const { opensAt, closesAt, announcedAt, changes, changedAt } = row;
		if (!opensAt || !closesAt || !announcedAt) return [];
		const since = { changes: Number(changes), changedAt: changedAt ?? announcedAt };
		return [{ ...row, opensAt, closesAt, state: stateOf(row, row.at), ...since }];
	});
}
