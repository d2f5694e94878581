/** A named person says why a consultation ends with contributions unanswered; their reasons are public, with their name. */

import type { Viewer } from '#domain/accounts/viewer.ts';
import { acting, type Barred } from '#domain/consultation/acting.server.ts';
import { markAnswered, openIn } from '#domain/consultation/answered.server.ts';
import { touch } from '#domain/consultation/lock.server.ts';
import { reasonOf, type ReasonFault } from '#domain/consultation/reason.ts';
import type { Database } from '#domain/database.server.ts';

export type Declared = { ok: true; open: number } | Barred | { ok: false; obstacle: ReasonFault };

export async function declareAnswered(
	db: Database,
	by: Viewer,
	consultationId: string,
	sent: { reason: string; lang: string }
): Promise<Declared> {
	const reason = reasonOf(sent.reason);
	if (!reason.ok) return reason;
	const act = 'consultation.declare_answered';
	return acting<Declared>(db, by, act, consultationId, 'alone', async (scene) => {
		const { tx, personId } = scene;
		const open = await openIn(tx, consultationId);
		const said = { body: reason.text, lang: sent.lang };
		await markAnswered(tx, scene, said, { by: 'declaration', open });
		await tx
			.updateTable('consultation')
			.set({ answeredBy: personId, answeredBecause: reason.text })
			.where('id', '=', consultationId)
			.execute();
		await touch(tx, consultationId);
		return { ok: true, open };
	});
}
