/** Puts contributions into a group, new or standing, or takes them out of theirs. */

import { sql } from 'kysely';
import type { Viewer } from '../accounts/viewer.ts';
import { acting, type Barred } from '../consultation/acting.server.ts';
import { touch } from '../consultation/lock.server.ts';
import { isTongue } from '../contribution/languages.ts';
import type { Database, Transaction } from '../database.server.ts';
import { longestTitle } from '../group/group.ts';
import { newId } from '../identity.ts';
import { collapse } from '../text/characters.ts';
import { chosen, type ChoiceObstacle, type Chosen, type ChosenRow } from './chosen.server.ts';
import { recordDeed } from './record.server.ts';

export type Into =
	{ groupId: string } | { title: string; lang: string; shared?: readonly string[] };
export type GroupObstacle =
	| Barred['obstacle']
	| ChoiceObstacle
	| { code: 'no_such_group' }
	| { code: 'title_missing' }
	| { code: 'title_long'; limit: number }
	| { code: 'no_change' };
export type GroupOutcome =
	| { ok: true; actId: string; count: number; groupId: string | null }
	| { ok: false; obstacle: GroupObstacle };

const no = (obstacle: GroupObstacle) => ({ ok: false as const, obstacle });

export const gather = (
	db: Database,
	by: Viewer,
	id: string,
	{ which, into }: { which: Chosen; into: Into }
) =>
	acting<GroupOutcome>(db, by, 'desk.sort', id, 'shared', async (scene) => {
		const { tx, consultation, at, personId } = scene;
		const title = 'title' in into ? titleOf(into.title) : null;
		if (title && !title.ok) return title;
		if ('groupId' in into && !(await holdGroup(tx, consultation.id, into.groupId)))
			return no({ code: 'no_such_group' });
		const rows = await chosen(scene, by, which);
		if ('code' in rows) return no(rows);
		const groupId = 'groupId' in into ? into.groupId : newId();
		const those = rows.filter((row) => row.groupId !== groupId);
		if (those.length === 0) return no({ code: 'no_change' });

		if ('title' in into && title) {
			const lang = isTongue(into.lang) ? into.lang : consultation.language;
			const shared = [...(into.shared ?? [])];
			await tx
				.insertInto('contributionGroup')
				.values({
					id: groupId,
					consultationId: consultation.id,
					title: title.title,
					lang,
					shared,
					byId: personId,
					at
				})
				.execute();
		}
		await sql`
			update contribution set group_id = ${groupId}, grouped_at = ${at}, news_at = ${at}
			where id = any (${those.map((row) => row.id)}::uuid[])`.execute(tx);
		const actId = await recordDeed(scene, { kind: 'grouped', groupId }, those);
		await touch(tx, consultation.id);
		return { ok: true, actId, count: those.length, groupId };
	});

/** Takes them out of whatever group they are in. */
export const ungroup = (db: Database, by: Viewer, id: string, which: Chosen) =>
	acting<GroupOutcome>(db, by, 'desk.sort', id, 'shared', async (scene) => {
		const { tx, consultation } = scene;
		const rows = await chosen(scene, by, which);
		if ('code' in rows) return no(rows);
		const those = rows.filter((row) => row.groupId !== null);
		if (those.length === 0) return no({ code: 'no_change' });
		await sql`
			update contribution set group_id = null, grouped_at = null
			where id = any (${those.map((row) => row.id)}::uuid[])`.execute(tx);
		const actId = await recordDeed(scene, { kind: 'ungrouped', ...onlyGroup(those) }, those);
		await touch(tx, consultation.id);
		return { ok: true, actId, count: those.length, groupId: null };
	});

/** The group they all were in, where it was one. */
function onlyGroup(rows: readonly ChosenRow[]) {
	const groups = new Set(rows.map(({ groupId }) => groupId));
	const [groupId] = groups;
	return groups.size === 1 && groupId ? { groupId } : {};
}

/** A group's title: one line that says something. */
export function titleOf(typed: string) {
	const title = collapse(typed);
	if (title === '') return no({ code: 'title_missing' });
	return title.length > longestTitle
		? no({ code: 'title_long', limit: longestTitle })
		: { ok: true as const, title };
}

/** Holds a group of this consultation until the transaction ends; whether there is one. */
export async function holdGroup(tx: Transaction, consultationId: string, id: string) {
	const row = await tx
		.selectFrom('contributionGroup')
		.select('id')
		.where('id', '=', id)
		.where('consultationId', '=', consultationId)
		.forNoKeyUpdate()
		.executeTakeFirst();
	return row !== undefined;
}
