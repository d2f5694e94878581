/** A moderator lets a guest in, or does not: what they sent is carried out as theirs, or they read why not. */

import { personChanged } from '../accounts/changed.server.ts';
import { holds, type Viewer } from '../accounts/viewer.ts';
import { now } from '../clock.server.ts';
import type { Database } from '../database.server.ts';
import * as ledger from '../ledger/ledger.server.ts';
import { clean } from '../text/characters.ts';
import { inOne } from '../transaction.server.ts';
import { reasonLength } from './guest.ts';
import * as store from './store.server.ts';

type Refused<Code extends string> = { ok: false; obstacle: { code: Code; most?: number } };
export type LetIn = { ok: true; guest: Viewer; acts: string[] } | Refused<'not_yours' | 'gone'>;

const moderates = (by: Viewer, spaceId: string) => holds(by, spaceId, 'MODERATOR', 'SECRETARIAT');

/** From now on the guest needs nobody; answers them and what of theirs waits to be carried out. */
export function letIn(
	db: Database,
	by: Viewer,
	spaceId: string,
	personId: string,
	/** When the moderator's page was made: what was sent since, nobody has read. */
	readAt?: Date
): Promise<LetIn> {
	return inOne<LetIn>(db, async (tx) => {
		if (!moderates(by, spaceId)) return { ok: false, obstacle: { code: 'not_yours' } };
		const acts = await store.actsOf(tx, by, spaceId, personId);
		const [guest] = acts;
		if (!guest || guest.suspendedAt) return { ok: false, obstacle: { code: 'gone' } };
		const at = await now(tx);
		const let_ = await tx
			.updateTable('person')
			.set({ letInAt: at })
			.where('id', '=', personId)
			.where('letInAt', 'is', null)
			.executeTakeFirst();
		if (let_.numUpdatedRows > 0n) {
			await personChanged(tx, personId);
			await ledger.record(tx, {
				spaceId,
				type: 'guest.let_in',
				about: ['person', personId],
				role: moderatorRole(by, spaceId),
				personId: by.id,
				at
			});
		}
		const { name, email, language } = guest;
		return {
			ok: true,
			guest: {
				...{ id: personId, name, email, language, sessionId: '', suspended: false },
				...{ grants: [], organisations: [], guest: true }
			},
			acts: acts
				.filter(({ askedAt }) => !readAt || (askedAt !== null && askedAt <= readAt))
				.map(({ id }) => id)
		};
	});
}

export type TurnedAway =
	{ ok: true } | Refused<'not_yours' | 'gone' | 'reason_missing' | 'reason_long'>;

/** What waits of a guest is not carried out; they read the reason, and may send something else. */
export function turnAway(
	db: Database,
	by: Viewer,
	spaceId: string,
	{ personId, reason }: { personId: string; reason: string }
): Promise<TurnedAway> {
	return inOne<TurnedAway>(db, async (tx) => {
		if (!moderates(by, spaceId)) return { ok: false, obstacle: { code: 'not_yours' } };
		const because = clean(reason).trim();
		if (!because) return { ok: false, obstacle: { code: 'reason_missing' } };
		if (because.length > reasonLength)
			return { ok: false, obstacle: { code: 'reason_long', most: reasonLength } };
		const acts = await store.actsOf(tx, by, spaceId, personId);
		if (acts.length === 0) return { ok: false, obstacle: { code: 'gone' } };
		const ids = acts.map(({ id }) => id);
		await tx
			.updateTable('pendingAct')
			.set({ refusedBecause: because })
			.where('id', 'in', ids)
			.execute();
		await ledger.record(tx, {
			spaceId,
			type: 'guest.turned_away',
			about: ['person', personId],
			role: moderatorRole(by, spaceId),
			personId: by.id,
			at: await now(tx),
			payload: { acts: ids.length }
		});
		return { ok: true };
	});
}

const moderatorRole = (by: Viewer, spaceId: string) =>
	holds(by, spaceId, 'MODERATOR') ? 'MODERATOR' : 'SECRETARIAT';
