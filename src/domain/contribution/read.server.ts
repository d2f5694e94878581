/** What every reading of contributions shares: the columns, who may see which, the rule of a tombstone. */

import { sql, type ExpressionBuilder } from 'kysely';
import { holds, type Viewer } from '../accounts/viewer.ts';
import type { Database, Tables } from '../database.server.ts';
import type { PlacedRow, Row, SinceRow } from './shown.ts';

/** What became of its unit since it was made, where that was in another version than the one that stands. */
const since = sql<SinceRow | null>`case
	when contribution.version_id <> home.version_id and contribution.unit_id is not null then (
		select json_build_object('was', was.number, 'stands', t.unit_id is not null, 'number', t.number,
			'changed', exists (
				select 1 from unit_change u join text_version v on v.id = u.version_id
				where u.unit_id = was.unit_id and v.n > made.n and v.n <= current.n
					and u.kind in ('change', 'split', 'merge')
			))
		from unit_text was
		left join unit_text t on t.version_id = home.version_id and t.unit_id = was.unit_id
		where was.version_id = contribution.version_id and was.unit_id = contribution.unit_id
	) end`;

/** Where its chosen words stand now: found, not there any more, or (null) not looked for yet. */
const placed = sql<PlacedRow | null>`case when quote.contribution_id is not null and contribution.version_id <> home.version_id then (
	select json_build_object('unitId', p.unit_id, 'number', t.number, 'start', p.start_at, 'end', p.end_at)
	from quote_place p
	left join unit_text t on t.version_id = p.version_id and t.unit_id = p.unit_id
	where p.contribution_id = contribution.id and p.version_id = home.version_id
) end`;

/** Contributions with their organisation and, where out of sight, the rule cited last. */
export const rows = (db: Database) =>
	db
		.selectFrom('contribution')
		.leftJoin('organisation', 'organisation.id', 'contribution.organisationId')
		.leftJoin('suggestion', 'suggestion.contributionId', 'contribution.id')
		.leftJoin('quote', 'quote.contributionId', 'contribution.id')
		.innerJoin('consultation as home', 'home.id', 'contribution.consultationId')
		.innerJoin('textVersion as made', 'made.id', 'contribution.versionId')
		.leftJoin('textVersion as current', 'current.id', 'home.versionId')
		.select([
			'suggestion.act as suggestedAct',
			'suggestion.words as suggestedWords',
			'suggestion.lang as suggestedLang',
			'quote.exact as quoteExact',
			'quote.startAt as quoteStart',
			'quote.endAt as quoteEnd',
			'quote.lang as quoteLang',
			'contribution.versionId',
			'contribution.unitId',
			'made.n as version',
			'current.n as now',
			since.as('since'),
			placed.as('placed'),
			'contribution.id',
			'contribution.reference',
			'contribution.kind',
			'contribution.channel',
			'contribution.visibility',
			'contribution.state',
			'contribution.depth',
			'contribution.parentId',
			'contribution.rootId',
			'contribution.personId',
			'contribution.authorName',
			'contribution.body',
			'contribution.lang',
			'contribution.redacted',
			'contribution.receivedAt',
			'contribution.editedAt',
			'contribution.supportPeople',
			'contribution.supportOrganisations',
			'contribution.replyCount',
			'contribution.joint',
			'contribution.guest',
			'contribution.supportGuests',
			'contribution.signatureCount',
			'contribution.links',
			'contribution.alikeCount',
			'organisation.name as organisationName',
			'organisation.slug as organisationSlug'
		])
		.select((eb) =>
			eb
				.selectFrom('contribution as basis')
				.select('basis.reference')
				.whereRef('basis.id', '=', 'suggestion.basedOn')
				.as('basedOn')
		)
		.select((eb) =>
			eb
				.selectFrom('contribution as head')
				.select('head.reference')
				.whereRef('head.id', '=', 'contribution.alikeOf')
				.as('alikeTo')
		)
		.select((eb) =>
			eb
				.case()
				.when('contribution.state', 'in', ['held', 'refused'])
				.then(
					eb
						.selectFrom('moderationAct')
						.select('moderationAct.rule')
						.whereRef('moderationAct.contributionId', '=', 'contribution.id')
						.where('moderationAct.act', 'in', ['hold', 'refuse'])
						.orderBy('moderationAct.at', 'desc')
						.limit(1)
				)
				.end()
				.as('rule')
		);

/** Public ones are anyone's to see; private ones their author's and the secretariat's. */
export const visibleTo =
	(viewer: Viewer | null, spaceId: string) => (eb: ExpressionBuilder<Tables, 'contribution'>) => {
		if (holds(viewer, spaceId, 'SECRETARIAT')) return eb.val(true);
		const open = eb('contribution.visibility', '=', 'public');
		return viewer ? eb.or([open, eb('contribution.personId', '=', viewer.id)]) : open;
	};

/** As whom a viewer supports which of these. */
export async function supportsOf(db: Database, viewer: Viewer | null, among: readonly Row[]) {
	const found = new Map<string, string[]>();
	if (!viewer || among.length === 0) return found;
	const supports = await db
		.selectFrom('support')
		.select(['contributionId', 'voterId'])
		.where('contributionId', '=', sql<string>`any (${among.map(({ id }) => id)}::uuid[])`)
		.where('voterId', 'in', [viewer.id, ...viewer.organisations.map(({ id }) => id)])
		.execute();
	for (const { contributionId, voterId } of supports) {
		found.set(contributionId, [...(found.get(contributionId) ?? []), voterId]);
	}
	return found;
}
