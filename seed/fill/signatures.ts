/** Joint statements and who signed them, as rows. */

import type { Transaction } from '#domain/database.server.ts';
import { organisations } from '../arcadia/organisations.ts';
import type { ContributionShape } from '../arcadia/shape.ts';
import type { Peopled } from './people.ts';

const day = 86_400_000;

type Said = { row: { id: string; receivedAt: Date }; one: ContributionShape };

/** Opens each statement and signs it, one organisation a day. */
export async function fillSignatures(tx: Transaction, said: readonly Said[], peopled: Peopled) {
	for (const { row, one } of said) {
		if (!one.signedBy) continue;
		const signatures = one.signedBy.map((key, n) => ({
			contributionId: row.id,
			organisationId: peopled.organisation(key),
			personId: signer(key, peopled),
			signedAt: new Date(row.receivedAt.getTime() + (n + 1) * day)
		}));
		await tx.insertInto('signature').values(signatures).execute();
		await tx
			.updateTable('contribution')
			.set({ joint: true, signatureCount: signatures.length })
			.where('id', '=', row.id)
			.execute();
	}
}

function signer(key: string, peopled: Peopled) {
	const [first] = organisations.find((one) => one.key === key)?.representatives ?? [];
	return first ? peopled.person(first).id : null;
}
