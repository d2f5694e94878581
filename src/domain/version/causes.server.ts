/** Because of whom words changed: contributions and answers, counted whole and named where anyone may know them. */

import { sql } from 'kysely';
import type { Database } from '../database.server.ts';
import { isOpen } from '../response/open.server.ts';
import { changedBefore } from './answers.server.ts';
import type { Between } from './lineage.ts';
import type { How } from './version.ts';

export type Cause = {
	reference: string;
	how: How;
	/** Empty where the account was deleted. */
	authorName: string;
	channel: string;
	organisation: string | null;
};

export type Causes = {
	/** Those that stand in public: who gave words first, then the most supported; at most so many. */
	named: Cause[];
	/** All of them, whoever may read them. */
	all: number;
	/** Sent to the secretariat alone: a number, never a name. */
	private: number;
	responses: string[];
};

export const noCauses: Causes = { named: [], all: 0, private: 0, responses: [] };

/** Named on one row. */
const most = 20;

/** By row, given the row each unit belongs to: a contribution that caused several changes on a row counts once. */
export async function causesOf(
	db: Database,
	between: Between,
	rowOf: ReadonlyMap<string, number>
): Promise<Map<number, Causes>> {
	const [said, answered] = await Promise.all([
		contributionsOf(db, between, rowOf),
		responsesOf(db, between, rowOf)
	]);
	const found = new Map<number, Causes>();
	for (const { row, all, private: hidden, named } of said)
		found.set(row, { named: named ?? [], all, private: hidden, responses: [] });
	for (const { row, references } of answered)
		found.set(row, { ...(found.get(row) ?? noCauses), responses: references });
	return found;
}

type Said = { row: number; all: number; private: number; named: Cause[] | null };

const rowsGiven = (rowOf: ReadonlyMap<string, number>) => sql`unnest(
	${[...rowOf.keys()]}::uuid[], ${[...rowOf.values()]}::integer[]
) as w (unit_id, "row")`;

const versionsIn = ({ consultationId, after, until }: Between) =>
	sql`v.consultation_id = ${consultationId}::uuid and v.n > ${after} and v.n <= ${until}`;

async function contributionsOf(
	db: Database,
	between: Between,
	rowOf: ReadonlyMap<string, number>
): Promise<Said[]> {
	const { rows } = await sql<Said>`
		with named as (
			select distinct on (w."row", k.contribution_id) w."row", k.contribution_id, k.how
			from text_version v
			join unit_change_contribution k on k.version_id = v.id
			join ${rowsGiven(rowOf)} on w.unit_id = k.unit_id
			where ${versionsIn(between)}
			order by w."row", k.contribution_id, k.how = 'because', k.how
		), told as (
			select n."row", n.how, c.reference, c.author_name, c.channel, o.name as organisation,
				c.visibility = 'public' as open, c.visibility = 'public' and c.state = 'published' as stands,
				row_number() over (
					partition by n."row"
					order by (c.visibility = 'public' and c.state = 'published') desc, n.how = 'because',
						c.support_people + c.support_organisations desc, c.received_at, c.id
				) as turn
			from named n join contribution c on c.id = n.contribution_id
			left join organisation o on o.id = c.organisation_id
		)
		select "row", count(*)::int as all, (count(*) filter (where not open))::int as private,
			json_agg(json_build_object(
				'reference', reference, 'how', how, 'authorName', author_name, 'channel', channel, 'organisation', organisation
			) order by turn) filter (where stands and turn <= ${most}) as named
		from told group by "row"`.execute(db);
	return rows;
}

/** Published answers that anyone may read. */
async function responsesOf(db: Database, between: Between, rowOf: ReadonlyMap<string, number>) {
	const { rows } = await sql<{ row: number; references: string[] }>`
		with named as (
			select k.version_id, k.unit_id, k.response_id from unit_change_response k
			join text_version v on v.id = k.version_id where ${versionsIn(between)}
			union
			select ${changedBefore}, l.unit_id, r.id from reasoned_response r
			join reasoned_response_link l on l.response_id = r.id
			where r.consultation_id = ${between.consultationId}::uuid and l.unit_id is not null
		)
		select w."row", (array_agg(distinct r.reference))[1:${sql.lit(most)}] as references
		from named k join text_version v on v.id = k.version_id
		join ${rowsGiven(rowOf)} on w.unit_id = k.unit_id
		join reasoned_response r on r.id = k.response_id and r.state in ('published', 'superseded')
		where ${versionsIn(between)} and ${isOpen()}
		group by w."row"`.execute(db);
	return rows;
}
