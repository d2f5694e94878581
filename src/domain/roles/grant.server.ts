/** Gives a role to the person of an address, who need not have been here before. */

import { now } from '#domain/clock.server.ts';
import type { Database } from '#domain/database.server.ts';
import { newId } from '#domain/identity.ts';
import * as ledger from '#domain/ledger/ledger.server.ts';
import { mayMail } from '#domain/notifications/quota.server.ts';
import { notify } from '#domain/notifications/notify.server.ts';
import { inOne } from '#domain/transaction.server.ts';
import { emailOf, isEmail } from '#domain/accounts/accounts.ts';
import { doubtSessions } from '#domain/accounts/sure.server.ts';
import { personFor } from '#domain/accounts/person.server.ts';
import { lockRoles } from './store.server.ts';
import { grantable, type RoleObstacle } from './roles.ts';
import { holds, type Role, type Viewer } from '#domain/accounts/viewer.ts';

type Granting = {
	space: { id: string; slug: string; name: string };
	email: string;
	role: string;
	language: string;
};
export type Granted = { ok: true; id: string } | { ok: false; obstacle: RoleObstacle };

export async function grantRole(db: Database, by: Viewer, given: Granting): Promise<Granted> {
	const email = emailOf(given.email);
	const role = grantable(by, given.space.id).find((one) => one === given.role);
	const obstacle = obstacleTo(by, given, email, role);
	if (obstacle || !role) return { ok: false, obstacle: obstacle ?? { code: 'role_bad' } };

	const spaceId = role === 'STEWARD' ? null : given.space.id;
	return inOne(db, async (tx) => {
		await lockRoles(tx, spaceId);
		const at = await now(tx);
		const person = await personFor(tx, email, given.language);
		const id = newId();
		const grant = { id, spaceId, personId: person.id, role, fromAt: at, grantedBy: by.id };
		const written = await tx
			.insertInto('roleGrant')
			.values(grant)
			.onConflict((on) => on.doNothing())
			.executeTakeFirst();
		if (!written.numInsertedOrUpdatedRows) return { ok: false, obstacle: { code: 'already_held' } };

		await doubtSessions(tx, person.id);
		await ledger.record(tx, {
			spaceId,
			type: 'role.granted',
			about: ['role_grant', id],
			role: standingOf(by, given.space.id),
			personId: by.id,
			at,
			payload: { role }
		});
		const path = `/${person.language}/sign-in?to=${encodeURIComponent(`/${person.language}/${given.space.slug}/work`)}`;
		const facts = { path, role, space: given.space.name };
		if (await mayMail(tx, email))
			await notify(tx, {
				recipient: email,
				language: person.language,
				kind: 'role_granted',
				facts
			});
		return { ok: true, id };
	});
}

function obstacleTo(by: Viewer, given: Granting, email: string, role?: Role): RoleObstacle | null {
	if (!grantable(by, given.space.id).length) return { code: 'not_yours' };
	if (!role) return { code: 'role_bad' };
	if (!isEmail(email)) return { code: 'email_bad' };
	// Whoever hands out keys takes none: a second person has to agree.
	return email === by.email ? { code: 'to_yourself' } : null;
}

/** The role someone acts in when giving and ending roles. */
export const standingOf = (by: Viewer, spaceId: string) =>
	holds(by, spaceId, 'SECRETARIAT') ? 'SECRETARIAT' : 'STEWARD';
