/** Shows a hidden contribution again. */

import type { Viewer } from '../accounts/viewer.ts';
import type { Database } from '../database.server.ts';
import { inOne } from '../transaction.server.ts';
import { conclude } from './decide.server.ts';
import { factsOf, obstacleTo } from './moderation.ts';
import { forModeration, refused, setState, type Decision } from './store.server.ts';

export const restore = (db: Database, by: Viewer, decision: Decision) =>
	inOne(db, async (tx) => {
		const found = await forModeration(tx, by, decision);
		if ('code' in found) return refused(found);
		const { one, at, reports } = found;
		const kept = obstacleTo('restore', one.state, reports);
		if (kept) return refused(kept);
		const ground = factsOf(decision.facts);
		if (!ground.ok) return ground;

		await setState(tx, one.id, 'published', null);
		return conclude(tx, by, 'restore', one, { ...decision, facts: ground.facts }, at);
	});
