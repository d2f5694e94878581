/** Shows a contribution again that was held or refused. */

import type { Viewer } from '../accounts/viewer.ts';
import type { Database } from '../database.server.ts';
import { inOne } from '../transaction.server.ts';
import { conclude } from './decide.server.ts';
import { obstacleTo } from './moderation.ts';
import { statementOf } from './statement.ts';
import { forModeration, refused, setState, type Decision } from './store.server.ts';

export const restore = (db: Database, by: Viewer, decision: Decision) =>
	inOne(db, async (tx) => {
		const found = await forModeration(tx, by, decision);
		if ('code' in found) return refused(found);
		const { one, reports } = found;
		const kept = obstacleTo('restore', one.state, reports);
		if (kept) return refused(kept);
		const stated = statementOf('restore', decision, one.authorName);
		if (!stated.ok) return stated;

		await setState(tx, one.id, 'published', null);
		return conclude(tx, by, 'restore', found, stated.statement);
	});
