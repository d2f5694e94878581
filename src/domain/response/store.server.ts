/** How reasoned responses are kept and looked up. */

import { sql } from 'kysely';
import type { Database } from '#domain/database.server.ts';
import { isOpen } from './open.server.ts';
import type { Kind, Parts, State } from './response.ts';

export type Link = {
	kind: 'unit' | 'decision' | 'commitment';
	unitId: string | null;
	/** The unit's number in the newest version that has it. */
	number: number | null;
	/** The version its words changed in; null while none has come out. */
	version: number | null;
	title: string;
	href: string | null;
};

export type ReasonedResponse = {
	id: string;
	reference: string;
	spaceId: string;
	consultationId: string;
	state: State;
	/** Whether anyone may read it once it is published. */
	open: boolean;
	kind: Kind | null;
	lang: string;
	parts: Parts;
	decidedBy: string;
	/** A day, as 2027-01-14. */
	consideredOn: string | null;
	agency: { id: string; name: string; slug: string } | null;
	links: Link[];
	publishedAt: Date | null;
	supersededAt: Date | null;
	/** References of the responses before and after it. */
	supersedes: string | null;
	supersededBy: string | null;
	revision: number;
};

/** A reasoned response with its five parts, its links and who answers; undefined when there is none. */
export async function responseOf(
	db: Database,
	responseId: string
): Promise<ReasonedResponse | undefined> {
	const { rows } = await sql<Omit<ReasonedResponse, 'parts'> & Parts>`
		select r.id, r.reference, r.space_id, r.consultation_id, r.state, ${isOpen()} as open, r.kind, r.lang, r.input, r.consideration,
			r.influence, r.reasons, r.beyond, r.decided_by, r.considered_on::text, r.published_at, r.superseded_at,
			r.revision, before.reference as supersedes, after.reference as superseded_by,
			case when a.id is not null then json_build_object('id', a.id, 'name', a.name, 'slug', a.slug) end as agency,
			coalesce((
				select json_agg(json_build_object('kind', l.kind, 'unitId', l.unit_id, 'title', l.title, 'href', l.href,
					'number', ${numberOf(sql`l.unit_id`)}, 'version', ${changedIn(sql`l.unit_id`, sql`r.id`)}) order by l.n)
				from reasoned_response_link l where l.response_id = r.id), '[]') as links
		from reasoned_response r
		left join reasoned_response before on before.id = r.supersedes
		left join reasoned_response after on after.supersedes = r.id
			and after.state in ('published', 'superseded')
		left join organisation a on a.id = r.agency_id
		where r.id = ${responseId}`.execute(db);
	const [row] = rows;
	if (!row) return undefined;
	const { input, consideration, influence, reasons, beyond, ...rest } = row;
	return { ...rest, parts: { input, consideration, influence, reasons, beyond } };
}

/** A unit's number in the newest version that has it; versions are numbered in order. */
export const numberOf = (unitId: ReturnType<typeof sql>) => sql`(
	select t.number from unit_text t join text_version v on v.id = t.version_id
	where t.unit_id = ${unitId} order by v.n desc limit 1)`;

/** The version in which a unit's words changed, before others the one that names the response as its cause; null in none. */
export const changedIn = (
	unitId: ReturnType<typeof sql>,
	responseId: ReturnType<typeof sql>
) => sql`(
	select v.n from unit_change u join text_version v on v.id = u.version_id
	left join unit_change_response c on c.version_id = u.version_id and c.unit_id = u.unit_id and c.response_id = ${responseId}
	where u.unit_id = ${unitId} order by c.response_id is null, v.n desc limit 1)`;
