/** How imports are kept: a row with its progress; never the document. */

import { sql } from 'kysely';
import type { Database } from '#domain/database.server.ts';
import type { Progress } from '#domain/text/split/outcome.ts';
import {
	patience,
	percentAt,
	type Import,
	type ImportObstacle,
	type ImportStage,
	type ImportState
} from './import.ts';

const shown = (db: Database, spaceId: string) =>
	db
		.selectFrom('import as i')
		.leftJoin('consultation as c', 'c.id', 'i.consultationId')
		.select([
			'i.id',
			'i.fileName',
			'i.state',
			'i.stage',
			'i.percent',
			'i.pagesRead',
			'i.pages as allPages',
			'i.obstacle',
			'i.warnings',
			'i.createdAt',
			'i.endedAt',
			'i.lang',
			'c.slug',
			'c.title'
		])
		.where('i.spaceId', '=', spaceId);

type Row = Awaited<ReturnType<ReturnType<typeof shown>['executeTakeFirstOrThrow']>>;

const importOf = ({ slug, title, pagesRead, allPages, ...row }: Row): Import => ({
	...row,
	pages: pagesRead === null || allPages === null ? null : { done: pagesRead, all: allPages },
	state: row.state as ImportState,
	stage: row.stage as ImportStage,
	obstacle: row.obstacle as ImportObstacle | null,
	warnings: row.warnings as Import['warnings'],
	consultation: slug && title ? { slug, title } : null
});

export async function byId(db: Database, spaceId: string, id: string): Promise<Import | undefined> {
	const row = await shown(db, spaceId).where('i.id', '=', id).executeTakeFirst();
	return row && importOf(row);
}

/** The documents being read just now, newest first. */
export async function underWay(db: Database, spaceId: string, limit = 10): Promise<Import[]> {
	const rows = await shown(db, spaceId)
		.where('i.state', '=', 'reading')
		.orderBy('i.createdAt', 'desc')
		.limit(limit)
		.execute();
	return rows.map(importOf);
}

export async function stateOf(db: Database, id: string): Promise<string | undefined> {
	const row = await db.selectFrom('import').select('state').where('id', '=', id).executeTakeFirst();
	return row?.state;
}

/** Says how far a reading is; nothing once it has ended, and never backwards. */
export const setStage = (db: Database, id: string, stage: ImportStage, progress?: Progress) =>
	db
		.updateTable('import')
		.set({
			stage,
			percent: percentAt(stage, progress),
			...(progress && { pagesRead: progress.done, pages: progress.all })
		})
		.where('id', '=', id)
		.where('state', '=', 'reading')
		.where('percent', '<=', percentAt(stage, progress))
		.execute();

/** Ends a reading without a text; answers whether it was still going on. */
export async function end(
	db: Database,
	id: string,
	state: 'refused' | 'cancelled',
	obstacle: ImportObstacle | null
): Promise<boolean> {
	const row = await db
		.updateTable('import')
		.set({
			state,
			obstacle: obstacle && JSON.stringify(obstacle),
			endedAt: sql<Date>`clock_timestamp()`
		})
		.where('id', '=', id)
		.where('state', '=', 'reading')
		.returning('id')
		.executeTakeFirst();
	return row !== undefined;
}

/** Ends what a process was reading when it died; answers how many. */
export async function endInterrupted(db: Database): Promise<number> {
	const obstacle: ImportObstacle = { code: 'interrupted' };
	const rows = await db
		.updateTable('import')
		.set({
			state: 'refused',
			obstacle: JSON.stringify(obstacle),
			endedAt: sql<Date>`clock_timestamp()`
		})
		.where('state', '=', 'reading')
		.where('createdAt', '<', sql<Date>`clock_timestamp() - make_interval(mins => ${patience})`)
		.returning('id')
		.execute();
	return rows.length;
}
