/** Writes what was received elsewhere as contributions like any other: each with its reference and its ledger entry. */

import type { Standing } from '../accounts/viewer.ts';
import * as contributions from '../contribution/store.server.ts';
import type { Transaction } from '../database.server.ts';
import { newId } from '../identity.ts';
import * as ledger from '../ledger/ledger.server.ts';
import { momentOf, type Period } from './elsewhere.ts';
import { sendReceipts } from './receipts.server.ts';
import type { Entry } from './row.ts';

export type Writing = {
	consultation: { id: string; spaceId: string; title: string };
	versionId: string;
	period: Period;
	at: Date;
	/** Who enters it, and as what. */
	byId: string | null;
	role: Standing;
	importId: string | null;
};

export type Written = { id: string; reference: string };

/** A handful of statements, however many entries there are; answers in their order. */
export async function write(
	tx: Transaction,
	writing: Writing,
	entries: readonly Entry[]
): Promise<Written[]> {
	if (entries.length === 0) return [];
	const { id: consultationId, spaceId } = writing.consultation;
	const { at, byId, role, versionId, importId } = writing;
	// Ids in their order: what came together is read in the order it came in.
	const ids = entries.map(() => newId()).sort();
	const made = entries.map((entry, at) => ({
		id: ids[at] ?? newId(),
		entry,
		...ledger.seal(entry.body)
	}));
	const references = await contributions.insertAll(
		tx,
		made.map(({ id, salt, entry }) => ({
			...{ id, spaceId, consultationId, versionId, salt, personId: null },
			...{ channel: entry.channel, kind: entry.kind, body: entry.body, lang: entry.lang },
			...{ place: entry.place, unitId: entry.unitId },
			...{ authorName: entry.author, organisationId: entry.organisationId },
			visibility: visibilityOf(entry),
			receivedAt: momentOf(entry.receivedOn, writing.period)
		}))
	);
	await tx
		.insertInto('receivedElsewhere')
		.values(
			made.map(({ id, entry }) => ({
				...{ contributionId: id, consultationId, importId, enteredBy: byId, enteredAt: at },
				...{ receivedOn: entry.receivedOn, consent: entry.consent, source: entry.source },
				...{ contact: entry.contact, externalId: entry.externalId }
			}))
		)
		.execute();
	const written = made.map(({ id, entry, seal }) => {
		const reference = references.get(id);
		if (!reference) throw new Error('A contribution has no reference.');
		return { id, entry, seal, reference };
	});
	await ledger.recordAll(
		tx,
		written.map(({ id, entry, seal, reference }) => ({
			...{ spaceId, type: 'contribution.entered', about: ['contribution', id] as [string, string] },
			...{ role, personId: byId, at },
			payload: {
				...{ reference, kind: entry.kind, visibility: visibilityOf(entry), seal },
				...{ place: entry.placeWord, channel: entry.channel, received: entry.receivedOn }
			}
		}))
	);
	await sendReceipts(tx, writing, written);
	return written.map(({ id, reference }) => ({ id, reference }));
}

const visibilityOf = ({ consent }: Entry) => (consent === 'private' ? 'private' : 'public');
