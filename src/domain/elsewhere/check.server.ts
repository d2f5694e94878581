/** Checks every row of a file before anything of it is entered: each fault and note with its line. */

import { sql } from 'kysely';
import { now } from '../clock.server.ts';
import type { Database } from '../database.server.ts';
import type { Columns } from './columns.ts';
import type { Channel, Consent } from './elsewhere.ts';
import { factsFor } from './facts.server.ts';
import type { ImportRow } from './import.ts';
import { judge, ofReading, type Defaults, type Facts } from './row.ts';
import { enteredIds, nextRows, setFindings } from './store.server.ts';

const together = 1000;

/** What rows of a file are judged by. */
export type Judging = {
	consultationId: string;
	columns: Columns;
	defaults: Defaults;
	facts: Facts;
	/** The first line of each id in the file. */
	lines: Map<string, number>;
};

/** From the first row to the last; begun again, it finds the same. Stops when the file is cancelled. */
export async function check(db: Database, id: string, mayPrivate: boolean): Promise<void> {
	const judging = await judgingOf(db, id, mayPrivate);
	if (!judging) return;
	let after = 0;
	for (;;) {
		const rows = await nextRows(db, id, { after, limit: together });
		const last = rows.at(-1);
		if (!last) break;
		after = last.line;
		const found = await judged(db, judging, rows);
		await setFindings(
			db,
			id,
			found.filter((row, at) => differs(row, rows[at]))
		);
		if (!(await tell(db, id, rows.length))) return;
		await new Promise((resume) => setImmediate(resume));
	}
	await sql`update contribution_import i set state = 'checked', done = 0, faults = c.faults, notes = c.notes
		from (
			select count(*) filter (where faults <> '[]') as faults, count(*) filter (where notes <> '[]') as notes
			from contribution_import_row where import_id = ${id}
		) c where i.id = ${id} and i.state = 'checking'`.execute(db);
}

/** The file with what its rows are judged by; null where it is not being checked or entered. */
export async function judgingOf(
	db: Database,
	id: string,
	mayPrivate: boolean
): Promise<Judging | null> {
	const row = await db
		.selectFrom('contributionImport')
		.innerJoin('consultation', 'consultation.id', 'contributionImport.consultationId')
		.select(['consultationId', 'columns', 'channel', 'consent', 'lang', 'source'])
		.select(['spaceId', 'versionId', 'announcedAt', 'closesAt', 'contributionImport.lang'])
		.select(sql<string>`received_on::text`.as('receivedOn'))
		.where('contributionImport.id', '=', id)
		.where('contributionImport.state', 'in', ['checking', 'entering'])
		.executeTakeFirst();
	const facts = row && (await factsFor(db, row, await now(db), mayPrivate));
	if (!facts) return null;
	const { consultationId, channel, consent, lang, source, receivedOn } = row;
	return {
		...{ consultationId, facts, lines: new Map() },
		columns: row.columns as Columns,
		defaults: {
			...{ channel: channel as Channel, consent: consent as Consent },
			...{ lang, source, receivedOn }
		}
	};
}

/** Rows with what was found about them; one query for all. */
export async function judged(db: Database, judging: Judging, rows: readonly ImportRow[]) {
	const { columns, defaults, facts, lines, consultationId } = judging;
	const found = rows.map((row) => {
		const kept = row.faults.filter(ofReading);
		if (kept.length > 0) return { line: row.line, faults: kept, notes: [], entry: null };
		return { line: row.line, ...judge(row.cells, columns, defaults, facts) };
	});
	const ids = found.flatMap(({ entry }) => entry?.externalId ?? []);
	const before = await enteredIds(db, consultationId, ids);
	for (const { line, entry, faults } of found) {
		const id = entry?.externalId;
		if (!id) continue;
		const [first, reference] = [lines.get(id), before.get(id)];
		if (first === undefined) lines.set(id, line);
		else if (first !== line) faults.push({ code: 'id_twice', id, line: first });
		if (reference) faults.push({ code: 'id_entered', id, reference });
	}
	return found;
}

type Findings = Pick<ImportRow, 'faults' | 'notes'>;
const differs = (found: Findings, row: Findings | undefined) =>
	JSON.stringify([found.faults, found.notes]) !== JSON.stringify([row?.faults, row?.notes]);

async function tell(db: Database, id: string, more: number): Promise<boolean> {
	const row = await db
		.updateTable('contributionImport')
		.set((eb) => ({ done: eb('done', '+', more) }))
		.where('id', '=', id)
		.where('state', '=', 'checking')
		.returning('id')
		.executeTakeFirst();
	return row !== undefined;
}
