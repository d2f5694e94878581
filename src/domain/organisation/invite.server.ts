/** The first representative invites another by mail: one address, one use, fourteen days. */

import { sql } from 'kysely';
import { emailOf, isEmail } from '#domain/accounts/accounts.ts';
import type { Viewer } from '#domain/accounts/viewer.ts';
import { now } from '#domain/clock.server.ts';
import type { Database } from '#domain/database.server.ts';
import { newId, newToken } from '#domain/identity.ts';
import * as ledger from '#domain/ledger/ledger.server.ts';
import { notify } from '#domain/notifications/notify.server.ts';
import { mayMail } from '#domain/notifications/quota.server.ts';
import { hashOf } from '#domain/secret.server.ts';
import { inOne } from '#domain/transaction.server.ts';
import { invitationDays } from './organisation.ts';
import * as store from './store.server.ts';

export type Obstacle = { code: 'not_first' | 'email_bad' | 'already_speaks' | 'until_past' };
export type Invited = { ok: true; path: string } | { ok: false; obstacle: Obstacle };

/** Answers the invitation's path, which only the mail (or the example's own page) shows. */
export async function invite(
	db: Database,
	by: Viewer,
	organisationId: string,
	to: { email: string; language: string; until?: Date | null }
): Promise<Invited> {
	const email = emailOf(to.email);
	if (!isEmail(email)) return { ok: false, obstacle: { code: 'email_bad' } };

	return inOne(db, async (tx) => {
		const organisation = await store.lockById(tx, organisationId);
		const mine = organisation && (await store.membershipIn(tx, organisationId, by.id));
		if (!organisation?.verifiedAt || !mine?.first)
			return { ok: false, obstacle: { code: 'not_first' } };
		const members = await store.membersOf(tx, organisationId);
		if (members.some((one) => one.email === email))
			return { ok: false, obstacle: { code: 'already_speaks' } };

		const at = await now(tx);
		if (to.until && to.until <= at) return { ok: false, obstacle: { code: 'until_past' } };
		const token = newToken();
		const id = newId();
		// A new invitation to the same address makes the earlier one worthless.
		await tx
			.deleteFrom('invitation')
			.where('organisationId', '=', organisationId)
			.where('email', '=', email)
			.where('usedAt', 'is', null)
			.execute();
		await tx
			.insertInto('invitation')
			.values({
				id,
				organisationId,
				email,
				tokenHash: hashOf(token),
				invitedBy: by.id,
				createdAt: at,
				untilAt: to.until ?? null,
				expiresAt: sql`${at}::timestamptz + make_interval(days => ${invitationDays})`
			})
			.execute();
		const record = { spaceId: organisation.spaceId, type: 'organisation.invited', at };
		const about: [string, string] = ['organisation', organisationId];
		await ledger.record(tx, { ...record, about, role: 'PARTICIPANT', personId: by.id });
		const place = `/${to.language}/${organisation.spaceSlug}/organisations/${organisation.slug}`;
		const path = `${place}/invitation/${token}`;
		const facts = { path, organisation: organisation.name, inviter: by.name };
		if (await mayMail(tx, email))
			await notify(tx, { recipient: email, language: to.language, kind: 'invitation', facts });
		return { ok: true, path };
	});
}
