/** Which keys a person has. */

import { sql } from 'kysely';
import type { Database } from '#domain/database.server.ts';

export type Keys = {
	/** Since when codes of an app are asked for; null when they are not. */
	codesSince: Date | null;
	recoveryLeft: number;
	passkeys: { id: string; name: string; createdAt: Date; usedAt: Date | null; backedUp: boolean }[];
	/** Accounts at identity providers: the issuer and what they call the person. */
	providers: { id: string; issuer: string; shown: string; createdAt: Date }[];
};

export async function keysOf(db: Database, personId: string): Promise<Keys> {
	const [authenticator, recovery, passkeys, providers] = await Promise.all([
		db
			.selectFrom('authenticator')
			.select('since')
			.where('personId', '=', personId)
			.executeTakeFirst(),
		db
			.selectFrom('recoveryCode')
			.select((eb) => eb.fn.countAll<number>().as('left'))
			.where('personId', '=', personId)
			.where('usedAt', 'is', null)
			.executeTakeFirstOrThrow(),
		db
			.selectFrom('passkey')
			.select(['id', 'name', 'createdAt', 'usedAt', 'backedUp'])
			.where('personId', '=', personId)
			.orderBy('createdAt')
			.limit(50)
			.execute(),
		db
			.selectFrom('credential')
			.select(['id', 'providerId as issuer', 'shown', 'createdAt'])
			.where('personId', '=', personId)
			.orderBy('createdAt')
			.limit(50)
			.execute()
	]);
	const codesSince = authenticator?.since ?? null;
	return { codesSince, recoveryLeft: Number(recovery.left), passkeys, providers };
}

/** Which kinds of second key someone can answer with. */
export async function answersOf(db: Database, personId: string) {
	const { codesSince, passkeys } = await keysOf(db, personId);
	return { codes: codesSince !== null, passkeys: passkeys.length > 0 };
}

/** Ends waiting secrets, and forms that waited for them, whose time is over. */
export async function eraseOldKeys(db: Database): Promise<void> {
	await sql`delete from ticket where expires_at < clock_timestamp()`.execute(db);
	await sql`delete from held_form where expires_at < clock_timestamp()`.execute(db);
}
