/** The secretariat's answer to a request: known from now on, or refused with a reason. */

import { holds, type Viewer } from '#domain/accounts/viewer.ts';
import { personChanged } from '#domain/accounts/changed.server.ts';
import { now } from '#domain/clock.server.ts';
import type { Database, Transaction } from '#domain/database.server.ts';
import { newId } from '#domain/identity.ts';
import * as ledger from '#domain/ledger/ledger.server.ts';
import { notify } from '#domain/notifications/notify.server.ts';
import { clean } from '#domain/text/characters.ts';
import { spaceChanged } from '#domain/space/changed.server.ts';
import { inOne } from '#domain/transaction.server.ts';
import * as store from './store.server.ts';

export const reasonLength = 1000;

export type Decision = { verified: true } | { verified: false; reason: string };
export type Obstacle =
	| { code: 'not_yours' | 'no_such_organisation' | 'already_decided' | 'reason_missing' }
	| { code: 'reason_long'; most: number };
export type Decided = { ok: true } | { ok: false; obstacle: Obstacle };

export function decide(db: Database, by: Viewer, id: string, decision: Decision): Promise<Decided> {
	return inOne<Decided>(db, async (tx) => {
		const organisation = await store.lockById(tx, id);
		if (!organisation) return { ok: false, obstacle: { code: 'no_such_organisation' } };
		const reason = decision.verified ? null : clean(decision.reason).trim();
		const obstacle = obstacleTo(by, organisation, reason);
		if (obstacle) return { ok: false, obstacle };

		const at = await now(tx);
		const decided = decision.verified
			? { verifiedAt: at, verifiedBy: by.id }
			: { refusedAt: at, refusedReason: reason };
		await tx.updateTable('organisation').set(decided).where('id', '=', id).execute();
		if (decision.verified) await beginFirst(tx, id, organisation.requestedBy, at);
		await ledger.record(tx, {
			spaceId: organisation.spaceId,
			type: decision.verified ? 'organisation.verified' : 'organisation.refused',
			about: ['organisation', id],
			role: 'SECRETARIAT',
			personId: by.id,
			at
		});
		await tellRequester(tx, organisation, reason);
		if (decision.verified) await spaceChanged(tx, organisation.spaceId);
		return { ok: true };
	});
}

type Row = NonNullable<Awaited<ReturnType<typeof store.lockById>>>;

function obstacleTo(by: Viewer, organisation: Row, reason: string | null): Obstacle | null {
	if (!holds(by, organisation.spaceId, 'SECRETARIAT')) return { code: 'not_yours' };
	if (organisation.verifiedAt || organisation.refusedAt) return { code: 'already_decided' };
	if (reason === '') return { code: 'reason_missing' };
	return reason && reason.length > reasonLength
		? { code: 'reason_long', most: reasonLength }
		: null;
}

async function beginFirst(
	tx: Transaction,
	organisationId: string,
	personId: string | null,
	at: Date
) {
	if (!personId) return;
	await tx
		.insertInto('membership')
		.values({ id: newId(), organisationId, personId, first: true, fromAt: at })
		.execute();
	await personChanged(tx, personId);
}

async function tellRequester(tx: Transaction, organisation: Row, reason: string | null) {
	if (!organisation.requestedBy) return;
	const person = await tx
		.selectFrom('person')
		.select(['email', 'language'])
		.where('id', '=', organisation.requestedBy)
		.executeTakeFirstOrThrow();
	const path = `/${person.language}/${organisation.spaceSlug}/organisations/${organisation.slug}`;
	await notify(tx, {
		recipient: person.email,
		language: person.language,
		kind: reason === null ? 'organisation_verified' : 'organisation_refused',
		facts: { path, organisation: organisation.name, ...(reason === null ? {} : { reason }) }
	});
}
