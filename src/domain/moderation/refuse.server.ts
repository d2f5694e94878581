/** Takes a contribution out of sight: a tombstone with the rule stays, its author is told. */

import type { Viewer } from '../accounts/viewer.ts';
import type { Database } from '../database.server.ts';
import { inOne } from '../transaction.server.ts';
import { conclude } from './decide.server.ts';
import { obstacleTo } from './moderation.ts';
import { statementOf } from './statement.ts';
import { forModeration, refused, setState, type Decision } from './store.server.ts';

export const refuse = (db: Database, by: Viewer, decision: Decision) =>
	inOne(db, async (tx) => {
		const found = await forModeration(tx, by, decision);
		if ('code' in found) return refused(found);
		const { one, at, reports } = found;
		const kept = obstacleTo('refuse', one.state, reports);
		if (kept) return refused(kept);
		const stated = statementOf('refuse', decision, one.authorName);
		if (!stated.ok) return stated;

		await setState(tx, one.id, 'refused', at);
		return conclude(tx, by, 'refuse', found, stated.statement);
	});
