/** What keeps a draft from being published, asked of the database. */

import { sql } from 'kysely';
import type { Database } from '#domain/database.server.ts';
import { changedUnits } from '#domain/version/changed.server.ts';
import type { Draft } from './on-draft.server.ts';
import { faultsOf, gapsOf, type Fault, type Fields, type Parts } from './response.ts';
import { unitNames } from './units.server.ts';

/** The faults in a draft's words and links. */
export async function faultsIn(
	db: Database,
	draft: Pick<Draft, 'consultationId' | 'templateId'> & { templateId?: string | null },
	fields: Fields
): Promise<Fault[]> {
	const [changed, names, template] = await Promise.all([
		fields.units.length ? changedUnits(db, draft.consultationId) : new Set<string>(),
		unitNames(db, fields.units),
		draft.templateId
			? db
					.selectFrom('responseTemplate')
					.select('parts')
					.where('id', '=', draft.templateId)
					.executeTakeFirst()
			: undefined
	]);
	const said = (template?.parts ?? {}) as Partial<Parts>;
	const nameOf = (unitId: string) => names.get(unitId) ?? '?';
	const gaps = gapsOf(Object.values(said));
	return faultsOf(fields, { templateReasons: said.reasons ?? null, gaps, changed, nameOf });
}

export type Left = {
	/** All it was begun for. */
	all: number;
	/** Those it would answer now; how many of them only the secretariat may read. */
	toAnswer: number;
	private: number;
	withdrawn: number;
	refused: number;
	/** Answered meanwhile by another response. */
	answered: number;
	/** Those the response before it answered and this one would not. */
	leftOut: number;
};

/** Whom a draft would answer, and who needs no answer from it any more. */
export async function leftIn(
	db: Database,
	{ id, supersedes }: Pick<Draft, 'id' | 'supersedes'>
): Promise<Left> {
	const free = sql`(k.response_id is null or k.response_id is not distinct from ${supersedes}::uuid)`;
	const stands = sql`k.state in ('published', 'held')`;
	const { rows } = await sql<Left>`
		select count(*)::int as all,
			count(*) filter (where ${stands} and ${free})::int as to_answer,
			count(*) filter (where ${stands} and ${free} and k.visibility = 'private')::int as private,
			count(*) filter (where k.state = 'withdrawn')::int as withdrawn,
			count(*) filter (where k.state = 'refused')::int as refused,
			count(*) filter (where ${stands} and not ${free})::int as answered,
			(select count(*)::int from contribution o where o.response_id = ${supersedes}::uuid and not exists (
				select from reasoned_response_contribution n
				where n.response_id = ${id} and n.contribution_id = o.id)) as left_out
		from reasoned_response_contribution l join contribution k on k.id = l.contribution_id
		where l.response_id = ${id}`.execute(db);
	const [row] = rows;
	if (!row) throw new Error('A count came back empty.');
	return row;
}
