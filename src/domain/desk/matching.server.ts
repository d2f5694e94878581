/** A filter of the desk as conditions on rows, and its orders. The row of the contribution is called `k`. */

import { sql, type RawBuilder } from 'kysely';
import { askedInAll } from '../contribution/search.server.ts';
import type { Filter } from './filter.ts';
import type { Scope } from './scope.ts';

/** What can be answered: whatever stands or is held, at any depth, private only for who may see it. */
const answerable = ({ consultationId, withPrivate }: Scope) => [
	sql<boolean>`k.consultation_id = ${consultationId} and k.state in ('published', 'held')`,
	...(withPrivate ? [] : [sql<boolean>`k.visibility = 'public'`])
];

const drafted = (state: 'draft' | 'review') => sql`exists (
	select from reasoned_response_contribution rc join reasoned_response r on r.id = rc.response_id
	where rc.contribution_id = k.id and r.state = ${state})`;

const byAnswer = {
	unanswered: sql`k.response_id is null`,
	open: sql`k.response_id is null and not ${drafted('draft')} and not ${drafted('review')}`,
	drafted: sql`k.response_id is null and ${drafted('draft')}`,
	review: sql`k.response_id is null and ${drafted('review')}`,
	answered: sql`k.response_id is not null`,
	any: sql`true`
} as const;

const themed = (slug: string) =>
	slug === 'none'
		? sql`not exists (select from contribution_theme x where x.contribution_id = k.id)`
		: sql`exists (select from contribution_theme x join theme h on h.id = x.theme_id
			where x.contribution_id = k.id and h.slug = ${slug})`;

/** In what was said or in what is suggested, each by its own index; words held from someone are not found. */
const said = ({ consultationId, readsHeld }: Scope, q: string) => sql`k.id in (
	select id from contribution where consultation_id = ${consultationId} and search @@ ${askedInAll(q)}
	union all
	select contribution_id from suggestion where search @@ ${askedInAll(q)}
) ${readsHeld ? sql`` : sql`and k.state = 'published'`}`;

/** The unit of that number, in whichever version it was said about. */
const onUnit = ({ consultationId }: Scope, number: number) => sql`k.unit_id in (
	select u.unit_id from unit_text u join text_version v on v.id = u.version_id
	where v.consultation_id = ${consultationId} and u.number = ${number})`;

/** All that has to hold of a contribution to be among those a filter shows. */
export function matching(scope: Scope, filter: Filter): RawBuilder<boolean> {
	const { q, unit, place, theme, kind, lang, agency, assignee, days, support, group } = filter;
	const person = assignee === 'me' ? scope.viewerId : assignee;
	const conditions = [
		...answerable(scope),
		byAnswer[filter.answer],
		...(q ? [said(scope, q)] : []),
		...(unit === null ? [] : [onUnit(scope, unit)]),
		...(place ? [sql`k.place = ${place}`] : []),
		...(theme ? [themed(theme)] : []),
		...(kind ? [sql`k.kind = ${kind}`] : []),
		...(lang ? [sql`k.lang = ${lang}`] : []),
		...(agency
			? [agency === 'none' ? sql`k.agency_id is null` : sql`k.agency_id = ${agency}`]
			: []),
		...(person
			? [person === 'none' ? sql`k.assignee_id is null` : sql`k.assignee_id = ${person}`]
			: []),
		...(days === null
			? []
			: [sql`k.received_at <= statement_timestamp() - make_interval(days => ${days})`]),
		...(support === null ? [] : [sql`${supported} >= ${support}`]),
		...(group === null
			? []
			: [group === 'in' ? sql`k.group_id is not null` : sql`k.group_id is null`]),
		...(filter.private ? [sql`k.visibility = 'private'`] : [])
	];
	return sql<boolean>`${sql.join(
		conditions.map((one) => sql`(${one})`),
		sql` and `
	)}`;
}

const supported = sql`(k.support_people + k.support_organisations)`;

type Order = { keys: RawBuilder<unknown>; way: RawBuilder<unknown>; by: RawBuilder<unknown> };

/** What a row is sorted by, as one value, and how to sort by it so that indexes help. */
export const orders: Record<Filter['sort'], Order> = {
	oldest: {
		keys: sql`(k.received_at, k.id)`,
		way: sql`asc`,
		by: sql`k.received_at, k.id`
	},
	newest: {
		keys: sql`(k.received_at, k.id)`,
		way: sql`desc`,
		by: sql`k.received_at desc, k.id desc`
	},
	support: {
		keys: sql`(- ${supported}, k.received_at, k.id)`,
		way: sql`asc`,
		by: sql`- ${supported}, k.received_at, k.id`
	}
};
