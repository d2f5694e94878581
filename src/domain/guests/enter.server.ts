/** Someone takes part without an address: an account under a name they choose, bound to this device's session. */

import { nameObstacle, nameOf, type NameObstacle } from '../accounts/accounts.ts';
import { now } from '../clock.server.ts';
import type { Database } from '../database.server.ts';
import { newId } from '../identity.ts';
import { inOne } from '../transaction.server.ts';
import { addressOf } from './guest.ts';

export type Entered = { ok: true; personId: string } | { ok: false; obstacle: NameObstacle };
type Given = { name: string; language: string; proven: boolean };

/** Whoever proved their work is in at once; what others send waits for a moderator. */
export function enter(db: Database, given: Given): Promise<Entered> {
	const name = nameOf(given.name);
	const obstacle = nameObstacle(name);
	if (obstacle) return Promise.resolve({ ok: false, obstacle });
	return inOne<Entered>(db, async (tx) => {
		const personId = newId();
		const at = await now(tx);
		await tx
			.insertInto('person')
			.values({
				...{ id: personId, name, email: addressOf(personId), language: given.language },
				...{ guest: true, letInAt: given.proven ? at : null }
			})
			.execute();
		return { ok: true, personId };
	});
}
