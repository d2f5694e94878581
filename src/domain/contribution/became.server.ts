/** What became of a contribution: its themes and group, its answer, and the words it changed. */

import { sql } from 'kysely';
import type { Database } from '../database.server.ts';
import { groupOf } from '../group/store.server.ts';
import { responseOf, type ReasonedResponse } from '../response/store.server.ts';
import { differenceOf, type Difference } from '../suggestion/difference.ts';
import { themesOf } from '../theme/store.server.ts';
import { causedBy, type Caused } from '../version/store.server.ts';

export type Became = Awaited<ReturnType<typeof became>>;

/** A handful of queries, however much became of it. */
export async function became(db: Database, contributionId: string) {
	const [themes, group, { responseId, sortedAt }, caused] = await Promise.all([
		themesOf(db, [contributionId]),
		groupOf(db, contributionId),
		markOf(db, contributionId),
		causedBy(db, contributionId)
	]);
	const response: ReasonedResponse | null = responseId
		? ((await responseOf(db, responseId)) ?? null)
		: null;
	return {
		themes: themes.get(contributionId) ?? [],
		group,
		/** When it was first sorted under a theme or into a group. */
		sortedAt,
		response,
		changes: caused.map((change) => ({ ...change, difference: differenceIn(change) }))
	};
}

/** What changed in the unit's words; nothing where it only moved. */
function differenceIn({ old, young }: Caused): Difference {
	const lang = young?.lang ?? old?.lang ?? 'und';
	return differenceOf(old?.body ?? null, young?.body ?? null, lang);
}

async function markOf(db: Database, contributionId: string) {
	const { rows } = await sql<{ responseId: string | null; sortedAt: Date | null }>`
		select k.response_id, least(k.grouped_at, (
			select min(t.at) from contribution_theme t where t.contribution_id = k.id
		)) as sorted_at
		from contribution k where k.id = ${contributionId}`.execute(db);
	return rows[0] ?? { responseId: null, sortedAt: null };
}
