/** Reads a file into rows, in the background; stops when someone cancels it anywhere. */

import { sql } from 'kysely';
import type { Database } from '../database.server.ts';
import { clean, collapse } from '../text/characters.ts';
import { guess } from './columns.ts';
import { decode } from './decode.ts';
import { limits, type ImportObstacle, type ImportRow } from './import.ts';
import { end } from './store.server.ts';
import { recordsOf, separatorOf, type TableRow } from './table.server.ts';

const together = 1000;

/** Ends with the columns to be named, or with the reason there are none. Throws only what nobody foresaw. */
export async function read(db: Database, id: string, bytes: Uint8Array): Promise<void> {
	try {
		const obstacle = await reading(db, id, bytes);
		if (obstacle) await end(db, id, ['reading'], 'refused', obstacle);
	} catch (error) {
		await end(db, id, ['reading'], 'refused', { code: 'failed' }).catch(() => undefined);
		throw error;
	}
}

async function reading(
	db: Database,
	id: string,
	bytes: Uint8Array
): Promise<ImportObstacle | null> {
	if (bytes.length > limits.bytes)
		return { code: 'too_big', bytes: bytes.length, limit: limits.bytes };
	const decoded = decode(bytes);
	if (!decoded.ok) return decoded.obstacle;
	const { text, encoding } = decoded;
	let header: string[] | null = null;
	let [rows, broken] = [0, 0];
	let waiting: ImportRow[] = [];
	for await (const record of recordsOf({ text, separator: separatorOf(text) })) {
		if ('broken' in record && (!header || ++broken > limits.broken))
			return { code: 'no_table', limit: limits.broken };
		if (!header) {
			header = 'cells' in record ? record.cells.map((cell) => collapse(cell).slice(0, 100)) : [];
			const columns = header.length;
			if (columns > limits.columns)
				return { code: 'too_many_columns', columns, limit: limits.columns };
			continue;
		}
		const row = rowOf(record, header.length);
		if (!row) continue;
		if (++rows > limits.rows) return { code: 'too_many_rows', limit: limits.rows };
		if (waiting.push(row) < together) continue;
		if (!(await keep(db, id, waiting, rows))) return null;
		waiting = [];
	}
	if (!header || rows === 0) return { code: 'nothing' };
	if (!(await keep(db, id, waiting, rows))) return null;
	await db
		.updateTable('contributionImport')
		.set({
			...{ state: 'mapping', encoding, rows },
			header: JSON.stringify(header),
			columns: JSON.stringify(guess(header))
		})
		.where('id', '=', id)
		.where('state', '=', 'reading')
		.execute();
	return null;
}

/** The row as it is kept; null for one that says nothing at all. */
function rowOf(record: TableRow, expected: number): ImportRow | null {
	const { line } = record;
	if ('broken' in record) return { line, cells: [], faults: [{ code: 'quotes' }], notes: [] };
	const cells = record.cells.map((cell) => clean(cell.slice(0, limits.cell)));
	if (cells.every((cell) => cell.trim() === '')) return null;
	const found = cells.findLastIndex((cell, at) => at < expected || cell.trim() !== '') + 1;
	return {
		...{ line, cells: cells.slice(0, limits.columns), notes: [] },
		faults: found === expected ? [] : [{ code: 'columns', found, expected }]
	};
}

/** Keeps some rows; answers whether reading goes on. */
function keep(db: Database, id: string, rows: readonly ImportRow[], read: number) {
	return db.transaction().execute(async (tx) => {
		const going = await tx
			.updateTable('contributionImport')
			.set({ rows: read })
			.where('id', '=', id)
			.where('state', '=', 'reading')
			.returning('id')
			.executeTakeFirst();
		if (!going) return false;
		await sql`insert into contribution_import_row (import_id, line, cells, faults)
			select ${id}::uuid, line, cells, faults
			from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) j(line int, cells jsonb, faults jsonb)`.execute(
			tx
		);
		return true;
	});
}
