/** Taking a consultation away as data, streamed: memory stays the same however much there is. */

import type { Database } from '#domain/database.server.ts';
import { csvOf, mark, type Row } from './csv.ts';
import { columns, type Format, type Table } from './dictionary.ts';
import { closing, jsonOf, opening } from './json.ts';
import { contributionRow, tallyRow, unitRow, type Source } from './rows.ts';
import * as store from './store.server.ts';

/** Contributions read at once: a megabyte at their longest, and no query outlives its batch. */
const batch = 200;

/** The file as pieces of text. Whoever stops reading ends the queries; each batch frees its connection. */
export async function* takeAway(
	db: Database,
	source: Source,
	table: Table,
	format: Format
): AsyncGenerator<string> {
	const named = columns[table];
	yield format === 'csv' ? mark + csvOf([named.map(({ name }) => name)]) : opening;
	let first = true;
	for await (const rows of rowsOf(db, source, table)) {
		yield format === 'csv' ? csvOf(rows) : jsonOf(named, rows, first);
		first = false;
	}
	if (format === 'json') yield closing;
}

async function* rowsOf(db: Database, source: Source, table: Table): AsyncGenerator<Row[]> {
	const { consultation } = source;
	if (table === 'units') {
		const units = await store.units(db, consultation);
		if (units.length > 0) yield units.map((unit) => unitRow(source, unit));
	} else if (table === 'tallies') {
		const rows = await store.tallies(db, consultation);
		const people = rows.filter((row) => row.voterKind === 'person');
		const organisations = rows.filter((row) => row.voterKind === 'organisation');
		const joined = people.flatMap((row, at) => {
			const other = organisations[at];
			return other ? [tallyRow(source, row, other)] : [];
		});
		if (joined.length > 0) yield joined;
	} else {
		yield* contributionRows(db, source);
	}
}

async function* contributionRows(db: Database, source: Source): AsyncGenerator<Row[]> {
	let after: store.Place | undefined;
	for (;;) {
		const found = await store.contributionsAfter(db, source.consultation.id, batch, after);
		const last = found.at(-1);
		if (last) yield found.map((said) => contributionRow(source, said));
		if (!last || found.length < batch) return;
		after = { at: last.at, id: last.id };
	}
}
