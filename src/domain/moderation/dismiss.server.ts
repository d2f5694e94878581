/** Lets a reported contribution stand, and says why. */

import type { Viewer } from '../accounts/viewer.ts';
import type { Database } from '../database.server.ts';
import { inOne } from '../transaction.server.ts';
import { conclude } from './decide.server.ts';
import { obstacleTo } from './moderation.ts';
import { statementOf } from './statement.ts';
import { forModeration, refused, type Decision } from './store.server.ts';

export const dismiss = (db: Database, by: Viewer, decision: Decision) =>
	inOne(db, async (tx) => {
		const found = await forModeration(tx, by, decision);
		if ('code' in found) return refused(found);
		const { one, reports } = found;
		const kept = obstacleTo('dismiss', one.state, reports);
		if (kept) return refused(kept);
		const stated = statementOf('dismiss', decision, one.authorName);
		if (!stated.ok) return stated;

		return conclude(tx, by, 'dismiss', found, stated.statement);
	});
