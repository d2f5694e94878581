/** What one can choose from at the desk: bodies that answer, people who work on it, languages, groups. */

import { sql } from 'kysely';
import type { Database } from '../database.server.ts';
import type { Scope } from './scope.ts';

/** Roles whose holders contributions can be given to. */
export const workers = ['SECRETARIAT', 'MSF_CHAIR', 'AGENCY_EDITOR', 'COMMITMENT_LEAD'] as const;

export type Named = { id: string; name: string };
export type Worker = Named & { secretariat: boolean };

/** Verified bodies of the government, by name. */
export const agencies = (db: Database, spaceId: string): Promise<Named[]> =>
	db
		.selectFrom('organisation')
		.select(['id', 'name'])
		.where('spaceId', '=', spaceId)
		.where('sector', '=', 'GOVERNMENT')
		.where('verifiedAt', 'is not', null)
		.orderBy('name')
		.orderBy('id')
		.limit(300)
		.execute();

/** Who holds a role here just now that lets them work on answers, by name. */
export async function workersIn(db: Database, spaceId: string): Promise<Worker[]> {
	const { rows } = await sql<Worker>`
		select p.id, p.name, bool_or(g.role = 'SECRETARIAT') as secretariat
		from role_grant g join person p on p.id = g.person_id
		where g.space_id = ${spaceId} and g.role in (${sql.join(workers)})
			and g.from_at <= statement_timestamp() and (g.to_at is null or g.to_at > statement_timestamp())
			and p.suspended_at is null and p.erased_at is null
		group by p.id order by p.name, p.id limit 300`.execute(db);
	return rows;
}

/** The languages things were said in. */
export async function languagesSaid(db: Database, { consultationId }: Scope): Promise<string[]> {
	const { rows } = await sql<{ lang: string }>`
		select distinct lang from contribution where consultation_id = ${consultationId} order by lang`.execute(
		db
	);
	return rows.map(({ lang }) => lang);
}

export type GroupChoice = { id: string; title: string; lang: string; count: number };

export const mostGroups = 200;

/** The groups that hold something whoever looks may see, the latest first; private ones are counted. */
export async function groupChoices(
	db: Database,
	{ consultationId, withPrivate }: Scope
): Promise<GroupChoice[]> {
	const { rows } = await sql<GroupChoice>`
		select g.id, g.title, g.lang, m.count
		from contribution_group g
		join (
			select group_id, count(*)::int as count from contribution
			where consultation_id = ${consultationId} and group_id is not null and state in ('published', 'held')
			group by group_id having ${withPrivate} or bool_or(visibility = 'public')
		) m on m.group_id = g.id
		order by g.at desc, g.id limit ${mostGroups}`.execute(db);
	return rows;
}
