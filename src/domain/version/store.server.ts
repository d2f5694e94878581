/** How published versions are read: which there are, what changed in each and why. */

import { sql } from 'kysely';
import type { Database } from '../database.server.ts';
import type { Body, Kind, Level } from '../text/unit.ts';
import { changedBefore } from './answers.server.ts';
import type { ChangeKind, How } from './version.ts';

export type Version = {
	id: string;
	n: number;
	baseId: string | null;
	publishedAt: Date;
	/** What changed in general, in the language that is said in. */
	note: string;
	noteLang: string;
	units: number;
	changes: number;
};

/** The versions of a consultation's text, the newest first. */
export async function versionsOf(db: Database, consultationId: string): Promise<Version[]> {
	return db
		.selectFrom('textVersion as v')
		.select(['v.id', 'v.n', 'v.baseId', 'v.publishedAt', 'v.note', 'v.noteLang'])
		.select(({ selectFrom, fn }) => [
			selectFrom('unitText as t')
				.whereRef('t.versionId', '=', 'v.id')
				.where('t.number', 'is not', null)
				.select(sql<number>`count(*)::int`.as('n'))
				.$asScalar()
				.$notNull()
				.as('units'),
			selectFrom('unitChange as u')
				.whereRef('u.versionId', '=', 'v.id')
				.select(() => fn.countAll<number>().as('n'))
				.$asScalar()
				.$notNull()
				.as('changes')
		])
		.where('v.consultationId', '=', consultationId)
		.orderBy('v.n', 'desc')
		.execute();
}

/** Which version of its text this is, counted from 1. */
export async function numberOf(db: Database, versionId: string): Promise<number> {
	const row = await db
		.selectFrom('textVersion')
		.select('n')
		.where('id', '=', versionId)
		.executeTakeFirstOrThrow();
	return row.n;
}

/** A unit as it stood in a version. */
export type Stood = {
	number: number | null;
	kind: Kind;
	level: Level | null;
	lang: string;
	body: Body;
};

export type Caused = {
	versionId: string;
	n: number;
	publishedAt: Date;
	unitId: string;
	kind: ChangeKind;
	moved: boolean;
	note: string;
	noteLang: string;
	/** Named itself, or by its answer. */
	how: How | 'response';
	old: Stood | null;
	young: Stood | null;
};

/** What a contribution, or the answer that stands to it, changed; the oldest change first, at most so many. */
export async function causedBy(db: Database, contributionId: string, most = 50): Promise<Caused[]> {
	const stood = (t: 'old' | 'young') => sql`case when ${sql.ref(t)}.unit_id is null then null else
		json_build_object('number', ${sql.ref(t)}.number, 'kind', ${sql.ref(t)}.kind,
			'level', ${sql.ref(t)}.level, 'lang', ${sql.ref(t)}.lang, 'body', ${sql.ref(t)}.body) end`;
	const { rows } = await sql<Caused>`
		with named as (
			select version_id, unit_id, how, 0 as turn from unit_change_contribution
			where contribution_id = ${contributionId}::uuid
			union all
			select n.version_id, n.unit_id, 'response', 1 from unit_change_response n
			join contribution k on k.response_id = n.response_id
			where k.id = ${contributionId}::uuid
			union all
			select ${changedBefore}, l.unit_id, 'response', 2 from contribution k
			join reasoned_response r on r.id = k.response_id
			join reasoned_response_link l on l.response_id = r.id
			where k.id = ${contributionId}::uuid and l.unit_id is not null
		), once as (
			select distinct on (version_id, unit_id) version_id, unit_id, how from named
			order by version_id, unit_id, turn
		)
		select c.version_id, v.n, v.published_at, c.unit_id, c.kind, c.moved, c.note, c.note_lang, o.how,
			${stood('old')} as old, ${stood('young')} as young
		from once o
		join unit_change c on c.version_id = o.version_id and c.unit_id = o.unit_id
		join text_version v on v.id = c.version_id
		left join unit_text old on old.version_id = v.base_id and old.unit_id = c.unit_id
		left join unit_text young on young.version_id = v.id and young.unit_id = c.unit_id
		order by v.n, coalesce(young.position, old.position)
		limit ${most}`.execute(db);
	return rows;
}
