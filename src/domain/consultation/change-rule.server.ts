/** Publishes a change of a consultation's rules: an exceptional act that says what is different and why. */

import type { Viewer } from '#domain/accounts/viewer.ts';
import type { Database } from '#domain/database.server.ts';
import { acting } from './acting.server.ts';
import { publish } from './public-act.server.ts';
import { reasonOf } from './reason.ts';

export type RuleChange = { body: string; lang: string };

export async function changeRule(
	db: Database,
	by: Viewer,
	consultationId: string,
	sent: RuleChange
) {
	const words = reasonOf(sent.body);
	if (!words.ok) return words;
	return acting(db, by, 'consultation.change_rule', consultationId, 'alone', async (scene) => {
		const act = { kind: 'rule_change' as const, body: words.text, lang: sent.lang };
		const id = await publish(scene, act, 'consultation.rule_changed');
		return { ok: true as const, id };
	});
}
