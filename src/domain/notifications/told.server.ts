/** What the notices of one mail tell, as it stands when the mail is put into words: nothing withheld since, nothing stopped since. */

import { sql } from 'kysely';
import type { Database } from '../database.server.ts';
import type { NewsKind } from './news.server.ts';
import { paceOfOwn, type Pace, type Target } from './notices.ts';

/** One fact, or so many of a kind on the same place. */
export type Item = {
	kind: NewsKind;
	/** It is about what the person said or voted on themselves. */
	own: boolean;
	target: Target;
	targetId: string;
	at: Date;
	consultationId: string;
	slug: string;
	title: string;
	closesAt: Date | null;
	responseBy: Date | null;
	/** The contribution it is about, or the first of those of the person; and the one it leads to. */
	reference: string | null;
	leads: string | null;
	/** The person's own contributions it is about; for a reply, the one replied to. */
	mine: string[];
	unitNumber: number | null;
	/** How an answer was decided. */
	outcome: string | null;
	/** Changed units, units with a vote of the person, contributions answered: as the kind has it. */
	count: number;
	facts: Record<string, string | number>;
};

export type Followed = { target: Target; targetId: string; n: number };

export type Told = {
	person: { id: string; name: string; email: string };
	pace: Exclude<Pace, 'never'>;
	space: { slug: string; names: Record<string, string>; language: string; zone: string };
	items: Item[];
	/** Facts that are not listed. */
	more: number;
	/** What the person follows that made them be told, the most frequent first. */
	reasons: Followed[];
};

/** Lines of a mail; who wants more finds it on the site. */
export const mostItems = 25;

export async function toldIn(db: Database, mailId: string): Promise<Told | null> {
	const [items, head] = await Promise.all([itemsOf(db, mailId), headOf(db, mailId)]);
	if (!head || items.length === 0) return null;
	const { names, ...rest } = head;
	return {
		person: { id: rest.id, name: rest.name, email: rest.email },
		pace: rest.pace,
		space: { slug: rest.slug, names, language: rest.language, zone: rest.zone },
		items: items.slice(0, mostItems),
		more: items.slice(mostItems).reduce((all, { n }) => all + n, 0),
		reasons: reasonsOf(items)
	};
}

type Row = Item & { n: number };

function reasonsOf(items: readonly Row[]): Followed[] {
	const found = new Map<string, Followed>();
	for (const { target, targetId, n } of items) {
		const known = found.get(target + targetId) ?? { target, targetId, n: 0 };
		known.n += n;
		found.set(target + targetId, known);
	}
	return [...found.values()].toSorted((a, b) => b.n - a.n);
}

type Head = {
	id: string;
	name: string;
	email: string;
	pace: Exclude<Pace, 'never'>;
	slug: string;
	names: Record<string, string>;
	language: string;
	zone: string;
};

async function headOf(db: Database, mailId: string) {
	const { rows } = await sql<Head>`
		select p.id, p.name, p.email, t.pace, s.slug, s.names, s.language, s.time_zone as zone
		from notice t join person p on p.id = t.person_id join news n on n.id = t.news_id
		join space s on s.id = n.space_id
		where t.mail_id = ${mailId} limit 1`.execute(db);
	return rows[0];
}

/**
 * What matters first: answers to one's own, what one's own words changed, replies, what closes or opens, and
 * then how many others spoke, counted by place.
 */
async function itemsOf(db: Database, mailId: string): Promise<Row[]> {
	const { rows } = await sql<Row>`
		with told as (
			select t.target, t.target_id, t.person_id, n.* from notice t join news n on n.id = t.news_id
			left join follow f on f.person_id = t.person_id and f.target = t.target and f.target_id = t.target_id
			where t.mail_id = ${mailId}
				and coalesce(f.pace, case when t.target = 'own' then ${paceOfOwn} else 'never' end) <> 'never'
		), facts as (
			select n.kind, n.target = 'own' as own, n.target, n.target_id, n.at, n.consultation_id, n.unit_id,
				n.id, n.facts, n.contribution_id, n.response_id, n.version_id, n.person_id,
				k.reference, coalesce(n.unit_id, k.unit_id) as place, k.parent_id,
				n.target <> 'own' and n.kind in ('contribution', 'reply') as counted
			from told n
			left join contribution k on k.id = n.contribution_id
			where n.kind not in ('contribution', 'reply')
				or k.state = 'published' and k.visibility = 'public'
		), listed as (
			select max(kind) as kind, own, target, target_id, max(at) as at, consultation_id, place,
				(array_agg(id order by at desc))[1] as id,
				-- What came in one file is one piece of news that says how many.
				sum(case when counted then coalesce((facts ->> 'n')::int, 1) else 1 end)::int as n,
				(array_agg(facts order by at desc))[1] as facts,
				(array_agg(contribution_id order by at desc))[1] as contribution_id,
				(array_agg(reference order by at desc))[1] as reference,
				(array_agg(parent_id order by at desc))[1] as parent_id,
				(array_agg(response_id))[1] as response_id, (array_agg(version_id))[1] as version_id,
				(array_agg(person_id))[1] as person_id, counted
			from facts
			group by own, target, target_id, consultation_id, place, counted,
				case when counted then null else id end
		)
		select l.kind, l.own, l.target, l.target_id as "targetId", l.at, l.consultation_id as "consultationId",
			c.slug, c.title, c.closes_at as "closesAt", c.response_by as "responseBy", l.facts, l.n,
			coalesce(mine.refs[1], l.reference) as reference, coalesce(mine.refs, '{}') as mine,
			case when l.kind in ('contribution', 'reply') then l.reference else coalesce(mine.refs[1], l.reference) end as leads,
			u.number as "unitNumber", r.kind as outcome,
			case
				when l.counted then l.n
				when l.kind = 'version' and l.own and mine.refs is null or l.kind = 'round' then (
					select count(distinct v.unit_id)::int from earlier_vote v join unit w on w.id = v.unit_id
					where w.consultation_id = l.consultation_id and v.voter_id = l.person_id and (
						l.kind = 'round'
						or v.version_id = (select base_id from text_version where id = l.version_id)
					))
				when l.kind = 'version' then (
					select count(*)::int from unit_change x where x.version_id = l.version_id)
				when l.kind = 'response' then (
					select count(*)::int from reasoned_response_contribution x
					join contribution k on k.id = x.contribution_id
					where x.response_id = l.response_id and k.visibility = 'public')
				else 1
			end as count
		from listed l
		join consultation c on c.id = l.consultation_id
		left join reasoned_response r on r.id = l.response_id
		left join unit_text u on u.version_id = c.version_id and u.unit_id = l.place
		left join lateral (
			select array_agg(k.reference order by k.received_at, k.id) as refs from contribution k
			where l.own and k.person_id = l.person_id and k.state <> 'withdrawn' and k.id in (
				select l.contribution_id where l.kind not in ('contribution', 'reply')
				union select l.parent_id where l.kind = 'reply'
				union select x.contribution_id from reasoned_response_contribution x
					where x.response_id = l.response_id
				union select x.contribution_id from unit_change_contribution x
					where l.kind = 'version' and x.version_id = l.version_id
				union select y.contribution_id from unit_change_response x
					join reasoned_response_contribution y on y.response_id = x.response_id
					where l.kind = 'version' and x.version_id = l.version_id
			)
		) mine on true
		order by c.closes_at, c.id, case
				when l.own and l.kind = 'response' then 0
				when l.own and l.kind in ('version', 'round') then 1
				when l.own and l.kind = 'reply' then 2
				when l.kind in ('closing', 'closed', 'opened', 'extended', 'cancelled', 'round') then 3
				when l.kind in ('answered', 'version') then 4
				when not l.counted then 5
				else 6
			end, l.n desc, l.at desc, l.id
		limit 400`.execute(db);
	return rows;
}
