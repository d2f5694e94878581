/** Suggestions on a unit: the most supported first, those that come to nearly the same together. */

import { sql } from 'kysely';
import type { Viewer } from '../accounts/viewer.ts';
import { textOf, type TextUnit } from '../consultation/text.server.ts';
import type { Database } from '../database.server.ts';
import { differenceOf, type Difference } from '../suggestion/difference.ts';
import { changesOf, groupsOf } from '../suggestion/nearly.ts';
import { proposed, type Act } from '../suggestion/suggestion.ts';
import { rows, supportsOf, visibleTo } from './read.server.ts';
import { nested, shownTo, type Branch, type Suggestion } from './shown.ts';
import { repliesTo } from './thread.server.ts';

/** Suggestions compared and shown at once. */
const pageSize = 50;

export type OneSuggestion = { branch: Branch; difference: Difference; act: Act };
export type Suggestions = {
	/** In each group the most supported is the first. */
	groups: OneSuggestion[][];
	/** Hidden or withdrawn: their place stays. */
	gone: Branch[];
	all: number;
	page: number;
	last: number;
};

export const noSuggestions: Suggestions = { groups: [], gone: [], all: 0, page: 1, last: 1 };

type Spot = { consultationId: string; spaceId: string; unit: TextUnit };

/** What a suggestion changes in a unit; all of it is new where it adds one. */
export function changeOf(
	{ act, words, lang }: Pick<Suggestion, 'act' | 'words' | 'lang'>,
	unit: Pick<TextUnit, 'kind' | 'body'>
): Difference {
	const after = proposed({ act, words }, unit as Parameters<typeof proposed>[1]);
	return differenceOf(act === 'add' ? null : unit.body, after?.body ?? null, lang);
}

/** Four queries, however many there are. */
export async function suggestionsOn(
	db: Database,
	viewer: Viewer | null,
	{ consultationId, spaceId, unit }: Spot,
	page = 1
): Promise<Suggestions> {
	const here = rows(db)
		.where('contribution.consultationId', '=', consultationId)
		.where('contribution.unitId', '=', unit.unitId)
		.where('contribution.kind', '=', 'suggestion')
		.where(visibleTo(viewer, spaceId));
	const [{ all }, found] = await Promise.all([
		here
			.clearSelect()
			.select(sql<number>`count(*)::int`.as('all'))
			.executeTakeFirstOrThrow(),
		here
			.orderBy(sql`(contribution.state = 'published')`, 'desc')
			.orderBy(sql`contribution.support_people + contribution.support_organisations`, 'desc')
			.orderBy('contribution.receivedAt')
			.orderBy('contribution.id')
			.limit(pageSize)
			.offset((page - 1) * pageSize)
			.execute()
	]);
	if (found.length === 0) return { ...noSuggestions, all };
	const replies = await repliesTo(db, viewer, spaceId, found);
	const supports = await supportsOf(db, viewer, [...found, ...replies]);
	const shown = (row: (typeof found)[number]) =>
		shownTo(viewer?.id ?? null, row, supports.get(row.id));
	const texts = await textsOf(db, unit, found);
	const branches = nested(found.map(shown), replies.map(shown));
	const standing = branches.flatMap((branch) => {
		const { suggestion } = branch.remark;
		if (!suggestion) return [];
		const difference = changeOf(suggestion, texts.get(branch.remark.id) ?? unit);
		return [{ branch, difference, act: suggestion.act, changes: changesOf(difference) }];
	});
	return {
		groups: groupsOf(standing).map((group) =>
			group.map(({ branch, difference, act }) => ({ branch, difference, act }))
		),
		gone: branches.filter(({ remark }) => remark.suggestion === null),
		all,
		page,
		last: Math.max(1, Math.ceil(all / pageSize))
	};
}

/** The unit as it stood in the version each was made on: what a suggestion changes it changes there. */
async function textsOf(
	db: Database,
	unit: TextUnit,
	found: readonly { id: string; versionId: string; version: number; now: number | null }[]
): Promise<Map<string, TextUnit>> {
	const made = new Map<string, TextUnit>();
	for (const { id, versionId, version, now } of found) {
		if (version === now) continue;
		// Versions are read once and kept.
		const then = (await textOf(db, versionId)).byId.get(unit.unitId);
		if (then) made.set(id, then);
	}
	return made;
}
