/** How what was received elsewhere is kept: which contributions were entered, and the files they came in. */

import { sql } from 'kysely';
import { holds, type Viewer } from '../accounts/viewer.ts';
import { visibleTo } from '../contribution/read.server.ts';
import type { Database } from '../database.server.ts';
import { may } from '../policy/acts.ts';
import type { Columns } from './columns.ts';
import type { Channel, Consent } from './elsewhere.ts';
import {
	pageSize,
	previewSize,
	type Import,
	type ImportObstacle,
	type ImportRow,
	type ImportState
} from './import.ts';
import type { Fault, Note } from './row.ts';

type Place = { id: string; spaceId: string };

const day = sql<string>`received_elsewhere.received_on::text`;

const enteredIn = (db: Database, by: Viewer, { id, spaceId }: Place) =>
	db
		.selectFrom('receivedElsewhere')
		.innerJoin('contribution', 'contribution.id', 'receivedElsewhere.contributionId')
		.where('receivedElsewhere.consultationId', '=', id)
		.where(visibleTo(by, spaceId));

/** Words that are held or refused are read by those who decide about them; who entered them has them on paper. */
const wordsFor = (by: Viewer, spaceId: string) =>
	may(by, 'remark.moderate', spaceId)
		? sql<string>`contribution.body`
		: sql<string>`case when contribution.state in ('held', 'refused') then '' else contribution.body end`;

/** One that was entered, as whoever asks may see it. */
export function entered(db: Database, by: Viewer, place: Place, reference: string) {
	return enteredIn(db, by, place)
		.select([
			'contribution.id',
			'contribution.reference',
			'contribution.state',
			'contribution.lang',
			wordsFor(by, place.spaceId).as('body'),
			'contribution.authorName',
			'contribution.channel',
			'receivedElsewhere.consent',
			'receivedElsewhere.source',
			'receivedElsewhere.contact',
			'receivedElsewhere.externalId',
			'receivedElsewhere.enteredAt',
			'receivedElsewhere.withdrawnBecause',
			day.as('receivedOn'),
			sql<boolean>`contribution.response_id is not null`.as('answered')
		])
		.where('contribution.reference', '=', reference)
		.executeTakeFirst();
}

/** The latest entered first, one page of them, and how many there are. */
export async function enteredPage(db: Database, by: Viewer, place: Place, page: number) {
	const [items, { total }] = await Promise.all([
		enteredIn(db, by, place)
			.select([
				'contribution.reference',
				'contribution.state',
				'contribution.visibility',
				'contribution.channel',
				'contribution.authorName',
				'contribution.lang',
				sql<string>`left(${wordsFor(by, place.spaceId)}, 200)`.as('opening'),
				'receivedElsewhere.source',
				day.as('receivedOn')
			])
			.orderBy('receivedElsewhere.enteredAt', 'desc')
			.orderBy('contribution.id', 'desc')
			.limit(pageSize)
			.offset((page - 1) * pageSize)
			.execute(),
		enteredIn(db, by, place)
			.select((eb) => eb.fn.countAll<number>().as('total'))
			.executeTakeFirstOrThrow()
	]);
	return { items, total: Number(total) };
}

const columns = [
	'id',
	'fileName',
	'byId',
	'channel',
	'consent',
	'lang',
	'source',
	'encoding',
	'header',
	'columns',
	'state',
	'obstacle',
	'rows',
	'faults',
	'notes',
	'done',
	'createdAt',
	'endedAt'
] as const;

/** The files of a consultation, for the secretariat and for whoever sent them: they may hold what is private. */
const importsIn = (db: Database, by: Viewer, { id, spaceId }: Place) =>
	db
		.selectFrom('contributionImport')
		.select(columns)
		.select(sql<string>`received_on::text`.as('receivedOn'))
		.where('consultationId', '=', id)
		.$if(!holds(by, spaceId, 'SECRETARIAT'), (query) => query.where('byId', '=', by.id));

type Row = Awaited<ReturnType<ReturnType<typeof importsIn>['executeTakeFirstOrThrow']>>;

const importOf = (row: Row): Import => ({
	...row,
	channel: row.channel as Channel,
	consent: row.consent as Consent,
	header: row.header as string[],
	columns: row.columns as Columns,
	state: row.state as ImportState,
	obstacle: row.obstacle as ImportObstacle | null
});

export async function importById(db: Database, by: Viewer, place: Place, id: string) {
	const row = await importsIn(db, by, place).where('id', '=', id).executeTakeFirst();
	return row && importOf(row);
}

export async function latestImports(db: Database, by: Viewer, place: Place, limit = 20) {
	const rows = await importsIn(db, by, place).orderBy('createdAt', 'desc').limit(limit).execute();
	return rows.map(importOf);
}

const rowOf = (row: { line: number; cells: unknown; faults: unknown; notes: unknown }) => ({
	line: row.line,
	cells: row.cells as string[],
	faults: row.faults as Fault[],
	notes: row.notes as Note[]
});

const rowsIn = (db: Database, importId: string) =>
	db
		.selectFrom('contributionImportRow')
		.select(['line', 'cells', 'faults', 'notes'])
		.where('importId', '=', importId)
		.orderBy('line');

const some = (column: 'faults' | 'notes') => sql<boolean>`${sql.ref(column)} <> '[]'`;

/** Rows with faults, or with notes, one page of them in the order of the file. */
export async function told(
	db: Database,
	importId: string,
	column: 'faults' | 'notes',
	page: number
): Promise<ImportRow[]> {
	const rows = await rowsIn(db, importId)
		.where(some(column))
		.limit(pageSize)
		.offset((page - 1) * pageSize)
		.execute();
	return rows.map(rowOf);
}

/** The first rows, as they were read or as they would be entered. */
export async function firstRows(
	db: Database,
	importId: string,
	{ faultless = false, limit = previewSize }: { faultless?: boolean; limit?: number } = {}
): Promise<ImportRow[]> {
	const rows = await rowsIn(db, importId)
		.$if(faultless, (query) => query.where(sql<boolean>`faults = '[]'`))
		.limit(limit)
		.execute();
	return rows.map(rowOf);
}

/** Rows after a line: to be checked, or, where they are without fault and not entered yet, to be entered. */
export async function nextRows(
	db: Database,
	importId: string,
	{ after, limit, open = false }: { after: number; limit: number; open?: boolean }
): Promise<ImportRow[]> {
	const rows = await rowsIn(db, importId)
		.where('line', '>', after)
		.$if(open, (query) =>
			query.where('contributionId', 'is', null).where(sql<boolean>`faults = '[]'`)
		)
		.limit(limit)
		.execute();
	return rows.map(rowOf);
}

/** Keeps what was found about rows. */
export async function setFindings(
	db: Database,
	importId: string,
	rows: readonly Pick<ImportRow, 'line' | 'faults' | 'notes'>[]
) {
	if (rows.length === 0) return;
	await sql`update contribution_import_row r set faults = j.faults, notes = j.notes
		from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) j(line int, faults jsonb, notes jsonb)
		where r.import_id = ${importId} and r.line = j.line`.execute(db);
}

/** Which of these ids were entered before, each with its reference. */
export async function enteredIds(
	db: Database,
	consultationId: string,
	ids: readonly string[]
): Promise<Map<string, string>> {
	if (ids.length === 0) return new Map();
	const rows = await db
		.selectFrom('receivedElsewhere')
		.innerJoin('contribution', 'contribution.id', 'receivedElsewhere.contributionId')
		.select(['externalId', 'reference'])
		.where('receivedElsewhere.consultationId', '=', consultationId)
		.where('externalId', '=', sql<string>`any (${ids}::text[])`)
		.execute();
	return new Map(rows.map(({ externalId, reference }) => [externalId ?? '', reference]));
}

/** Ends a file that is not entered to the end; its rows that are not entered go. Answers whether it still went on. */
export async function end(
	db: Database,
	id: string,
	from: readonly ImportState[],
	to: 'refused' | 'cancelled',
	obstacle: ImportObstacle | null
): Promise<boolean> {
	const row = await db
		.updateTable('contributionImport')
		.set({
			state: to,
			obstacle: obstacle && JSON.stringify(obstacle),
			endedAt: sql<Date>`clock_timestamp()`
		})
		.where('id', '=', id)
		.where('state', 'in', from)
		.returning('id')
		.executeTakeFirst();
	if (!row) return false;
	await db
		.deleteFrom('contributionImportRow')
		.where('importId', '=', id)
		.where('contributionId', 'is', null)
		.execute();
	return true;
}
