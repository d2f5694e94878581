/** The schema of a database as text, for the committed `schema.sql`: what it is, not how it came about. */

import { sql, type Kysely } from 'kysely';

type Line = { line: string };

/** Tables with their columns and constraints, indexes, functions and triggers of the public schema, sorted by name. */
export async function dumpSchema(db: Kysely<any>): Promise<string> {
	const columns = await sql<{ name: string; line: string }>`
		select c.relname as name, a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
			|| case when a.attnotnull then ' not null' else '' end
			|| case a.attidentity when '' then '' else ' generated always as identity' end
			|| case when a.attgenerated = '' then coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')
				else ' generated always as (' || pg_get_expr(d.adbin, d.adrelid) || ') stored' end as line
		from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
		left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
		where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by c.relname, a.attnum`.execute(
		db
	);
	const constraints = await sql<{ name: string; line: string }>`
		select conrelid::regclass::text as name, 'constraint ' || conname || ' ' || pg_get_constraintdef(oid) as line
		from pg_constraint where connamespace = 'public'::regnamespace and contype in ('c', 'f', 'p', 'u')
		order by conrelid::regclass::text, conname`.execute(db);
	const indexes = await sql<Line>`
		select indexdef as line from pg_indexes where schemaname = 'public'
		and indexname not in (select conname from pg_constraint) order by indexname`.execute(db);
	const extensions = await sql<Line>`
		select 'create extension ' || extname as line from pg_extension
		where extnamespace = 'public'::regnamespace order by extname`.execute(db);
	// What an extension brings along is its own affair.
	const functions = await sql<Line>`
		select pg_get_functiondef(p.oid) as line from pg_proc p
		where p.pronamespace = 'public'::regnamespace
		and not exists (select from pg_depend where objid = p.oid and classid = 'pg_proc'::regclass and deptype = 'e')
		order by p.proname`.execute(db);
	const triggers = await sql<Line>`
		select pg_get_triggerdef(t.oid) as line from pg_trigger t join pg_class c on c.oid = t.tgrelid
		where c.relnamespace = 'public'::regnamespace and not t.tgisinternal order by t.tgname`.execute(db);

	const tables = Map.groupBy([...columns.rows, ...constraints.rows], (row) => row.name);
	const bodies = [...tables].map(
		([name, rows]) => `create table ${name} (\n\t${rows.map((row) => row.line).join(',\n\t')}\n);`
	);
	const rest = [...extensions.rows, ...indexes.rows, ...functions.rows, ...triggers.rows].map(
		(row) => `${row.line.trim()};`
	);
	return `${['-- The schema the migrations make. Generated: npm run schema.', ...bodies, ...rest].join('\n\n')}\n`;
}
