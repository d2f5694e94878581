/** One's own data as files, streamed in batches: each section as CSV, or everything as one JSON. */

import { sql, type RawBuilder } from 'kysely';
import type { Viewer } from '../accounts/viewer.ts';
import type { Database } from '../database.server.ts';
import { csvOf, mark, type Row, type Value } from '../open-data/csv.ts';
import { sections, type Section } from './sections.ts';

/** Rows read at once: a megabyte or two of contributions at their longest. */
const batch = 500;

type Whose = Pick<Viewer, 'id' | 'email'>;

/** A section's SQL with the person it is asked for in the places left for them. */
function bound(text: string, { id, email }: Whose): RawBuilder<unknown> {
	const pieces = text.split(/(\$person|\$email)/).map((piece) => {
		if (piece === '$person') return sql`${id}::uuid`;
		return piece === '$email' ? sql`${email}::text` : sql.raw(piece);
	});
	return sql.join(pieces, sql``);
}

/** The rows of a section from `skip` on, in its order; times are ISO 8601. */
async function rowsOf(db: Database, whose: Whose, section: Section, skip: number): Promise<Row[]> {
	const { columns, from, order } = section;
	const names = Object.keys(columns);
	const listed = names.map((name) => `${columns[name]} as "${name}"`).join(', ');
	const cells = names.map((name) => `to_json(r."${name}")`).join(', ');
	const text = `select json_build_array(${cells}) as cells from (
		select ${listed} from ${from} order by ${order} limit ${batch} offset ${skip}) r`;
	const { rows } = await sql<{ cells: Value[] }>`${bound(text, whose)}`.execute(db);
	return rows.map((row) => row.cells);
}

async function* batches(db: Database, whose: Whose, section: Section) {
	for (let skip = 0; ; skip += batch) {
		const rows = await rowsOf(db, whose, section, skip);
		if (rows.length > 0) yield rows;
		if (rows.length < batch) return;
	}
}

/** How many rows each section has. */
export async function counts(db: Database, whose: Whose): Promise<Record<string, number>> {
	const each = sections.map(({ from }) => bound(`(select count(*)::int from ${from})`, whose));
	const { rows } = await sql<{ n: number[] }>`select array[${sql.join(each)}] as n`.execute(db);
	return Object.fromEntries(sections.map(({ name }, at) => [name, rows[0]?.n[at] ?? 0]));
}

/** One section as CSV, in pieces of text. */
export async function* sectionAsCsv(db: Database, whose: Whose, section: Section) {
	yield mark + csvOf([Object.keys(section.columns)]);
	for await (const rows of batches(db, whose, section)) yield csvOf(rows);
}

/** Everything as one JSON object with an array per section, in pieces of text. */
export async function* everythingAsJson(db: Database, whose: Whose) {
	let before = '{';
	for (const section of sections) {
		yield `${before}\n"${section.name}": [`;
		const names = Object.keys(section.columns);
		let comma = '\n';
		for await (const rows of batches(db, whose, section)) {
			const objects = rows.map((row) =>
				JSON.stringify(Object.fromEntries(names.map((name, at) => [name, row[at] ?? null])))
			);
			yield comma + objects.join(',\n');
			comma = ',\n';
		}
		yield '\n]';
		before = ',';
	}
	yield '\n}\n';
}
