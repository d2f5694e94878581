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
export async function record(tx: Transaction, entry: Entry): Promise<void> {
	await tx
		.insertInto('ledgerEntry')
		.values({
			spaceId: entry.spaceId,
			type: entry.type,
			aboutTable: entry.about[0],
			aboutId: entry.about[1],
			role: entry.role,
			personId: entry.personId ?? null,
			at: entry.at,
			payload: JSON.stringify(entry.payload ?? {})
		})
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
