/** Roles as rows: who holds which, from when to when. */

import { sql } from 'kysely';
import type { Database, Transaction } from '#domain/database.server.ts';
import type { Role } from '#domain/accounts/viewer.ts';

export type Held = {
	id: string;
	role: Role;
	spaceId: string | null;
	personId: string;
	name: string;
	email: string;
	/** Has the person ever signed in? */
	seen: boolean;
	fromAt: Date;
	toAt: Date | null;
};

/** The roles of a space, and for a steward those of the installation: present ones first, then the latest past. */
export async function rolesIn(
	db: Database,
	spaceId: string,
	withInstallation: boolean
): Promise<Held[]> {
	const rows = await db
		.selectFrom('roleGrant')
		.innerJoin('person', 'person.id', 'roleGrant.personId')
		.select(['roleGrant.id', 'role', 'spaceId', 'personId', 'fromAt', 'toAt', 'name', 'email'])
		.select('emailVerified as seen')
		.where((eb) =>
			withInstallation
				? eb.or([eb('spaceId', '=', spaceId), eb('spaceId', 'is', null)])
				: eb('spaceId', '=', spaceId)
		)
		.orderBy(sql`to_at desc nulls first`)
		.orderBy('role')
		.orderBy('name')
		.limit(300)
		.execute();
	return rows.map((row) => ({ ...row, role: row.role as Role }));
}

/** Keeps roles of one place from changing twice at once, until the transaction ends. */
export async function lockRoles(tx: Transaction, spaceId: string | null): Promise<void> {
	const key = `roles:${spaceId ?? 'installation'}`;
	await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(tx);
}

/** A role that is held just now. */
export async function heldById(tx: Transaction, id: string) {
	const row = await tx
		.selectFrom('roleGrant')
		.innerJoin('person', 'person.id', 'roleGrant.personId')
		.select(['roleGrant.id', 'role', 'spaceId', 'personId', 'email', 'language'])
		.where('roleGrant.id', '=', id)
		.where('toAt', 'is', null)
		.executeTakeFirst();
	return row && { ...row, role: row.role as Role };
}

/** How many people who are not suspended hold a role in a place. */
export async function holders(tx: Transaction, spaceId: string | null, role: Role) {
	const { count } = await tx
		.selectFrom('roleGrant')
		.innerJoin('person', 'person.id', 'roleGrant.personId')
		.select((eb) => eb.fn.countAll<number>().as('count'))
		.where('role', '=', role)
		.where('spaceId', 'is not distinct from', spaceId)
		.where('toAt', 'is', null)
		.where('suspendedAt', 'is', null)
		.executeTakeFirstOrThrow();
	return count;
}

/** Who is kept from acting, and who was: present ones first, then the latest past. */
export function suspensions(db: Database) {
	return db
		.selectFrom('suspension')
		.innerJoin('person', 'person.id', 'suspension.personId')
		.leftJoin('person as steward', 'steward.id', 'suspension.byId')
		.select(['suspension.id', 'person.name', 'person.email', 'reason', 'fromAt', 'toAt'])
		.select('steward.name as by')
		.orderBy(sql`to_at desc nulls first`)
		.orderBy('fromAt', 'desc')
		.limit(200)
		.execute();
}
