/** Ten codes on paper for the day a device is gone: shown once, hashed, each good for one use. */

import { sql } from 'kysely';
import type { Transaction } from '#domain/database.server.ts';
import { hashOf } from '#domain/secret.server.ts';
import { newRecoveryCode, recoveryCodes } from './codes.ts';

const kept = (personId: string, code: string) => hashOf(`${personId} ${code.replaceAll('-', '')}`);

/** Ten new ones, to be shown now and never again; earlier ones open nothing from here on. */
export async function replaceRecoveryCodes(tx: Transaction, personId: string): Promise<string[]> {
	await tx.deleteFrom('recoveryCode').where('personId', '=', personId).execute();
	const codes = Array.from({ length: recoveryCodes }, newRecoveryCode);
	await tx
		.insertInto('recoveryCode')
		.values(codes.map((code) => ({ personId, codeHash: kept(personId, code) })))
		.execute();
	return codes;
}

/** Uses one up; false when it is none of theirs or was used before. */
export async function useRecoveryCode(tx: Transaction, personId: string, code: string) {
	const used = await tx
		.updateTable('recoveryCode')
		.set({ usedAt: sql<Date>`clock_timestamp()` })
		.where('personId', '=', personId)
		.where('codeHash', '=', kept(personId, code))
		.where('usedAt', 'is', null)
		.executeTakeFirst();
	return used.numUpdatedRows > 0n;
}
