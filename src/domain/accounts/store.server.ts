/** How people, their roles and memberships are kept. */

import type { Database } from '#domain/database.server.ts';
import type { Represented, Role, Viewer } from './viewer.ts';

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
		.where('person.id', '=', personId)
		.where('session.id', '=', sessionId)
		.executeTakeFirst();
	if (!person) return undefined;
	const [grants, organisations] = await Promise.all([
		grantsOf(db, personId),
		organisationsOf(db, personId)
	]);
	const { suspendedAt, ...rest } = person;
	return { ...rest, sessionId, suspended: suspendedAt !== null, grants, organisations };
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

/** The verified organisations a person speaks for just now. */
export function organisationsOf(db: Database, personId: string): Promise<Represented[]> {
	return db
		.selectFrom('membership')
		.innerJoin('organisation', 'organisation.id', 'membership.organisationId')
		.select(['organisation.id', 'organisation.spaceId', 'organisation.slug', 'organisation.name'])
		.where('membership.personId', '=', personId)
		.where('membership.toAt', 'is', null)
		.where('organisation.verifiedAt', 'is not', null)
		.orderBy('organisation.name')
		.execute();
}
