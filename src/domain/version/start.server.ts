/** Starts the next version of a text from the one that stands. Starting it again finds it started. */

import type { Viewer } from '../accounts/viewer.ts';
import { acting } from '../consultation/acting.server.ts';
import type { Database } from '../database.server.ts';
import { record } from '../ledger/ledger.server.ts';

export async function startVersion(db: Database, by: Viewer, consultationId: string) {
	return acting(db, by, 'version.draft', consultationId, 'shared', async (scene) => {
		const { tx, consultation, at, role, personId } = scene;
		const { versionId, spaceId } = consultation;
		if (!versionId) return { ok: false as const, obstacle: { code: 'missing' as const } };
		const started = await tx
			.insertInto('versionDraft')
			.values({ consultationId, baseId: versionId, startedBy: personId, startedAt: at })
			.onConflict((on) => on.column('consultationId').doNothing())
			.returning('baseId')
			.executeTakeFirst();
		if (started) {
			const about: [string, string] = ['consultation', consultationId];
			const type = 'version.started';
			const payload = { base: versionId };
			await record(tx, { spaceId, type, about, role, personId, at, payload });
		}
		return { ok: true as const };
	});
}
