/** Recovery codes stand in for a second key: they go with the last one. */

import type { Transaction } from '#domain/database.server.ts';
import { answersOf } from './store.server.ts';

export async function dropRecoveryWithLast(tx: Transaction, personId: string): Promise<void> {
	const { codes, passkeys } = await answersOf(tx, personId);
	if (codes || passkeys) return;
	await tx.deleteFrom('recoveryCode').where('personId', '=', personId).execute();
}
