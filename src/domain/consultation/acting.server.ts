/** How every act on a consultation begins: its lock, then the time, then whether this person may, just now. */

import type { Selectable } from 'kysely';
import { standingsOf, type Standing, type Viewer } from '#domain/accounts/viewer.ts';
import type { Database, Transaction } from '#domain/database.server.ts';
import { inOne } from '#domain/transaction.server.ts';
import { acts, possibleIn, type Act, type Rule } from '#domain/policy/acts.ts';
import type { Consultation } from '#domain/tables.server.ts';
import { stateOf, type State } from './consultation.ts';
import { lock } from './lock.server.ts';

export type Scene = {
	tx: Transaction;
	consultation: Selectable<Consultation>;
	state: State;
	/** The database's time, read once the lock was held. */
	at: Date;
	role: Standing;
	personId: string;
};

export type Barred = {
	ok: false;
	obstacle: { code: 'missing' } | { code: 'not_allowed' } | { code: 'wrong_state'; state: State };
};

const barred = (obstacle: Barred['obstacle']): Barred => ({ ok: false, obstacle });

/** Runs an act in a transaction that holds the consultation's lock; the act must refuse before it writes. */
export async function acting<Result>(
	db: Database,
	by: Viewer,
	act: Act,
	consultationId: string,
	how: 'shared' | 'alone',
	then: (scene: Scene) => Promise<Result>
): Promise<Result | Barred> {
	return inOne(db, async (tx) => {
		const locked = await lock(tx, consultationId, how);
		if (!locked) return barred({ code: 'missing' });
		const { consultation, at } = locked;
		const role = roleFor(by, act, consultation.spaceId);
		if (!role) return barred({ code: 'not_allowed' });
		const state = stateOf(consultation, at);
		if (!possibleIn(act, state)) return barred({ code: 'wrong_state', state });
		return then({ tx, consultation, state, at, role, personId: by.id });
	});
}

/** The standing by which someone may do an act in a space; undefined when none lets them. */
export function roleFor(by: Viewer | null, act: Act, spaceId: string): Standing | undefined {
	const rule: Rule = acts[act];
	return standingsOf(by, spaceId).find((standing) => rule.by.includes(standing));
}
