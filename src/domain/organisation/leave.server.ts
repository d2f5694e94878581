/** Ends someone's speaking for an organisation: by themselves, the first representative, the secretariat, or when their term is over. */

import { sql } from 'kysely';
import { personChanged } from '#domain/accounts/changed.server.ts';
import { holds, type Viewer } from '#domain/accounts/viewer.ts';
import { now } from '#domain/clock.server.ts';
import type { Database, Transaction } from '#domain/database.server.ts';
import * as ledger from '#domain/ledger/ledger.server.ts';
import { inOne } from '#domain/transaction.server.ts';
import * as store from './store.server.ts';

export type Ended = { ok: true } | { ok: false; obstacle: { code: 'not_yours' | 'not_held' } };

export function endMembership(db: Database, by: Viewer, membershipId: string): Promise<Ended> {
	return inOne<Ended>(db, async (tx) => {
		const standing = await lockStanding(tx, membershipId);
		if (!standing) return { ok: false, obstacle: { code: 'not_held' } };
		const { held, organisation } = standing;
		const mine = await store.membershipIn(tx, organisation.id, by.id);
		const secretariat = holds(by, organisation.spaceId, 'SECRETARIAT');
		if (held.personId !== by.id && !mine?.first && !secretariat)
			return { ok: false, obstacle: { code: 'not_yours' } };
		const role = mine ? 'PARTICIPANT' : 'SECRETARIAT';
		await end(tx, standing, { at: await now(tx), role, personId: by.id });
		return { ok: true };
	});
}

/** Ends what was to end by now, a hundred at a time; they stopped speaking on the minute by themselves. */
export async function endDue(db: Database): Promise<number> {
	const due = await db
		.selectFrom('membership')
		.select('id')
		.where('toAt', 'is', null)
		.where('untilAt', '<=', (eb) => eb.fn<Date>('clock_timestamp'))
		.limit(100)
		.execute();
	for (const { id } of due) {
		await db.transaction().execute(async (tx) => {
			const standing = await lockStanding(tx, id);
			const until = standing?.held.untilAt;
			if (!standing || !until || until > (await now(tx))) return;
			await end(tx, standing, { at: until, role: 'CLOCK', personId: null });
		});
	}
	return due.length;
}

/** A membership that has not ended, under the organisation's lock: it orders this with invitations and other departures. */
async function lockStanding(tx: Transaction, id: string) {
	const found = await tx
		.selectFrom('membership')
		.select('organisationId')
		.where('id', '=', id)
		.executeTakeFirst();
	const organisation = found && (await store.lockById(tx, found.organisationId));
	const held = await tx
		.selectFrom('membership')
		.select(['id', 'personId', 'first', 'untilAt'])
		.where('id', '=', id)
		.where('toAt', 'is', null)
		.executeTakeFirst();
	return organisation && held && { organisation, held };
}

type Standing = NonNullable<Awaited<ReturnType<typeof lockStanding>>>;
type Act = { at: Date; role: 'PARTICIPANT' | 'SECRETARIAT' | 'CLOCK'; personId: string | null };

async function end(tx: Transaction, { held, organisation }: Standing, act: Act) {
	await tx
		.updateTable('membership')
		.set({ toAt: sql`greatest(${act.at}::timestamptz, from_at)` })
		.where('id', '=', held.id)
		.execute();
	await withdrawInvitations(tx, organisation.id, held.personId);
	if (held.first) await passOn(tx, organisation.id);
	await personChanged(tx, held.personId);
	await ledger.record(tx, {
		spaceId: organisation.spaceId,
		type: 'membership.ended',
		about: ['organisation', organisation.id],
		role: act.role,
		personId: act.personId,
		at: act.at
	});
}

/** What someone promised in an organisation's name does not outlast their speaking for it. */
const withdrawInvitations = (tx: Transaction, organisationId: string, invitedBy: string) =>
	tx
		.deleteFrom('invitation')
		.where('organisationId', '=', organisationId)
		.where('invitedBy', '=', invitedBy)
		.where('usedAt', 'is', null)
		.execute();

/** The longest-standing representative becomes the first. */
async function passOn(tx: Transaction, organisationId: string) {
	const [next] = await store.membersOf(tx, organisationId);
	if (!next) return;
	await tx.updateTable('membership').set({ first: true }).where('id', '=', next.id).execute();
	await personChanged(tx, next.personId);
}
