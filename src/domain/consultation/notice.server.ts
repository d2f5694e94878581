/** Puts a correction notice beside a text that no longer changes: beside one unit or the whole. */

import type { Viewer } from '#domain/accounts/viewer.ts';
import type { Database, Transaction } from '#domain/database.server.ts';
import { acting } from './acting.server.ts';
import { publish } from './public-act.server.ts';
import { reasonOf } from './reason.ts';

export type NoticeSent = { number: number | null; body: string; lang: string };

export async function notice(db: Database, by: Viewer, consultationId: string, sent: NoticeSent) {
	const words = reasonOf(sent.body);
	if (!words.ok) return words;
	return acting(db, by, 'consultation.correct', consultationId, 'shared', async (scene) => {
		const { tx, consultation } = scene;
		const unitId = await unitNumbered(tx, consultation.versionId, sent.number);
		if (unitId === undefined)
			return { ok: false as const, obstacle: { code: 'no_such_unit' as const } };
		const act = { kind: 'notice' as const, body: words.text, lang: sent.lang, unitId };
		const id = await publish(scene, act, 'consultation.corrected', { unit: unitId });
		return { ok: true as const, id };
	});
}

/** The unit of a number; null for the whole text, undefined when no unit has the number. */
async function unitNumbered(tx: Transaction, versionId: string | null, number: number | null) {
	if (number === null || !versionId) return null;
	const found = await tx
		.selectFrom('unitText')
		.select('unitId')
		.where('versionId', '=', versionId)
		.where('number', '=', number)
		.executeTakeFirst();
	return found?.unitId;
}
