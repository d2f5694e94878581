/** Stops a file wherever it is. What was entered by then stays; the rest of it is forgotten. */

import type { Viewer } from '../accounts/viewer.ts';
import { roleFor } from '../consultation/acting.server.ts';
import { now } from '../clock.server.ts';
import type { Database } from '../database.server.ts';
import { inOne } from '../transaction.server.ts';
import { conclude } from './enter-all.server.ts';
import { cancellable } from './import.ts';
import { end, importById } from './store.server.ts';

type Place = { id: string; spaceId: string };

export function cancel(db: Database, by: Viewer, place: Place, id: string) {
	const no = (code: 'missing' | 'not_allowed' | 'already_over') => ({
		ok: false as const,
		obstacle: { code }
	});
	return inOne(db, async (tx) => {
		if (!roleFor(by, 'contribution.enter', place.spaceId)) return no('not_allowed');
		if (!(await importById(tx, by, place, id))) return no('missing');
		if (!(await end(tx, id, cancellable, 'cancelled', null))) return no('already_over');
		await conclude(tx, id, await now(tx));
		return { ok: true as const };
	});
}
