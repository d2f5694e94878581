/** Keeps a person from acting: every session ends, and no key opens a new one. A steward's act, with its reason. */

import { now } from '#domain/clock.server.ts';
import type { Database, Transaction } from '#domain/database.server.ts';
import { newId } from '#domain/identity.ts';
import * as ledger from '#domain/ledger/ledger.server.ts';
import { notify } from '#domain/notifications/notify.server.ts';
import { inOne } from '#domain/transaction.server.ts';
import { personChanged } from '#domain/accounts/changed.server.ts';
import { personByEmail } from '#domain/accounts/person.server.ts';
import { holds, type Viewer } from '#domain/accounts/viewer.ts';
import { holders, lockRoles } from './store.server.ts';
import { reasonObstacle, type SuspensionObstacle } from './suspension.ts';

export type Suspended = { ok: true } | { ok: false; obstacle: SuspensionObstacle };
type Person = NonNullable<Awaited<ReturnType<typeof personByEmail>>>;

export function suspend(
	db: Database,
	by: Viewer,
	email: string,
	reason: string
): Promise<Suspended> {
	const wrong = reasonObstacle(reason);
	if (!holds(by, null, 'STEWARD')) return refused('not_yours');
	if (wrong) return Promise.resolve({ ok: false, obstacle: wrong });
	if (email === by.email) return refused('to_yourself');
	return inOne(db, async (tx) => {
		await lockRoles(tx, null);
		const person = await personByEmail(tx, email);
		if (!person) return refused('no_such_person');
		if (person.id === by.id) return refused('to_yourself');
		if (person.suspendedAt) return refused('already_suspended');
		if (await isLastSteward(tx, person.id)) return refused('last_steward');
		const at = await now(tx);
		const id = newId();
		const row = { id, personId: person.id, reason, byId: by.id, fromAt: at };
		await tx.insertInto('suspension').values(row).execute();
		await tx.deleteFrom('session').where('personId', '=', person.id).execute();
		await settle(tx, by, person, { at, suspendedAt: at });
		await tell(tx, person, 'suspended', { name: person.name, reason });
		return { ok: true };
	});
}

/** Lifts it: the person may sign in again. */
export function lift(db: Database, by: Viewer, id: string): Promise<Suspended> {
	if (!holds(by, null, 'STEWARD')) return refused('not_yours');
	return inOne(db, async (tx) => {
		await lockRoles(tx, null);
		const at = await now(tx);
		const lifted = await tx
			.updateTable('suspension')
			.set({ toAt: at, liftedBy: by.id })
			.where('id', '=', id)
			.where('toAt', 'is', null)
			.returning('personId')
			.executeTakeFirst();
		if (!lifted) return refused('not_suspended');
		const person = await tx
			.selectFrom('person')
			.select(['id', 'name', 'email', 'language', 'emailVerified', 'suspendedAt'])
			.where('id', '=', lifted.personId)
			.executeTakeFirstOrThrow();
		await settle(tx, by, person, { at, suspendedAt: null });
		const path = `/${person.language}/sign-in`;
		await tell(tx, person, 'lifted', { name: person.name, path });
		return { ok: true };
	});
}

type Settling = { at: Date; suspendedAt: Date | null };

async function settle(tx: Transaction, by: Viewer, { id }: Person, { at, suspendedAt }: Settling) {
	await tx.updateTable('person').set({ suspendedAt }).where('id', '=', id).execute();
	await personChanged(tx, id);
	await ledger.record(tx, {
		spaceId: null,
		type: suspendedAt ? 'person.suspended' : 'person.restored',
		about: ['person', id],
		role: 'STEWARD',
		personId: by.id,
		at
	});
}

const tell = (
	tx: Transaction,
	{ email: recipient, language }: Person,
	kind: 'suspended' | 'lifted',
	facts: Record<string, string>
) => notify(tx, { recipient, language, kind, facts });

async function isLastSteward(tx: Transaction, personId: string) {
	const held = await tx
		.selectFrom('roleGrant')
		.select('id')
		.where('personId', '=', personId)
		.where('role', '=', 'STEWARD')
		.where('toAt', 'is', null)
		.executeTakeFirst();
	return held !== undefined && (await holders(tx, null, 'STEWARD')) < 2;
}

const refused = (code: SuspensionObstacle['code']): Promise<Suspended> =>
	Promise.resolve({ ok: false, obstacle: { code } });
