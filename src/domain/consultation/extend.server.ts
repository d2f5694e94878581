/** Gives a consultation more time: only later, only before it closes, for everyone to see. */

import type { Viewer } from '#domain/accounts/viewer.ts';
import type { Database } from '#domain/database.server.ts';
import { tell } from '#domain/notifications/news.server.ts';
import { acting } from './acting.server.ts';
import { extensionObstacle } from './extension.ts';
import { publish } from './public-act.server.ts';
import { reasonOf } from './reason.ts';
import { schedule } from './schedule.server.ts';

export type Extension = {
	closesAt: Date;
	/** Set when the answers come later too; must be when they were due before the new closing. */
	responseBy: Date | null;
	reason: string;
	lang: string;
};

export async function extend(db: Database, by: Viewer, consultationId: string, sent: Extension) {
	const reason = reasonOf(sent.reason);
	if (!reason.ok) return reason;
	// Alone: whoever writes just now finishes first, and closing cannot slip in between.
	return acting(db, by, 'consultation.extend', consultationId, 'alone', async (scene) => {
		const { tx, consultation, at } = scene;
		const { closesAt } = sent;
		const responseBy = sent.responseBy ?? consultation.responseBy;
		const obstacle = extensionObstacle({ ...consultation, ...sent, responseBy }, consultation, at);
		if (obstacle) return { ok: false as const, obstacle };

		await tx
			.updateTable('consultation')
			.set({ closesAt, responseBy })
			.where('id', '=', consultationId)
			.execute();
		await schedule(tx, { id: consultationId, opensAt: null, closesAt });
		const { spaceId } = consultation;
		await tell(tx, { kind: 'extended', spaceId, consultationId, byId: scene.personId, at });
		const { text: body } = reason;
		const act = { kind: 'extension' as const, body, lang: sent.lang, toAt: closesAt };
		const dates = { from: consultation.closesAt?.toISOString() ?? '', to: closesAt.toISOString() };
		const whole = { ...act, fromAt: consultation.closesAt };
		const id = await publish(scene, whole, 'consultation.extended', dates);
		return { ok: true as const, id };
	});
}
