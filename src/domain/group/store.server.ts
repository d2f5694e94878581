/** How groups are kept: contributions that say the same, answered together. */

import { sql } from 'kysely';
import type { Database } from '#domain/database.server.ts';
import type { Scope } from '../desk/scope.ts';
import { membersShown } from './group.ts';

export type InGroup = {
	id: string;
	title: string;
	lang: string;
	/** How many are in it, private ones counted. */
	count: number;
	/** When this contribution came into it. */
	at: Date;
};

/** The group a contribution is in; null when it is in none. */
export async function groupOf(db: Database, contributionId: string): Promise<InGroup | null> {
	const row = await db
		.selectFrom('contribution as k')
		.innerJoin('contributionGroup as g', 'g.id', 'k.groupId')
		.select(['g.id', 'g.title', 'g.lang', 'k.groupedAt as at'])
		.select(
			sql<number>`(select count(*)::int from contribution m
				where m.group_id = g.id and m.state in ('published', 'held'))`.as('count')
		)
		.where('k.id', '=', contributionId)
		.executeTakeFirst();
	return row ? { ...row, at: row.at ?? new Date(0) } : null;
}

export type Group = { id: string; title: string; lang: string; shared: string[]; at: Date };

/** A group of a consultation. */
export async function groupAt(
	db: Database,
	consultationId: string,
	id: string
): Promise<Group | undefined> {
	const row = await db
		.selectFrom('contributionGroup')
		.select(['id', 'title', 'lang', 'shared', 'at'])
		.where('id', '=', id)
		.where('consultationId', '=', consultationId)
		.executeTakeFirst();
	return row && { ...row, shared: row.shared ?? [] };
}

export type Members = {
	/** Those whoever looks may see, a page of them. */
	ids: string[];
	/** How many of them there are in all. */
	seen: number;
	/** How many have no answer yet, of those seen. */
	open: number;
	/** Private ones that are not theirs to see. */
	hidden: number;
};

/** The members of a group, the earliest first. */
export async function membersOf(
	db: Database,
	{ withPrivate }: Pick<Scope, 'withPrivate'>,
	groupId: string,
	page: number
): Promise<Members> {
	const those = sql`from contribution k where k.group_id = ${groupId} and k.state in ('published', 'held')`;
	const shown = sql`(${withPrivate} or k.visibility = 'public')`;
	const [{ rows: counted }, { rows }] = await Promise.all([
		sql<Omit<Members, 'ids'>>`
			select (count(*) filter (where ${shown}))::int as seen,
				(count(*) filter (where ${shown} and k.response_id is null))::int as open,
				(count(*) filter (where not ${shown}))::int as hidden ${those}`.execute(db),
		sql<{ id: string }>`
			select k.id ${those} and ${shown} order by k.received_at, k.id
			limit ${membersShown} offset ${(page - 1) * membersShown}`.execute(db)
	]);
	const [counts = { seen: 0, open: 0, hidden: 0 }] = counted;
	return { ...counts, ids: rows.map(({ id }) => id) };
}

export type Listed = {
	id: string;
	title: string;
	lang: string;
	count: number;
	open: number;
	at: Date;
};

export const groupsShown = 50;

/** Groups that hold something whoever looks may see, those with most to answer first. */
export async function groupsIn(
	db: Database,
	{ consultationId, withPrivate }: Scope,
	page: number
): Promise<{ total: number; groups: Listed[] }> {
	const { rows } = await sql<Listed & { total: number }>`
		select g.id, g.title, g.lang, g.at, m.count, m.open, count(*) over ()::int as total
		from contribution_group g join (
			select group_id, count(*)::int as count, (count(*) filter (where response_id is null))::int as open
			from contribution
			where consultation_id = ${consultationId} and group_id is not null and state in ('published', 'held')
			group by group_id having ${withPrivate} or bool_or(visibility = 'public')
		) m on m.group_id = g.id
		order by m.open desc, g.at desc, g.id
		limit ${groupsShown} offset ${(page - 1) * groupsShown}`.execute(db);
	return { total: rows[0]?.total ?? 0, groups: rows };
}
