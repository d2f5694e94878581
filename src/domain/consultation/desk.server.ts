/** What staff see: the day's work in a space, its consultations, and one of them in whatever state it is. */

import { sql, type Selectable } from 'kysely';
import type { Database } from '#domain/database.server.ts';
import type { Consultation } from '#domain/tables.server.ts';
import { stateOf, type State } from './consultation.ts';

/** A few rows, and how many there are in all. */
export type Some<Row> = { count: number; rows: Row[] };

const few = 5;

const some = <Row extends { all: number }>(rows: Row[]): Some<Omit<Row, 'all'>> => ({
	count: rows[0]?.all ?? 0,
	rows: rows.map(({ all: _, ...row }) => row)
});

/** The consultation of an address, drafts too; undefined when the space has none. */
export async function bySlugForStaff(
	db: Database,
	spaceId: string,
	slug: string
): Promise<Selectable<Consultation> | undefined> {
	return db
		.selectFrom('consultation')
		.selectAll()
		.where('spaceId', '=', spaceId)
		.where('slug', '=', slug)
		.executeTakeFirst();
}

export type Line = {
	slug: string;
	title: string;
	language: string;
	state: State;
	opensAt: Date | null;
	closesAt: Date | null;
	responseBy: Date | null;
	contributions: number;
};

/** The consultations of a space, a page of them, those that need work first; drafts for those who make them. */
export async function lines(
	db: Database,
	spaceId: string,
	at: Date,
	{ withDrafts = false, page = 1, size = 50 } = {}
) {
	const shown = withDrafts ? sql`true` : sql`c.announced_at is not null`;
	const { rows } = await sql<LineRow>`
		select c.*, count(*) over ()::int as all,
			(select count(*)::int from contribution k where k.consultation_id = c.id) as contributions
		from consultation c where c.space_id = ${spaceId} and ${shown}
		order by c.cancelled_at is not null, c.archived_at is not null,
			coalesce(c.closes_at, c.opens_at, c.created_at) desc, c.id
		limit ${size} offset ${(page - 1) * size}`.execute(db);
	return { count: rows[0]?.all ?? 0, rows: rows.map((row) => lineOf(row, at)) };
}

type LineRow = Selectable<Consultation> & { all: number; contributions: number };

const lineOf = (row: LineRow, at: Date): Line => ({
	slug: row.slug,
	title: row.title,
	language: row.language,
	state: stateOf(row, at),
	opensAt: row.opensAt,
	closesAt: row.closesAt,
	responseBy: row.responseBy,
	contributions: row.contributions
});

export type Said = {
	reference: string;
	kind: string;
	lang: string;
	author: string;
	channel: string;
	organisation: string | null;
	private: boolean;
	opening: string;
	receivedAt: Date;
	slug: string;
	title: string;
	number: number | null;
};

export type Show = 'today' | 'questions';

/**
 * Contributions since a moment, or questions nobody has replied to; newest or longest waiting first.
 * Private ones are among them for the secretariat only.
 */
export async function said(
	db: Database,
	spaceId: string,
	show: Show,
	since: Date,
	{ withPrivate = false, page = 1, size = few } = {}
): Promise<Some<Said>> {
	const shown = withPrivate ? sql`true` : sql`k.visibility = 'public'`;
	const wanted =
		show === 'today'
			? sql`k.received_at >= ${since}`
			: sql`k.kind = 'question' and k.depth = 0 and k.reply_count = 0 and k.state = 'published'
				and k.response_id is null`;
	const order = show === 'today' ? sql`k.received_at desc` : sql`k.received_at`;
	const { rows } = await sql<Said & { all: number }>`
		select k.reference, k.kind, k.lang, k.author_name as author, k.channel, o.name as organisation,
			k.visibility = 'private' as private, k.received_at, c.slug, c.title, t.number,
			case when k.state = 'published' then left(k.body, 200) else '' end as opening,
			count(*) over ()::int as all
		from consultation c
		join contribution k on k.consultation_id = c.id
		left join organisation o on o.id = k.organisation_id
		left join unit_text t on t.version_id = k.version_id and t.unit_id = k.unit_id
		where c.space_id = ${spaceId} and ${shown} and ${wanted}
		order by ${order}, k.id limit ${size} offset ${(page - 1) * size}`.execute(db);
	return some(rows);
}

export type Reported = {
	reference: string;
	rule: string;
	lang: string;
	opening: string;
	at: Date;
	title: string;
};

/** Reports nobody has settled, the oldest first; those on private contributions for the secretariat only. */
export async function reported(
	db: Database,
	spaceId: string,
	{ withPrivate = false } = {}
): Promise<Some<Reported>> {
	const shown = withPrivate ? sql`true` : sql`k.visibility = 'public'`;
	const { rows } = await sql<Reported & { all: number }>`
		select k.reference, r.rule, k.lang, left(k.body, 200) as opening, r.at, c.title,
			count(*) over ()::int as all
		from report r
		join contribution k on k.id = r.contribution_id
		join consultation c on c.id = k.consultation_id
		where r.settled_at is null and c.space_id = ${spaceId} and ${shown}
		order by r.at, r.id limit ${few}`.execute(db);
	return some(rows);
}

export type Waiting = { slug: string; name: string; requestedAt: Date };

/** Organisations that asked to be verified and wait, the oldest first. */
export async function waiting(db: Database, spaceId: string): Promise<Some<Waiting>> {
	const { rows } = await sql<Waiting & { all: number }>`
		select slug, name, requested_at, count(*) over ()::int as all from organisation
		where space_id = ${spaceId} and verified_at is null and refused_at is null
		order by requested_at, id limit ${few}`.execute(db);
	return some(rows);
}

export type Turn = { slug: string; title: string; when: Date | null };

/** Consultations that close within so many days, the next first. */
export async function closingSoon(
	db: Database,
	spaceId: string,
	at: Date,
	days = 14
): Promise<Some<Turn>> {
	const { rows } = await sql<Turn & { all: number }>`
		select slug, title, closes_at as when, count(*) over ()::int as all from consultation
		where space_id = ${spaceId} and announced_at is not null and cancelled_at is null
			and closes_at > ${at} and closes_at < ${at}::timestamptz + make_interval(days => ${days})
		order by closes_at, id limit ${few}`.execute(db);
	return some(rows);
}

export type Due = {
	slug: string;
	title: string;
	language: string;
	responseBy: Date | null;
	/** How many wait for an answer, and since when the first of them. */
	open: number;
	oldest: Date;
};

/** Closed consultations in which somebody still waits for an answer, those promised soonest first. */
export async function answersDue(db: Database, spaceId: string, at: Date): Promise<Some<Due>> {
	const { rows } = await sql<Due & { all: number }>`
		select c.slug, c.title, c.language, c.response_by, k.open, k.oldest, count(*) over ()::int as all
		from consultation c
		cross join lateral (
			select count(*)::int as open, min(received_at) as oldest from contribution
			where consultation_id = c.id and response_id is null and state in ('published', 'held')
		) k
		where c.space_id = ${spaceId} and c.announced_at is not null and c.cancelled_at is null
			and c.archived_at is null and c.answered_at is null and c.closes_at <= ${at} and k.open > 0
		order by c.response_by nulls last, c.closes_at, c.id limit ${few}`.execute(db);
	return some(rows);
}

/** Drafts, the newest first. */
export async function drafts(db: Database, spaceId: string): Promise<Some<Turn>> {
	const { rows } = await sql<Turn & { all: number }>`
		select slug, title, opens_at as when, count(*) over ()::int as all from consultation
		where space_id = ${spaceId} and announced_at is null and cancelled_at is null
		order by created_at desc, id limit ${few}`.execute(db);
	return some(rows);
}

export type ActDone = {
	id: string;
	kind: string;
	body: string;
	lang: string;
	number: number | null;
	fromAt: Date | null;
	toAt: Date | null;
	at: Date;
};

/** The public acts of a consultation, newest first. */
export async function actsOf(db: Database, consultationId: string, limit = 50): Promise<ActDone[]> {
	const { rows } = await sql<ActDone>`
		select a.id, a.kind, a.body, a.lang, t.number, a.from_at, a.to_at, a.at
		from public_act a
		join consultation c on c.id = a.consultation_id
		left join unit_text t on t.version_id = c.version_id and t.unit_id = a.unit_id
		where a.consultation_id = ${consultationId} order by a.at desc, a.id desc limit ${limit}`.execute(
		db
	);
	return rows;
}
