/** Reads the public register: acts without personal data, and how many there were of which kind. */

import { sql } from 'kysely';
import type { Database, Transaction } from '../database.server.ts';
import { pageSize, type Entry, type Filter, type Line } from './register.ts';

/** Makes the kept pages of a space's register old, in every process, once this transaction commits. */
export async function registerChanged(tx: Transaction, spaceId: string): Promise<void> {
	await sql`select pg_notify('folkmoot', ${`register ${spaceId}`})`.execute(tx);
}

// What was reported without ground stands as it stood, and what is private is nobody's to find.
const named = sql`k.visibility = 'public' and a.act <> 'dismiss'`;

const columns = sql`a.id, a.act, a.rule, a.at, a.effect, a.scope, a.duration, a.found_by, a.automated,
	a.requested_by, a.law, c.slug, c.title, c.language as title_lang,
	case when ${named} then k.reference end as reference,
	case when ${named} then a.facts end as facts, case when ${named} then a.lang end as lang,
	p.at as appealed_at, p.decided_at, p.outcome, case when ${named} then p.reasons end as reasons`;

const from = sql`from moderation_act a
	join contribution k on k.id = a.contribution_id
	join consultation c on c.id = k.consultation_id
	left join appeal p on p.act_id = a.id`;

function where(spaceId: string, filter: Filter) {
	const appeals = {
		any: sql`p.id is not null`,
		open: sql`p.id is not null and p.decided_at is null`,
		upheld: sql`p.outcome = 'upheld'`,
		reversed: sql`p.outcome = 'reversed'`
	};
	return sql`where ${sql.join(
		[
			sql`k.space_id = ${spaceId}`,
			...(filter.act ? [sql`a.act = ${filter.act}`] : []),
			...(filter.rule ? [sql`a.rule = ${filter.rule}`] : []),
			...(filter.consultation ? [sql`c.slug = ${filter.consultation}`] : []),
			...(filter.asked ? [sql`a.requested_by is not null`] : []),
			...(filter.appeal ? [appeals[filter.appeal]] : [])
		],
		sql` and `
	)}`;
}

/** One page, the newest first, and how many there are. */
export async function register(db: Database, spaceId: string, filter: Filter, page: number) {
	const [counted, listed] = await Promise.all([
		sql<{ n: number }>`select count(*)::int as n ${from} ${where(spaceId, filter)}`.execute(db),
		sql<Entry>`select ${columns} ${from} ${where(spaceId, filter)}
			order by a.at desc, a.id desc limit ${pageSize} offset ${(page - 1) * pageSize}`.execute(db)
	]);
	return { total: counted.rows[0]?.n ?? 0, entries: listed.rows };
}

/** Where a batch ended; microseconds count, so the time stays a text. */
export type Place = { at: string; id: string };

/** So many after a place, the newest first: for the file. */
export async function entriesAfter(
	db: Database,
	spaceId: string,
	filter: Filter,
	size: number,
	after: Place | null
) {
	const beyond = after
		? sql`and (a.at, a.id) < (${after.at}::timestamptz, ${after.id}::uuid)`
		: sql``;
	const { rows } = await sql<Entry & { exact: string }>`
		select ${columns}, a.at::text as exact ${from} ${where(spaceId, filter)} ${beyond}
		order by a.at desc, a.id desc limit ${size}`.execute(db);
	return rows;
}

/** By rule, its key; by consultation, its slug with its title. */
type Counted = Line & { name: string; title?: string; lang?: string };

const counted = sql`
	(count(*) filter (where a.act = 'hold'))::int as held,
	(count(*) filter (where a.act = 'refuse'))::int as refused,
	(count(*) filter (where a.act = 'redact'))::int as redacted,
	(count(*) filter (where a.act = 'restore'))::int as restored,
	(count(*) filter (where a.act = 'dismiss'))::int as stood`;

/** How many acts by rule and by consultation, what became of appeals, how many reports there were: five queries. */
export async function figures(db: Database, spaceId: string) {
	const [rules, consultations, appeals, reports, asked] = await Promise.all([
		sql<Counted>`select a.rule as name, ${counted} ${from} where k.space_id = ${spaceId}
			group by a.rule`.execute(db),
		sql<Counted>`
			select c.slug as name, c.title, c.language as lang, ${counted} ${from} where k.space_id = ${spaceId}
			group by c.id order by count(*) desc, c.slug limit 50`.execute(db),
		sql<{ received: number; open: number; upheld: number; reversed: number }>`
			select count(*)::int as received, (count(*) filter (where p.decided_at is null))::int as open,
				(count(*) filter (where p.outcome = 'upheld'))::int as upheld,
				(count(*) filter (where p.outcome = 'reversed'))::int as reversed
			from appeal p join contribution k on k.id = p.contribution_id
			where k.space_id = ${spaceId}`.execute(db),
		sql<{ received: number; waiting: number }>`
			select count(*)::int as received, (count(*) filter (where r.settled_at is null))::int as waiting
			from report r join contribution k on k.id = r.contribution_id
			where k.space_id = ${spaceId}`.execute(db),
		sql<{ requested: number; automated: number }>`
			select (count(*) filter (where a.requested_by is not null))::int as requested,
				(count(*) filter (where a.automated))::int as automated
			${from} where k.space_id = ${spaceId}`.execute(db)
	]);
	return {
		rules: rules.rows,
		consultations: consultations.rows,
		appeals: appeals.rows[0] ?? { received: 0, open: 0, upheld: 0, reversed: 0 },
		reports: reports.rows[0] ?? { received: 0, waiting: 0 },
		...(asked.rows[0] ?? { requested: 0, automated: 0 })
	};
}
