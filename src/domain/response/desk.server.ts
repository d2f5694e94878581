/** What staff read of responses: the drafts of a consultation, one draft, and what it would answer. */

import { sql } from 'kysely';
import { holds, type Viewer } from '#domain/accounts/viewer.ts';
import type { Database } from '#domain/database.server.ts';
import { may } from '#domain/policy/acts.ts';
import { atDesk, isSealed } from './open.server.ts';
import type { Fields, Kind, State } from './response.ts';

/** Where a reference leads, whoever asks; undefined when there is no such response. */
export async function byReference(db: Database, spaceId: string | null, reference: string) {
	const row = await db
		.selectFrom('reasonedResponse')
		.innerJoin('consultation', 'consultation.id', 'reasonedResponse.consultationId')
		.innerJoin('space', 'space.id', 'reasonedResponse.spaceId')
		.select([
			'reasonedResponse.id',
			'reasonedResponse.state',
			'reasonedResponse.consultationId',
			'reasonedResponse.spaceId',
			'consultation.slug',
			'space.slug as space',
			isSealed('reasonedResponse').as('sealed')
		])
		.where('reasonedResponse.reference', '=', reference)
		.$if(spaceId !== null, (query) => query.where('reasonedResponse.spaceId', '=', spaceId ?? ''))
		.executeTakeFirst();
	return row && { ...row, state: row.state as State };
}

export type Draft = {
	id: string;
	reference: string;
	state: State;
	revision: number;
	fields: Fields;
	templateId: string | null;
	template: string | null;
	changedAt: Date;
	changedBy: string | null;
	supersedes: string | null;
	supersedesId: string | null;
	publishAskedAt: Date | null;
	publishObstacle: ({ code: string } & Record<string, unknown>) | null;
	publishedAt: Date | null;
};

/** A response as staff write it, with what its latest revision says. */
export async function draftOf(db: Database, id: string): Promise<Draft | undefined> {
	const { rows } = await sql<Draft>`
		select r.id, r.reference, r.state, r.revision, v.fields, r.template_id, t.title as template,
			r.changed_at, p.name as changed_by, o.reference as supersedes, r.supersedes as supersedes_id,
			r.publish_asked_at, r.publish_obstacle, r.published_at
		from reasoned_response r
		join reasoned_response_revision v on v.response_id = r.id and v.revision = r.revision
		left join response_template t on t.id = r.template_id
		left join person p on p.id = r.changed_by
		left join reasoned_response o on o.id = r.supersedes
		where r.id = ${id}`.execute(db);
	return rows[0];
}

export type Meant = {
	reference: string;
	kind: string;
	author: string;
	channel: string;
	organisation: string | null;
	private: boolean;
	state: string;
	opening: string;
	lang: string;
	number: number | null;
	depth: number;
	receivedAt: Date;
	/** Another response that answered it meanwhile, or another draft that would. */
	answeredBy: string | null;
	alsoIn: string | null;
};

/** What a draft would answer, a page of it: what needs no answer any more first, so that nobody overlooks it. */
export async function meantBy(
	db: Database,
	viewer: Viewer,
	spaceId: string,
	draft: Pick<Draft, 'id' | 'supersedesId'>,
	{ page = 1, size = 50 } = {}
): Promise<{ count: number; rows: Meant[] }> {
	const shown = holds(viewer, spaceId, 'SECRETARIAT') ? sql`true` : sql`k.visibility = 'public'`;
	// Words that are held are read by those who decide about them.
	const readsHeld = may(viewer, 'remark.moderate', spaceId);
	const { rows } = await sql<Meant & { all: number }>`
		with meant as materialized (
			select k.id, count(*) over ()::int as all from reasoned_response_contribution l
			join contribution k on k.id = l.contribution_id
			where l.response_id = ${draft.id} and ${shown}
			order by k.state in ('withdrawn', 'refused')
				or k.response_id is not null and k.response_id not in (${draft.id}, ${draft.supersedesId ?? draft.id}) desc,
				k.received_at, k.id
			limit ${size} offset ${(page - 1) * size}
		)
		select m.all, k.reference, k.kind, k.author_name as author, k.channel, o.name as organisation,
			k.visibility = 'private' as private, k.state, k.lang, k.depth, k.received_at, t.number,
			case when k.state = 'published' or k.state = 'held' and ${readsHeld} then left(k.body, 1000) else '' end as opening,
			case when k.response_id not in (${draft.id}, ${draft.supersedesId ?? draft.id}) then s.reference end as answered_by,
			(select r.reference from reasoned_response_contribution a join reasoned_response r on r.id = a.response_id
				where a.contribution_id = k.id and r.id <> ${draft.id} and r.state in ('draft', 'review')
				order by r.created_at limit 1) as also_in
		from meant m join contribution k on k.id = m.id
		left join organisation o on o.id = k.organisation_id
		left join unit_text t on t.version_id = k.version_id and t.unit_id = k.unit_id
		left join reasoned_response s on s.id = k.response_id
		order by k.state in ('withdrawn', 'refused')
			or k.response_id is not null and k.response_id not in (${draft.id}, ${draft.supersedesId ?? draft.id}) desc,
			k.received_at, k.id`.execute(db);
	return { count: rows[0]?.all ?? 0, rows: rows.map(({ all: _, ...row }) => row) };
}

export type Listed = {
	id: string;
	reference: string;
	state: State;
	kind: Kind | null;
	lang: string;
	opening: string;
	agency: string | null;
	revision: number;
	changedAt: Date;
	changedBy: string | null;
	publishedAt: Date | null;
	publishAskedAt: Date | null;
	publishObstacle: ({ code: string } & Record<string, unknown>) | null;
	contributions: number;
};

/** The responses of a consultation in some states that this person may see, a page of them, those touched last first. */
export async function responsesIn(
	db: Database,
	viewer: Viewer | null,
	{ id, spaceId }: { id: string; spaceId: string },
	among: readonly State[],
	{ page = 1, size = 50 } = {}
): Promise<{ count: number; rows: Listed[] }> {
	const { rows } = await sql<Listed & { all: number }>`
		select r.id, r.reference, r.state, r.kind, r.lang, r.revision, r.changed_at, p.name as changed_by,
			left(coalesce(nullif(r.input, ''), nullif(r.reasons, ''), r.consideration), 200) as opening,
			o.name as agency, r.published_at, r.publish_asked_at, r.publish_obstacle,
			(select count(*)::int from reasoned_response_contribution l where l.response_id = r.id) as contributions,
			count(*) over ()::int as all
		from reasoned_response r
		left join person p on p.id = r.changed_by
		left join organisation o on o.id = r.agency_id
		where r.consultation_id = ${id} and r.state = any(${among}::text[])
			and ${atDesk(viewer, spaceId)}
		order by coalesce(r.published_at, r.changed_at) desc, r.id
		limit ${size} offset ${(page - 1) * size}`.execute(db);
	return { count: rows[0]?.all ?? 0, rows: rows.map(({ all: _, ...row }) => row) };
}

/** How many responses a consultation has in each state. */
export async function countsByState(
	db: Database,
	consultationId: string
): Promise<Record<State, number>> {
	const rows = await db
		.selectFrom('reasonedResponse')
		.select(['state', (eb) => eb.fn.countAll<number>().as('n')])
		.where('consultationId', '=', consultationId)
		.groupBy('state')
		.execute();
	const none = { draft: 0, review: 0, published: 0, superseded: 0 };
	return { ...none, ...Object.fromEntries(rows.map(({ state, n }) => [state, n])) };
}

/** The verified bodies of a space that can be said to answer, by name. */
export const agenciesOf = (db: Database, spaceId: string) =>
	db
		.selectFrom('organisation')
		.select(['id', 'name'])
		.where('spaceId', '=', spaceId)
		.where('verifiedAt', 'is not', null)
		// Public bodies first: it is mostly they who answer.
		.orderBy(sql`sector <> 'GOVERNMENT'`)
		.orderBy('name')
		.limit(500)
		.execute();
