/** Stops a document that is being read, in whichever process that happens. Nothing of it stays. */

import type { Viewer } from '#domain/accounts/viewer.ts';
import { roleFor } from '#domain/consultation/acting.server.ts';
import type { Database } from '#domain/database.server.ts';
import { byId, end } from './store.server.ts';

export async function cancel(db: Database, by: Viewer, spaceId: string, id: string) {
	const no = (code: 'missing' | 'not_allowed' | 'already_over') => ({
		ok: false as const,
		obstacle: { code }
	});
	if (!roleFor(by, 'import.send', spaceId)) return no('not_allowed');
	if (!(await byId(db, spaceId, id))) return no('missing');
	return (await end(db, id, 'cancelled', null)) ? { ok: true as const } : no('already_over');
}
