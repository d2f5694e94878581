/** Carries out an act that waited, once, as the person it waited for. */

import type { Viewer } from '#domain/accounts/viewer.ts';
import { allOrNothing } from '#domain/all-or-nothing.server.ts';
import type { Database, Transaction } from '#domain/database.server.ts';
import type { Waiting } from './pending.ts';
import * as store from './store.server.ts';

export type Performed =
	{ ok: true; to: string } | { ok: false; obstacle: { code: string } & Record<string, unknown> };
type Carry = (tx: Transaction, viewer: Viewer, waiting: Waiting) => Promise<Performed>;

/** Carries the act out and marks it done in one transaction; a refusal leaves it waiting, unchanged. */
export const confirm = (db: Database, by: Viewer, id: string, carry: Carry) =>
	allOrNothing<Performed>(db, async (tx) => {
		const waiting = await store.take(tx, id, by.email);
		if (!waiting) return { ok: false, obstacle: { code: 'not_waiting' } };
		const performed = await carry(tx, by, waiting);
		if (performed.ok) await store.finish(tx, id);
		return performed;
	});
