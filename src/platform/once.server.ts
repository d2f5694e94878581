/** One effect for a form that is sent again: the answer is kept beside the form's key. */

import { createHash } from 'node:crypto';
import { allOrNothing } from '#domain/all-or-nothing.server.ts';
import type { Database, Transaction } from '#domain/database.server.ts';
import { isId } from '#domain/identity.ts';

export type Sent = {
	/** The hidden field `key` of the form: a UUID made with the page. */
	key: string;
	/** Whose form it is: the person's id. */
	sender: string;
	/** What was sent; its order does not matter. */
	body: Record<string, unknown>;
};

export type KeyReused = { ok: false; obstacle: { code: 'key_reused' } };
type Outcome = { ok: boolean };

/**
 * Runs the verb and keeps its outcome in one transaction. The same form again gets the same answer
 * (a second one in flight waits for the first); the same key with another body is refused.
 */
export async function once<Result extends Outcome>(
	db: Database,
	sent: Sent,
	verb: (tx: Transaction) => Promise<Result>
): Promise<Result | KeyReused> {
	if (!isId(sent.key)) return { ok: false, obstacle: { code: 'key_reused' } };
	return allOrNothing<Result | KeyReused>(db, (tx) => attempt(tx, sent, verb));
}

async function attempt<Result extends Outcome>(
	tx: Transaction,
	{ key, sender, body }: Sent,
	verb: (tx: Transaction) => Promise<Result>
): Promise<Result | KeyReused> {
	const bodyHash = hashOfBody(body);
	const mine = await tx
		.insertInto('sentForm')
		.values({ key, sender, bodyHash })
		.onConflict((on) => on.columns(['sender', 'key']).doNothing())
		.returning('key')
		.executeTakeFirst();
	if (!mine) return kept<Result>(tx, sender, key, bodyHash);

	const outcome = await verb(tx);
	if (!outcome.ok) return outcome;
	await tx
		.updateTable('sentForm')
		.set({ outcome: JSON.stringify(outcome) })
		.where('sender', '=', sender)
		.where('key', '=', key)
		.execute();
	return outcome;
}

async function kept<Result>(tx: Transaction, sender: string, key: string, bodyHash: string) {
	const row = await tx
		.selectFrom('sentForm')
		.select(['bodyHash', 'outcome'])
		.where('sender', '=', sender)
		.where('key', '=', key)
		.executeTakeFirstOrThrow();
	if (row.bodyHash !== bodyHash)
		return { ok: false as const, obstacle: { code: 'key_reused' as const } };
	return row.outcome as Result;
}

/** Dates in a kept outcome come back as text: outcomes for forms hold references, paths and numbers. */
function hashOfBody(body: Record<string, unknown>) {
	const sorted = Object.fromEntries(Object.entries(body).sort(([a], [b]) => (a < b ? -1 : 1)));
	return createHash('sha256').update(JSON.stringify(sorted)).digest('base64url');
}
