/** Says which body answers contributions and who works on them; readers see how many wait with each body, no more. */

import { sql } from 'kysely';
import type { Viewer } from '../accounts/viewer.ts';
import { acting, type Barred } from '../consultation/acting.server.ts';
import { touch } from '../consultation/lock.server.ts';
import type { Database } from '../database.server.ts';
import { agencies, workersIn } from './choices.server.ts';
import { chosen, type ChoiceObstacle, type Chosen } from './chosen.server.ts';
import { recordDeed } from './record.server.ts';

/** Null takes whoever it was off; what is absent stays as it is. */
export type To = { agencyId?: string | null; assigneeId?: string | null };
export type AssignObstacle =
	| Barred['obstacle']
	| ChoiceObstacle
	| { code: 'nobody_named' }
	| { code: 'no_such_agency' }
	| { code: 'no_such_person' }
	| { code: 'private_among'; count: number }
	| { code: 'no_change' };
export type AssignOutcome =
	{ ok: true; actId: string; count: number } | { ok: false; obstacle: AssignObstacle };

const no = (obstacle: AssignObstacle) => ({ ok: false as const, obstacle });

export const assign = (
	db: Database,
	by: Viewer,
	id: string,
	{ which, to }: { which: Chosen; to: To }
) =>
	acting<AssignOutcome>(db, by, 'desk.assign', id, 'shared', async (scene) => {
		const { tx, consultation, at } = scene;
		const { agencyId, assigneeId } = to;
		if (agencyId === undefined && assigneeId === undefined) return no({ code: 'nobody_named' });
		const bodies = agencyId ? await agencies(tx, consultation.spaceId) : [];
		if (agencyId && !bodies.some((one) => one.id === agencyId))
			return no({ code: 'no_such_agency' });
		const people = assigneeId ? await workersIn(tx, consultation.spaceId) : [];
		const worker = people.find((one) => one.id === assigneeId);
		if (assigneeId && !worker) return no({ code: 'no_such_person' });
		const rows = await chosen(scene, by, which);
		if ('code' in rows) return no(rows);
		// Who cannot read them cannot work on them.
		const unread = worker && !worker.secretariat ? rows.filter((row) => row.private).length : 0;
		if (unread) return no({ code: 'private_among', count: unread });
		const those = rows.filter(
			(row) =>
				(agencyId !== undefined && row.agencyId !== agencyId) ||
				(assigneeId !== undefined && row.assigneeId !== assigneeId)
		);
		if (those.length === 0) return no({ code: 'no_change' });
		await sql`
			update contribution set
				agency_id = ${agencyId === undefined ? sql`agency_id` : sql`${agencyId}::uuid`},
				assignee_id = ${assigneeId === undefined ? sql`assignee_id` : sql`${assigneeId}::uuid`},
				assigned_at = ${at}
			where id = any (${those.map((row) => row.id)}::uuid[])`.execute(tx);
		const actId = await recordDeed(scene, { kind: 'assigned', agencyId, assigneeId }, those);
		// The public meter counts by body.
		if (agencyId !== undefined) await touch(tx, consultation.id);
		return { ok: true, actId, count: those.length };
	});
