/** After someone's keys changed: other sessions end, this one goes on under a new secret, and its person is told by mail. */

import type { Viewer } from '#domain/accounts/viewer.ts';
import { endOtherSessions } from '#domain/accounts/sessions.server.ts';
import { stepSession } from '#domain/accounts/sure.server.ts';
import type { Transaction } from '#domain/database.server.ts';
import { notify } from '#domain/notifications/notify.server.ts';

export type Holder = Pick<Viewer, 'id' | 'sessionId' | 'email' | 'language' | 'name'>;

/** What the mail says has happened. */
export type Change =
	| 'codes_on'
	| 'codes_off'
	| 'recovery_new'
	| 'recovery_used'
	| 'passkey_on'
	| 'passkey_off'
	| 'provider_on'
	| 'provider_off';

/** Answers the session's new secret. */
export async function keysChanged(tx: Transaction, by: Holder, what: Change): Promise<string> {
	await endOtherSessions(tx, by);
	await tellChange(tx, by, what);
	return stepSession(tx, by);
}

export async function tellChange(tx: Transaction, by: Holder, what: Change) {
	const facts = { name: by.name, what, path: `/${by.language}/account/keys` };
	await notify(tx, { recipient: by.email, language: by.language, kind: 'key_changed', facts });
}
