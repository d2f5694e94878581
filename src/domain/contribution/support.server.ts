/** Says that one stands behind what another said, or no longer; once for a person, once for an organisation. */

import type { Viewer } from '../accounts/viewer.ts';
import * as consultations from '../consultation/lock.server.ts';
import type { Database, Transaction } from '../database.server.ts';
import { isOut } from '../invalidation/store.server.ts';
import * as ledger from '../ledger/ledger.server.ts';
import { inOne } from '../transaction.server.ts';
import { maySupport, type Obstacle } from './contribution.ts';
import { voterOf, type VoterKind } from '../voting/vote.ts';
import * as store from './store.server.ts';

type Voter = ReturnType<typeof voterOf>;

/** The state that shall hold; the same again changes nothing. */
export type Choice = {
	id: string;
	consultationId: string;
	as: string | null;
	supports: boolean;
};
export type Supported =
	| { ok: true; supports: boolean; people: number; organisations: number }
	| { ok: false; obstacle: Obstacle };

export function support(db: Database, by: Viewer, choice: Choice): Promise<Supported> {
	return inOne(db, async (tx) => {
		const held = await consultations.lock(tx, choice.consultationId, 'shared');
		// The row's lock makes the count exact: who comes second waits for the first.
		const one = held && (await store.locked(tx, choice.id));
		if (!held || one?.consultationId !== held.consultation.id) return refused({ code: 'missing' });

		const kept = maySupport(one, by.id, choice.as, held.consultation, held.at);
		if (kept) return refused(kept);
		const author = await store.authorOf(tx, by, one.spaceId, choice.as);
		if (typeof author === 'string') return refused({ code: author });
		if (choice.as === null && (await isOut(tx, by.id, choice.consultationId)))
			return refused({ code: 'invalidated' });

		const voter = voterOf(by, choice.as === null ? null : { id: choice.as });
		const changed = await set(tx, choice, voter, held.at);
		const counts = changed ? await recount(tx, choice, voter.voterKind) : one;
		if (changed && choice.as) {
			// Who set an organisation's support is on record, as with its vote.
			await ledger.record(tx, {
				spaceId: one.spaceId,
				type: choice.supports ? 'support.given' : 'support.withdrawn',
				about: ['organisation', choice.as],
				role: 'PARTICIPANT',
				personId: by.id,
				at: held.at,
				payload: { contribution: one.reference }
			});
		}
		if (changed) await consultations.touch(tx, choice.consultationId);
		return {
			ok: true,
			supports: choice.supports,
			people: counts.supportPeople,
			organisations: counts.supportOrganisations
		};
	});
}

/** Whether anything changed. */
async function set(
	tx: Transaction,
	{ id, supports }: Choice,
	{ voterId, voterKind }: Voter,
	at: Date
) {
	if (supports) {
		const made = await tx
			.insertInto('support')
			.values({ contributionId: id, voterId, voterKind, givenAt: at })
			.onConflict((on) => on.columns(['contributionId', 'voterId']).doNothing())
			.returning('voterId')
			.executeTakeFirst();
		return made !== undefined;
	}
	const gone = await tx
		.deleteFrom('support')
		.where('contributionId', '=', id)
		.where('voterId', '=', voterId)
		.returning('voterId')
		.executeTakeFirst();
	return gone !== undefined;
}

const columns = {
	person: 'supportPeople',
	organisation: 'supportOrganisations',
	guest: 'supportGuests'
} as const;

const recount = (tx: Transaction, { id, supports }: Choice, kind: VoterKind) =>
	tx
		.updateTable('contribution')
		.set((eb) => ({ [columns[kind]]: eb(columns[kind], '+', supports ? 1 : -1) }))
		.where('id', '=', id)
		.returning(['supportPeople', 'supportOrganisations'])
		.executeTakeFirstOrThrow();

const refused = (obstacle: Obstacle): Supported => ({ ok: false, obstacle });
