/** Gives a group another title. */

import type { Viewer } from '../accounts/viewer.ts';
import { acting } from '../consultation/acting.server.ts';
import { touch } from '../consultation/lock.server.ts';
import { isTongue } from '../contribution/languages.ts';
import type { Database } from '../database.server.ts';
import { holdGroup, titleOf, type GroupObstacle } from '../desk/gather.server.ts';
import * as ledger from '../ledger/ledger.server.ts';

type Outcome = { ok: true } | { ok: false; obstacle: GroupObstacle };

export const rename = (
	db: Database,
	by: Viewer,
	consultationId: string,
	groupId: string,
	next: { title: string; lang: string }
) =>
	acting<Outcome>(db, by, 'desk.sort', consultationId, 'shared', async (scene) => {
		const { tx, consultation, at, role, personId } = scene;
		if (!(await holdGroup(tx, consultationId, groupId)))
			return { ok: false, obstacle: { code: 'missing' } };
		const title = titleOf(next.title);
		if (!title.ok) return title;
		const lang = isTongue(next.lang) ? next.lang : consultation.language;
		await tx
			.updateTable('contributionGroup')
			.set({ title: title.title, lang })
			.where('id', '=', groupId)
			.execute();
		await ledger.record(tx, {
			...{ spaceId: consultation.spaceId, type: 'group.renamed', role, personId, at },
			about: ['contribution_group', groupId]
		});
		await touch(tx, consultationId);
		return { ok: true };
	});
