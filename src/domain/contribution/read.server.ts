/** What every reading of contributions shares: the columns, who may see which, the rule of a tombstone. */

import { sql, type ExpressionBuilder } from 'kysely';
import { holds, type Viewer } from '../accounts/viewer.ts';
import type { Database, Tables } from '../database.server.ts';
import type { Row } from './shown.ts';

/** Contributions with their organisation and, where out of sight, the rule cited last. */
export const rows = (db: Database) =>
	db
		.selectFrom('contribution')
		.leftJoin('organisation', 'organisation.id', 'contribution.organisationId')
		.leftJoin('suggestion', 'suggestion.contributionId', 'contribution.id')
		.leftJoin('quote', 'quote.contributionId', 'contribution.id')
		.select([
			'suggestion.act as suggestedAct',
			'suggestion.words as suggestedWords',
			'suggestion.lang as suggestedLang',
			'quote.exact as quoteExact',
			'quote.startAt as quoteStart',
			'quote.endAt as quoteEnd',
			'quote.lang as quoteLang',
			'contribution.id',
			'contribution.reference',
			'contribution.kind',
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
