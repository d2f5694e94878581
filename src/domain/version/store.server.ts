/** How published versions are read: which there are, what changed in each and why. */

import { sql } from 'kysely';
import type { Database } from '../database.server.ts';
import { isOpen } from '../response/open.server.ts';
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

export type Cause = {
	id: string;
	reference: string;
	how: How;
	/** Whose it is; null where it was withdrawn, refused or is held. */
	authorName: string | null;
	organisation: string | null;
};

export type UnitChange = {
	unitId: string;
	kind: ChangeKind;
	moved: boolean;
	note: string;
	noteLang: string;
	/** Its number in this version and in the one before; null for headings and where it does not stand. */
	number: number | null;
	before: number | null;
	/** Whether it stands in this version; what was removed or went into another unit does not. */
	stands: boolean;
	/** Units of the version before that it came from. */
	from: string[];
	contributions: Cause[];
	responses: { id: string; reference: string }[];
};

type Asked = {
	/** Names private contributions and their answers too: for the secretariat alone. */
	all?: boolean;
};

/** What changed in a version, in the order of its text; what no longer stands comes last. One query. */
export async function changesIn(
	db: Database,
	versionId: string,
	{ all = false }: Asked = {}
): Promise<UnitChange[]> {
	const { rows } = await sql<UnitChange>`
		select c.unit_id, c.kind, c.moved, c.note, c.note_lang,
			t.number, old.number as before, t.unit_id is not null as stands,
			array(
				select o.from_unit_id::text from unit_origin o
				where o.version_id = c.version_id and o.unit_id = c.unit_id order by 1
			) as "from",
			coalesce((
				select json_agg(json_build_object(
					'id', k.id, 'reference', k.reference, 'how', n.how,
					'authorName', case when k.state = 'published' then k.author_name end,
					'organisation', case when k.state = 'published' then b.name end
				) order by n.how = 'because', k.received_at, k.id)
				from unit_change_contribution n
				join contribution k on k.id = n.contribution_id
				left join organisation b on b.id = k.organisation_id
				where n.version_id = c.version_id and n.unit_id = c.unit_id
					and (${all} or k.visibility = 'public')
			), '[]') as contributions,
			coalesce((
				select json_agg(json_build_object('id', r.id, 'reference', r.reference) order by r.reference)
				from unit_change_response n join reasoned_response r on r.id = n.response_id
				where n.version_id = c.version_id and n.unit_id = c.unit_id
					and r.state in ('published', 'superseded') and (${all} or ${isOpen()})
			), '[]') as responses
		from unit_change c
		join text_version v on v.id = c.version_id
		left join unit_text t on t.version_id = c.version_id and t.unit_id = c.unit_id
		left join unit_text old on old.version_id = v.base_id and old.unit_id = c.unit_id
		where c.version_id = ${versionId}::uuid
		order by t.position nulls last, old.position`.execute(db);
	return rows;
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
