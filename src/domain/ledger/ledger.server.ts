/** One row per act, in the act's own transaction; never updated, never deleted. */

import { createHash, randomBytes } from 'node:crypto';
import type { Transaction } from '#domain/database.server.ts';
import type { Standing } from '#domain/accounts/viewer.ts';

export type Entry = {
	spaceId: string | null;
	/** Noun and past participle: `consultation.extended`. */
	type: string;
	/** Table and id of what the act is about. */
	about: [table: string, id: string];
	role: Standing | 'CLOCK';
	/** Named only where the act is official or an organisation's. */
	personId?: string | null;
	at: Date;
	/** Facts without personal data and without words of a contribution. */
	payload?: Record<string, Fact>;
};

type Fact = string | number | boolean | null | readonly Fact[] | { readonly [name: string]: Fact };

/** Writes one entry. */
export const record = (tx: Transaction, entry: Entry): Promise<void> => recordAll(tx, [entry]);

/** Writes several, in their order. */
export async function recordAll(tx: Transaction, entries: readonly Entry[]): Promise<void> {
	if (entries.length === 0) return;
	await tx
		.insertInto('ledgerEntry')
		.values(
			entries.map(({ about: [aboutTable, aboutId], personId, payload, ...entry }) => ({
				...entry,
				...{ aboutTable, aboutId, personId: personId ?? null },
				payload: JSON.stringify(payload ?? {})
			}))
		)
		.execute();
}

/** What stands in the ledger for a text: a hash nobody can guess the text from without the salt. */
export function seal(text: string): { seal: string; salt: string } {
	const salt = randomBytes(16).toString('hex');
	return {
		salt,
		seal: createHash('sha256').update(salt).update(text.normalize('NFC')).digest('hex')
	};
}
