/** The state of a database as one line per table: equal before and after means nothing was changed. */

import type pg from 'pg';

/** Tables that change by themselves or by merely asking: counters of requests, background work. */
const passing = new Set([
	'rate_limit',
	'tally',
	'vote_delta',
	// Told by the queue some time after the act, which has rows of its own.
	'news',
	'notice',
	'mail',
	'consultation_generation',
	'kysely_migration',
	'kysely_migration_lock'
]);

/** Columns that the minute sets: whether links of newcomers are live by now. */
const aging: Record<string, string[]> = { contribution: ['links'], person: ['stood_at'] };

/** Table by table, the number of rows and a hash of all of them. */
export async function digest(pool: pg.Pool): Promise<Record<string, string>> {
	const { rows } = await pool.query<{ name: string }>(
		`select table_name as name from information_schema.tables
		where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`
	);
	const states: Record<string, string> = {};
	for (const { name } of rows) {
		if (passing.has(name)) continue;
		const { rows: found } = await pool.query<{ state: string }>(
			`select count(*) || ' ' || coalesce(sum(hashtextextended((to_jsonb(t) - $1::text[])::text, 0)), 0) as state
			from "${name}" t`,
			[aging[name] ?? []]
		);
		states[name] = found[0]?.state ?? '';
	}
	return states;
}
