/** How organisations, who speaks for them and invitations are kept. */

import type { Database, Transaction } from '#domain/database.server.ts';
import { speaks } from '#domain/accounts/speaks.server.ts';
import { isId } from '#domain/identity.ts';

export const perPage = 50;

/** The verified organisations of a space by name, one page of them, and how many there are. */
export async function verified(db: Database, spaceId: string, page: number) {
	const those = db
		.selectFrom('organisation')
		.where('spaceId', '=', spaceId)
		.where('verifiedAt', 'is not', null);
	const [rows, { count }] = await Promise.all([
		those
			.select(['slug', 'name', 'sector', 'website', 'verifiedAt'])
			.orderBy('name')
			.orderBy('slug')
			.limit(perPage)
			.offset((page - 1) * perPage)
			.execute(),
		those.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
	]);
	return { rows, count };
}

/** Requests nobody has decided yet, the oldest first. */
export const waiting = (db: Database, spaceId: string) =>
	db
		.selectFrom('organisation')
		.leftJoin('person', 'person.id', 'organisation.requestedBy')
		.select(['slug', 'organisation.name', 'sector', 'website', 'requestedAt'])
		.select(['person.name as requester', 'person.email as requesterEmail'])
		.where('spaceId', '=', spaceId)
		.where('verifiedAt', 'is', null)
		.where('refusedAt', 'is', null)
		.orderBy('requestedAt')
		.limit(200)
		.execute();

/** The organisation of an address. */
export const bySlug = (db: Database, spaceId: string, slug: string) =>
	db
		.selectFrom('organisation')
		.leftJoin('person', 'person.id', 'organisation.requestedBy')
		.selectAll('organisation')
		.select(['person.name as requester', 'person.email as requesterEmail'])
		.where('spaceId', '=', spaceId)
		.where('slug', '=', slug)
		.executeTakeFirst();
export type Organisation = NonNullable<Awaited<ReturnType<typeof bySlug>>>;

/** The name of a verified organisation of a space; undefined when it has none of that id. */
export async function nameOf(db: Database, spaceId: string, id: string) {
	if (!isId(id)) return undefined;
	const row = await db
		.selectFrom('organisation')
		.select('name')
		.where('id', '=', id)
		.where('spaceId', '=', spaceId)
		.where('verifiedAt', 'is not', null)
		.executeTakeFirst();
	return row?.name;
}

/** An organisation that nothing else changes until the transaction ends. */
export const lockById = (tx: Transaction, id: string) =>
	tx
		.selectFrom('organisation')
		.innerJoin('space', 'space.id', 'organisation.spaceId')
		.selectAll('organisation')
		.select('space.slug as spaceSlug')
		.where('organisation.id', '=', id)
		.forUpdate('organisation')
		.executeTakeFirst();

/** Who speaks for an organisation just now: the first representative, then by seniority. */
export const membersOf = (db: Database, organisationId: string) =>
	db
		.selectFrom('membership')
		.innerJoin('person', 'person.id', 'membership.personId')
		.select([
			'membership.id',
			'personId',
			'first',
			'fromAt',
			'untilAt',
			'name',
			'email',
			'language'
		])
		.where('organisationId', '=', organisationId)
		.where(speaks)
		.orderBy('first', 'desc')
		.orderBy('fromAt')
		.limit(200)
		.execute();

/** Who spoke for an organisation and no longer does, the latest first. */
export const formerMembersOf = (db: Database, organisationId: string) =>
	db
		.selectFrom('membership')
		.innerJoin('person', 'person.id', 'membership.personId')
		.select(['membership.id', 'fromAt', 'toAt', 'name'])
		.where('organisationId', '=', organisationId)
		.where('toAt', 'is not', null)
		.orderBy('toAt', 'desc')
		.limit(50)
		.execute();

/** What someone speaks for, in all spaces, with what they need to leave it. */
export const membershipsOf = (db: Database, personId: string) =>
	db
		.selectFrom('membership')
		.innerJoin('organisation', 'organisation.id', 'membership.organisationId')
		.innerJoin('space', 'space.id', 'organisation.spaceId')
		.select(['membership.id', 'membership.first', 'membership.fromAt', 'membership.untilAt'])
		.select(['organisation.name', 'organisation.slug', 'space.slug as space'])
		.where('personId', '=', personId)
		.where(speaks)
		.orderBy('organisation.name')
		.limit(100)
		.execute();

/** What someone asked for that is not verified. */
export const requestsOf = (db: Database, personId: string) =>
	db
		.selectFrom('organisation')
		.innerJoin('space', 'space.id', 'organisation.spaceId')
		.select(['organisation.name', 'organisation.slug', 'space.slug as space', 'refusedReason'])
		.where('requestedBy', '=', personId)
		.where('verifiedAt', 'is', null)
		.orderBy('requestedAt', 'desc')
		.limit(20)
		.execute();

/** The standing of one person in one organisation; undefined when they do not speak for it. */
export const membershipIn = (db: Database, organisationId: string, personId: string) =>
	db
		.selectFrom('membership')
		.select(['id', 'first'])
		.where('organisationId', '=', organisationId)
		.where('personId', '=', personId)
		.where(speaks)
		.executeTakeFirst();

/** Invitations nobody has used yet. */
export const openInvitations = (db: Database, organisationId: string) =>
	db
		.selectFrom('invitation')
		.select(['id', 'email', 'createdAt', 'expiresAt', 'untilAt'])
		.where('organisationId', '=', organisationId)
		.where('usedAt', 'is', null)
		.where('expiresAt', '>', (eb) => eb.fn<Date>('clock_timestamp'))
		.orderBy('createdAt')
		.limit(200)
		.execute();
