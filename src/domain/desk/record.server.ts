/** What every act of the desk leaves behind: how each contribution stood before, and one entry in the ledger. */

import { sql } from 'kysely';
import type { Scene } from '../consultation/acting.server.ts';
import { newId } from '../identity.ts';
import * as ledger from '../ledger/ledger.server.ts';
import type { ChosenRow } from './chosen.server.ts';

export const actKinds = ['theme_given', 'theme_taken', 'grouped', 'ungrouped', 'assigned'] as const;
export type ActKind = (typeof actKinds)[number];

export type Deed = {
	kind: ActKind;
	themeId?: string;
	groupId?: string;
	agencyId?: string | null;
	assigneeId?: string | null;
};

/** What the acts are called in the ledger. */
const past: Record<ActKind, string> = {
	theme_given: 'theme.given',
	theme_taken: 'theme.taken',
	grouped: 'contribution.grouped',
	ungrouped: 'contribution.ungrouped',
	assigned: 'contribution.assigned'
};

/** As many references as one entry names. */
const named = 50;

/** Keeps an act so that it can be taken back; answers its id. */
export async function recordDeed(
	{ tx, consultation, at, role, personId }: Scene,
	deed: Deed,
	rows: readonly ChosenRow[]
): Promise<string> {
	const id = newId();
	const { kind, themeId = null, groupId = null, agencyId = null, assigneeId = null } = deed;
	await tx
		.insertInto('deskAct')
		.values({
			...{ id, consultationId: consultation.id, byId: personId, kind, count: rows.length, at },
			...{ themeId, groupId, agencyId, assigneeId }
		})
		.execute();
	await sql`
		insert into desk_act_row (act_id, contribution_id, group_id, grouped_at, agency_id, assignee_id, assigned_at)
		select ${id}, * from unnest(
			${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.groupId)}::uuid[],
			${rows.map((row) => row.groupedAt)}::timestamptz[], ${rows.map((row) => row.agencyId)}::uuid[],
			${rows.map((row) => row.assigneeId)}::uuid[], ${rows.map((row) => row.assignedAt)}::timestamptz[]
		)`.execute(tx);
	await ledger.record(tx, {
		spaceId: consultation.spaceId,
		type: past[kind],
		about: ['consultation', consultation.id],
		...{ role, personId, at },
		payload: {
			...{ act: id, count: rows.length, ...(themeId && { theme: themeId }) },
			...(groupId && { group: groupId }),
			...(agencyId && { agency: agencyId }),
			references: referencesOf(rows)
		}
	});
	return id;
}

/** What is private is counted and not named. */
export const referencesOf = (rows: readonly Pick<ChosenRow, 'reference' | 'private'>[]) =>
	rows
		.filter((row) => !row.private)
		.map(({ reference }) => reference)
		.toSorted()
		.slice(0, named);
