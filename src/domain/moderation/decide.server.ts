/** What every decision of moderation does besides its effect: a row, a ledger entry, mail, fresh pages. */

import { holds, type Viewer } from '../accounts/viewer.ts';
import { touch, withhold } from '../consultation/lock.server.ts';
import type { Locked } from '../contribution/store.server.ts';
import type { Transaction } from '../database.server.ts';
import * as ledger from '../ledger/ledger.server.ts';
import type { Act } from './moderation.ts';
import * as store from './store.server.ts';
import { tellAuthor, tellReporters } from './told.server.ts';

const past = {
	refuse: 'moderation.refused',
	restore: 'moderation.restored',
	redact: 'moderation.redacted',
	dismiss: 'moderation.dismissed'
} as const;

export async function conclude(
	tx: Transaction,
	by: Viewer,
	act: Act,
	one: Locked,
	ground: store.Decision,
	at: Date,
	seal: string | null = null
): Promise<store.Decided> {
	await store.insertAct(tx, by, act, ground, at);
	const reporters = act === 'restore' ? [] : await store.settleReports(tx, by, one.id, at);
	await ledger.record(tx, {
		spaceId: one.spaceId,
		type: past[act],
		about: ['contribution', one.id],
		role: holds(by, one.spaceId, 'SECRETARIAT') ? 'SECRETARIAT' : 'MODERATOR',
		personId: by.id,
		at,
		payload: { reference: one.reference, rule: ground.rule, ...(seal ? { seal } : {}) }
	});
	const told = { one, act, ground, at };
	await tellAuthor(tx, told);
	await tellReporters(tx, told, reporters);
	const goes = act === 'refuse' || act === 'redact';
	await (goes ? withhold : touch)(tx, one.consultationId);
	return { ok: true };
}
