/** Takes an act of the desk back: whatever still stands as the act left it becomes what it was before. */

import { sql, type RawBuilder } from 'kysely';
import { holds, type Viewer } from '../accounts/viewer.ts';
import { acting, type Barred, type Scene } from '../consultation/acting.server.ts';
import { touch } from '../consultation/lock.server.ts';
import type { Database } from '../database.server.ts';
import * as ledger from '../ledger/ledger.server.ts';
import type { ActKind } from './record.server.ts';

export type UndoOutcome =
	| { ok: true; count: number }
	| { ok: false; obstacle: Barred['obstacle'] | { code: 'already_undone' } };

const no = (code: 'missing' | 'already_undone') => ({ ok: false as const, obstacle: { code } });

export const undo = (db: Database, by: Viewer, consultationId: string, actId: string) =>
	acting<UndoOutcome>(db, by, 'desk.sort', consultationId, 'shared', async (scene) => {
		const { tx, consultation, at, role, personId } = scene;
		const act = await tx
			.selectFrom('deskAct')
			.selectAll()
			.where('id', '=', actId)
			.where('consultationId', '=', consultationId)
			.forUpdate()
			.executeTakeFirst();
		const mine = act?.byId === by.id || holds(by, consultation.spaceId, 'SECRETARIAT');
		if (!act || !mine) return no('missing');
		if (act.undoneAt) return no('already_undone');
		await lockRows(scene, actId);
		const back = restoring[act.kind as ActKind](act);
		const { numAffectedRows } = await back.execute(tx);
		const count = Number(numAffectedRows ?? 0n);
		await tx.updateTable('deskAct').set({ undoneAt: at }).where('id', '=', actId).execute();
		await ledger.record(tx, {
			spaceId: consultation.spaceId,
			type: 'desk.undone',
			about: ['consultation', consultationId],
			...{ role, personId, at },
			payload: { act: actId, kind: act.kind, count }
		});
		await touch(tx, consultationId);
		return { ok: true, count };
	});

/** In the order in which acts lock them. */
const lockRows = ({ tx }: Scene, actId: string) =>
	sql`select from contribution where id in (
		select contribution_id from desk_act_row where act_id = ${actId}
	) order by id for no key update`.execute(tx);

type Act = {
	id: string;
	themeId: string | null;
	groupId: string | null;
	byId: string | null;
	at: Date;
};

/** Whoever changed one of them since keeps what they did. */
const restoring: Record<ActKind, (act: Act) => RawBuilder<unknown>> = {
	theme_given: ({ id, themeId, at }) => sql`
		delete from contribution_theme x using desk_act_row r
		where r.act_id = ${id} and x.contribution_id = r.contribution_id and x.theme_id = ${themeId} and x.at = ${at}`,
	theme_taken: ({ id, themeId, byId, at }) => sql`
		insert into contribution_theme (contribution_id, theme_id, by_id, at)
		select r.contribution_id, coalesce(h.merged_into, h.id), ${byId}, ${at}
		from desk_act_row r join theme h on h.id = ${themeId} where r.act_id = ${id}
		on conflict do nothing`,
	grouped: ({ id, groupId, at }) => sql`
		update contribution k set group_id = r.group_id, grouped_at = r.grouped_at from desk_act_row r
		where r.act_id = ${id} and k.id = r.contribution_id and k.group_id = ${groupId} and k.grouped_at = ${at}`,
	ungrouped: ({ id }) => sql`
		update contribution k set group_id = r.group_id, grouped_at = r.grouped_at from desk_act_row r
		where r.act_id = ${id} and k.id = r.contribution_id and k.group_id is null`,
	assigned: ({ id, at }) => sql`
		update contribution k set agency_id = r.agency_id, assignee_id = r.assignee_id, assigned_at = r.assigned_at
		from desk_act_row r where r.act_id = ${id} and k.id = r.contribution_id and k.assigned_at = ${at}`
};
