/** How people, their roles and memberships are kept. */

import { sql } from 'kysely';
import type { Database } from '#domain/database.server.ts';
import { speaks } from './speaks.server.ts';
import type { Represented, Role, Standing, Viewer, Way } from './viewer.ts';

/** The person a session belongs to with what they hold at this moment; undefined when there is none. */
export async function viewerOf(
	db: Database,
	sessionId: string,
	personId: string
): Promise<Viewer | undefined> {
	const person = await db
		.selectFrom('person')
		.innerJoin('session', 'session.personId', 'person.id')
		.select(['person.id', 'person.name', 'person.email', 'person.language', 'person.suspendedAt'])
		.select(['person.guest', 'person.letInAt'])
		.where('person.id', '=', personId)
		.where('session.id', '=', sessionId)
		.executeTakeFirst();
	if (!person) return undefined;
	const [grants, organisations] = await Promise.all([
		grantsOf(db, personId),
		organisationsOf(db, personId)
	]);
	const { suspendedAt, guest, letInAt, ...rest } = person;
	const viewer = { ...rest, sessionId, suspended: suspendedAt !== null, grants, organisations };
	if (!guest) return viewer;
	return letInAt ? { ...viewer, guest } : { ...viewer, guest, step: 'waiting' };
}

async function grantsOf(db: Database, personId: string) {
	const rows = await db
		.selectFrom('roleGrant')
		.select(['spaceId', 'role'])
		.where('personId', '=', personId)
		.where('toAt', 'is', null)
		.execute();
	return rows.map((row) => ({ spaceId: row.spaceId, role: row.role as Role }));
}

/** Whether someone holds a role just now: for work they asked for that is done later, without their session. */
export async function stillHolds(
	db: Database,
	personId: string,
	spaceId: string,
	role: Standing
): Promise<boolean> {
	const row = await db
		.selectFrom('roleGrant')
		.innerJoin('person', 'person.id', 'roleGrant.personId')
		.select('roleGrant.id')
		.where('personId', '=', personId)
		.where('role', '=', role)
		.where('toAt', 'is', null)
		.where((eb) => eb.or([eb('spaceId', '=', spaceId), eb('spaceId', 'is', null)]))
		.where('person.suspendedAt', 'is', null)
		.where('person.erasedAt', 'is', null)
		.executeTakeFirst();
	return row !== undefined;
}

/** The verified organisations a person speaks for just now. */
export function organisationsOf(db: Database, personId: string): Promise<Represented[]> {
	return db
		.selectFrom('membership')
		.innerJoin('organisation', 'organisation.id', 'membership.organisationId')
		.select(['organisation.id', 'organisation.spaceId', 'organisation.slug', 'organisation.name'])
		.where('membership.personId', '=', personId)
		.where(speaks)
		.where('organisation.verifiedAt', 'is not', null)
		.orderBy('organisation.name')
		.execute();
}

/** How far a session has come, and whether its person has a second key; undefined when the session is gone. */
export async function wayOf(db: Database, sessionId: string): Promise<Way | undefined> {
	const row = await db
		.selectFrom('session')
		.select(['steppedAt', hasKeys.as('keyed')])
		.where('id', '=', sessionId)
		.executeTakeFirst();
	return row && { keyed: row.keyed, stepped: row.steppedAt !== null };
}

const hasKeys = sql<boolean>`(
	exists (select from passkey where passkey.person_id = session.person_id)
	or exists (select from authenticator where authenticator.person_id = session.person_id and secret is not null)
)`;
