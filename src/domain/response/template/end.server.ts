/** Takes a template off the list; drafts begun with it still know it. */

import type { Viewer } from '#domain/accounts/viewer.ts';
import { roleFor } from '#domain/consultation/acting.server.ts';
import { now } from '#domain/clock.server.ts';
import type { Database } from '#domain/database.server.ts';
import { record } from '#domain/ledger/ledger.server.ts';
import { inOne } from '#domain/transaction.server.ts';

export type Ended = { ok: true } | { ok: false; obstacle: { code: 'not_allowed' | 'missing' } };

export function end(db: Database, by: Viewer, spaceId: string, id: string): Promise<Ended> {
	return inOne(db, async (tx): Promise<Ended> => {
		const role = roleFor(by, 'template.keep', spaceId);
		if (!role) return { ok: false, obstacle: { code: 'not_allowed' } };
		const at = await now(tx);
		const ended = await tx
			.updateTable('responseTemplate')
			.set({ endedAt: at })
			.where('id', '=', id)
			.where('spaceId', '=', spaceId)
			.where('endedAt', 'is', null)
			.returning('id')
			.executeTakeFirst();
		if (!ended) return { ok: false, obstacle: { code: 'missing' } };
		const about: [string, string] = ['response_template', id];
		await record(tx, { spaceId, type: 'template.ended', about, role, personId: by.id, at });
		return { ok: true };
	});
}
