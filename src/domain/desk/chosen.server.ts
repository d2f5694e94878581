/** Contributions chosen at the desk for an act: some by their reference, or all that a filter shows. */

import { sql } from 'kysely';
import type { Viewer } from '../accounts/viewer.ts';
import type { Scene } from '../consultation/acting.server.ts';
import { mostAtOnce, type Filter } from './filter.ts';
import { matching } from './matching.server.ts';
import { scopeOf } from './scope.ts';

export type Chosen =
	| { references: readonly string[] }
	/** What came after somebody looked is not meant. */
	| { all: Filter; until: Date };

export type ChosenRow = {
	id: string;
	reference: string;
	private: boolean;
	groupId: string | null;
	groupedAt: Date | null;
	agencyId: string | null;
	assigneeId: string | null;
	assignedAt: Date | null;
};

export type ChoiceObstacle = { code: 'none_chosen' } | { code: 'too_many'; limit: number };

/** Their rows, locked in one order; only what whoever acts may see is among them. */
export async function chosen(
	{ tx, consultation }: Scene,
	by: Viewer,
	which: Chosen
): Promise<ChosenRow[] | ChoiceObstacle> {
	const scope = scopeOf(by, consultation.spaceId, consultation.id);
	const where =
		'all' in which
			? sql`${matching(scope, which.all)} and k.received_at <= ${which.until}`
			: sql`k.consultation_id = ${consultation.id} and k.state in ('published', 'held')
				and (${scope.withPrivate} or k.visibility = 'public')
				and k.reference = any (${which.references}::text[])`;
	const { rows } = await sql<ChosenRow>`
		select k.id, k.reference, k.visibility = 'private' as private, k.group_id, k.grouped_at,
			k.agency_id, k.assignee_id, k.assigned_at
		from contribution k where ${where} order by k.id limit ${mostAtOnce + 1}
		for no key update of k`.execute(tx);
	if (rows.length === 0) return { code: 'none_chosen' };
	return rows.length > mostAtOnce ? { code: 'too_many', limit: mostAtOnce } : rows;
}
