/** Keeps what someone sent while signed out, until they have signed in and confirmed it. */

import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '#domain/database.server.ts';
import { newId, newToken } from '#domain/identity.ts';
import { hashOf } from '#domain/secret.server.ts';
import { keptDays, type Payload, type PendingAct } from './pending.ts';

export type Held = {
	act: PendingAct;
	payload: Payload;
	language: string;
	/** Where the act was begun; the way back when it is dropped. A path of this site. */
	returnTo: string;
	/** The form's key: the same form sent again is held once and answers the same token. */
	key?: string;
};

/** Keeps an act and answers the token that finds it again. */
export async function hold(db: Database, held: Held): Promise<string> {
	const { act, payload, language, returnTo, key } = held;
	const token = key ? tokenOf(key, payload) : newToken();
	await db
		.insertInto('pendingAct')
		.values({
			id: newId(),
			tokenHash: hashOf(token),
			act,
			payload: JSON.stringify(payload),
			language,
			returnTo,
			expiresAt: sql`clock_timestamp() + make_interval(days => ${keptDays})`
		})
		.onConflict((on) => on.constraint('pending_act_token_unique').doNothing())
		.execute();
	return token;
}

/** As hard to guess as the form's random key, and the same each time the form is sent. */
const tokenOf = (key: string, payload: Payload) =>
	createHash('sha256')
		.update(`pending ${key} ${JSON.stringify(payload)}`)
		.digest('base64url');
