/** What every decision of moderation does besides its effect: a row, a ledger entry, mail, fresh pages. */

import { holds, type Viewer } from '../accounts/viewer.ts';
import { answeredIfNoneLeft } from '../consultation/answered.server.ts';
import { touch, withhold } from '../consultation/lock.server.ts';
import type { Transaction } from '../database.server.ts';
import * as ledger from '../ledger/ledger.server.ts';
import { restricts, type Act } from './moderation.ts';
import type { Statement } from './statement.ts';
import { registerChanged } from './register.server.ts';
import * as store from './store.server.ts';
import { tellAuthor, tellReporters } from './told.server.ts';

const past = {
	hold: 'moderation.held',
	refuse: 'moderation.refused',
	restore: 'moderation.restored',
	redact: 'moderation.redacted',
	dismiss: 'moderation.dismissed'
} as const;

export async function conclude(
	tx: Transaction,
	by: Viewer,
	act: Act,
	{ one, consultation, at }: store.Found,
	statement: Statement,
	seal: string | null = null
): Promise<store.Decided> {
	const until = await store.insertAct(tx, by, act, one.id, statement, at);
	// While it is held it is still being looked at: whoever reported it waits on.
	const reporters = act === 'hold' ? [] : await store.settleReports(tx, by, one.id, at);
	await ledger.record(tx, {
		spaceId: one.spaceId,
		type: past[act],
		about: ['contribution', one.id],
		role: holds(by, one.spaceId, 'SECRETARIAT') ? 'SECRETARIAT' : 'MODERATOR',
		personId: by.id,
		at,
		payload: {
			...{ reference: one.reference, rule: statement.rule, automated: statement.automated },
			...(statement.requestedBy ? { requested: true } : {}),
			...(seal ? { seal } : {})
		}
	});
	const told = { one, act, statement, at, until };
	await tellAuthor(tx, told);
	await tellReporters(tx, told, reporters);
	// The last one that was open may have gone. Before the pages: publishing takes the rows in this order too.
	if (act === 'refuse') await answeredIfNoneLeft(tx, consultation, at);
	await (restricts(act) ? withhold : touch)(tx, one.consultationId);
	await registerChanged(tx, one.spaceId);
	return { ok: true };
}
