/** Deletes one's account: it is shut and nameless at once; what it wrote is seen to right after, by a job. */

import { personChanged } from '../accounts/changed.server.ts';
import type { Role, Viewer } from '../accounts/viewer.ts';
import { now } from '../clock.server.ts';
import type { Database, Transaction } from '../database.server.ts';
import { enqueue } from '../jobs.server.ts';
import * as ledger from '../ledger/ledger.server.ts';
import { endMembership } from '../organisation/leave.server.ts';
import { membershipsOf } from '../organisation/store.server.ts';
import { lockRoles } from '../roles/store.server.ts';
import { inOne } from '../transaction.server.ts';
import type { Fate } from './erasure.ts';
import * as shell from './shell.server.ts';

export type Asked =
	{ ok: true } | { ok: false; obstacle: { code: 'gone' } | { code: 'last_of_role'; role: Role } };

export function askErasure(db: Database, by: Viewer, fate: Fate): Promise<Asked> {
	return inOne<Asked>(db, async (tx) => {
		await lockRolesOf(tx, by.id);
		const person = await tx
			.selectFrom('person')
			.select(['id', 'email', 'erasedAt'])
			.where('id', '=', by.id)
			.forUpdate()
			.executeTakeFirst();
		if (!person || person.erasedAt) return { ok: false, obstacle: { code: 'gone' } };
		const role = await lastRole(tx, by.id);
		if (role) return { ok: false, obstacle: { code: 'last_of_role', role } };

		const at = await now(tx);
		for (const { id } of await membershipsOf(tx, by.id)) await endMembership(tx, by, id);
		await shell.empty(tx, person, at);
		await tx
			.insertInto('erasure')
			.values({ personId: by.id, contributions: fate, askedAt: at })
			.execute();
		await ledger.record(tx, {
			spaceId: null,
			type: 'person.erased',
			about: ['person', by.id],
			role: 'PARTICIPANT',
			at,
			payload: { contributions: fate }
		});
		await personChanged(tx, by.id);
		await enqueue(tx, 'erase', { id: by.id }, { jobKey: `erase ${by.id}` });
		return { ok: true };
	});
}

/** Of two who hold a role alone together, one leaves and the other reads that they are the last. */
async function lockRolesOf(tx: Transaction, personId: string) {
	const rows = await tx
		.selectFrom('roleGrant')
		.select('spaceId')
		.distinct()
		.where('personId', '=', personId)
		.where('toAt', 'is', null)
		.where('spaceId', 'is not', null)
		.orderBy('spaceId')
		.execute();
	await lockRoles(tx, null);
	for (const { spaceId } of rows) await lockRoles(tx, spaceId);
}

/** A role nobody else holds and somebody must: the steward's, a space's secretariat's. */
async function lastRole(tx: Transaction, personId: string): Promise<Role | null> {
	const row = await tx
		.selectFrom('roleGrant as mine')
		.select('mine.role')
		.where('mine.personId', '=', personId)
		.where('mine.toAt', 'is', null)
		.where('mine.role', 'in', ['STEWARD', 'SECRETARIAT'])
		.where((eb) =>
			eb.not(
				eb.exists(
					eb
						.selectFrom('roleGrant as other')
						.innerJoin('person', 'person.id', 'other.personId')
						.select('other.id')
						.whereRef('other.role', '=', 'mine.role')
						.where((on) => on('other.spaceId', 'is not distinct from', on.ref('mine.spaceId')))
						.where('other.toAt', 'is', null)
						.where('other.personId', '!=', personId)
						.where('person.suspendedAt', 'is', null)
				)
			)
		)
		.executeTakeFirst();
	return row ? (row.role as Role) : null;
}
