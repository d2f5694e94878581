/** Calls a consultation off, with the reason. What was said stays readable; nothing more is taken. */

import type { Viewer } from '#domain/accounts/viewer.ts';
import type { Database } from '#domain/database.server.ts';
import { tell } from '#domain/notifications/news.server.ts';
import { acting } from './acting.server.ts';
import { publish } from './public-act.server.ts';
import { reasonOf } from './reason.ts';

export type Cancellation = { reason: string; lang: string };

export async function cancel(db: Database, by: Viewer, consultationId: string, sent: Cancellation) {
	const reason = reasonOf(sent.reason);
	if (!reason.ok) return reason;
	return acting(db, by, 'consultation.cancel', consultationId, 'alone', async (scene) => {
		const { tx, at, state, consultation, personId } = scene;
		await tx
			.updateTable('consultation')
			.set({ cancelledAt: at, cancelReason: reason.text })
			.where('id', '=', consultationId)
			.execute();
		const { spaceId } = consultation;
		if (consultation.announcedAt)
			await tell(tx, { kind: 'cancelled', spaceId, consultationId, byId: personId, at });
		const act = { kind: 'cancellation' as const, body: reason.text, lang: sent.lang };
		const id = await publish(scene, act, 'consultation.cancelled', { was: state });
		return { ok: true as const, id };
	});
}
