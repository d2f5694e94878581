/** Setting an empty installation up: possible once, for whoever holds the token the terminal printed. */

import { personFor } from '#domain/accounts/person.server.ts';
import { now } from '#domain/clock.server.ts';
import type { Database, Transaction } from '#domain/database.server.ts';
import { newId, newToken } from '#domain/identity.ts';
import * as ledger from '#domain/ledger/ledger.server.ts';
import { hashOf } from '#domain/secret.server.ts';
import { problemsOf, tidied, type Founding, type Problem } from './set-up.ts';
import { spaceChanged } from './changed.server.ts';

/** Whether the installation still waits for its first space. */
export async function isEmpty(db: Database): Promise<boolean> {
	return !(await db.selectFrom('installation').select('one').executeTakeFirst());
}

/** A new token for the terminal; an earlier one opens nothing from then on. */
export async function newSetUpToken(db: Database): Promise<string> {
	const token = newToken();
	const tokenHash = hashOf(token);
	await db
		.insertInto('setUpToken')
		.values({ tokenHash })
		.onConflict((on) => on.column('one').doUpdateSet({ tokenHash }))
		.execute();
	return token;
}

/** Whether a token is the one printed last. */
export async function isSetUpToken(db: Database, token: string): Promise<boolean> {
	const row = await db
		.selectFrom('setUpToken')
		.select('one')
		.where('tokenHash', '=', hashOf(token))
		.executeTakeFirst();
	return row !== undefined;
}

export type Founded =
	| { ok: true; slug: string; email: string }
	| { ok: false; obstacle: { code: 'closed' } | { code: 'problems'; problems: Problem[] } };

/** Makes the first space and the person who looks after it, and closes the door behind itself. */
export function setUp(db: Database, token: string, typed: Founding): Promise<Founded> {
	const founding = tidied(typed);
	const problems = problemsOf(founding);
	if (problems.length)
		return Promise.resolve({ ok: false, obstacle: { code: 'problems', problems } });

	return db.transaction().execute<Founded>(async (tx) => {
		const used = await tx
			.deleteFrom('setUpToken')
			.where('tokenHash', '=', hashOf(token))
			.executeTakeFirst();
		if (used.numDeletedRows === 0n || !(await isEmpty(tx)))
			return { ok: false, obstacle: { code: 'closed' } };
		const at = await now(tx);
		await tx.insertInto('installation').values({ setUpAt: at, example: false }).execute();
		await found(tx, founding, at);
		return { ok: true, slug: founding.slug, email: founding.email };
	});
}

async function found(tx: Transaction, founding: Founding, at: Date) {
	const { name, slug, language, languages, timeZone, contact, personName, email } = founding;
	const spaceId = newId();
	const names = JSON.stringify({ [language]: name });
	await tx
		.insertInto('space')
		.values({ id: spaceId, slug, names, language, languages, timeZone, contact, createdAt: at })
		.execute();
	const person = await personFor(tx, email, language);
	await tx.updateTable('person').set({ name: personName }).where('id', '=', person.id).execute();
	const first = { type: 'space.founded', about: ['space', spaceId] as [string, string] };
	await ledger.record(tx, { ...first, spaceId, role: 'STEWARD', personId: person.id, at });
	for (const role of ['STEWARD', 'SECRETARIAT'] as const) {
		const id = newId();
		const place = role === 'STEWARD' ? null : spaceId;
		await tx
			.insertInto('roleGrant')
			.values({ id, spaceId: place, personId: person.id, role, fromAt: at })
			.execute();
		await ledger.record(tx, {
			spaceId: place,
			type: 'role.granted',
			about: ['role_grant', id],
			role: 'STEWARD',
			personId: person.id,
			at,
			payload: { role }
		});
	}
	await spaceChanged(tx, spaceId);
}
