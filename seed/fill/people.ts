/** The space, its people, organisations and roles, as rows. */

import type { Transaction } from '#domain/database.server.ts';
import { newId } from '#domain/identity.ts';
import { extraNames, extraPseudonyms } from '../arcadia/names.ts';
import { organisations } from '../arcadia/organisations.ts';
import { people } from '../arcadia/people.ts';
import { roles, space } from '../arcadia/space.ts';
import { extraPeople } from '../arcadia/votes.ts';

export type Peopled = {
	spaceId: string;
	/** Ids by key, and the names people are shown by. */
	person: (key: string) => { id: string; name: string };
	organisation: (key: string) => string;
	/** Everyone who may vote and support, the unnamed extras too. */
	everyone: string[];
};

const day = 86_400_000;

/** Writes who there is; answers their ids by key. */
export async function fillPeople(tx: Transaction, now: Date): Promise<Peopled> {
	const ago = (days: number) => new Date(now.getTime() - days * day);
	const spaceId = newId();
	await tx
		.insertInto('space')
		.values({
			id: spaceId,
			slug: space.slug,
			names: JSON.stringify(space.names),
			language: 'en',
			languages: [...space.languages],
			timeZone: space.timeZone,
			contact: space.contact.email,
			guests: true,
			createdAt: ago(620)
		})
		.execute();

	const named = people.map((one) => ({ ...one, id: newId() }));
	const extras = [...extraPseudonyms, ...extraNames].slice(0, extraPeople).map((name, at) => ({
		id: newId(),
		name,
		email: `reader${at + 1}@arcadia.example`,
		language: 'en'
	}));
	const rows = [...named, ...extras].map(({ id, name, email, language }) => ({
		id,
		name,
		email,
		language,
		emailVerified: true,
		createdAt: ago(60)
	}));
	await tx.insertInto('person').values(rows).execute();
	const byKey = new Map(named.map(({ key, id, name }) => [key as string, { id, name }]));
	const person = (key: string) => found(byKey, key);

	const held = roles.filter((one) => one.role !== 'PARTICIPANT');
	await tx
		.insertInto('roleGrant')
		.values(
			held.map((one) => ({
				id: newId(),
				spaceId: one.role === 'STEWARD' ? null : spaceId,
				personId: person(one.person).id,
				role: one.role,
				fromAt: ago(one.sinceDaysAgo)
			}))
		)
		.execute();
	const bodies = new Map(organisations.map((one) => [one.key as string, newId()]));
	const organisation = (key: string) => found(bodies, key);
	await fillOrganisations(tx, { spaceId, person, organisation, ago });
	return { spaceId, person, organisation, everyone: rows.map((row) => row.id) };
}

type Known = Pick<Peopled, 'spaceId' | 'person' | 'organisation'> & { ago: (days: number) => Date };

async function fillOrganisations(tx: Transaction, { spaceId, person, organisation, ago }: Known) {
	const head = person(space.pointOfContact).id;
	await tx
		.insertInto('organisation')
		.values(
			organisations.map((one) => ({
				id: organisation(one.key),
				spaceId,
				slug: one.key,
				name: one.name,
				sector: one.sector,
				requestedBy: person(one.representatives[0]).id,
				requestedAt: ago(one.verified ? 200 : 2),
				verifiedAt: one.verified ? ago(190) : null,
				verifiedBy: one.verified ? head : null
			}))
		)
		.execute();
	const members = organisations.filter((one) => one.verified);
	await tx
		.insertInto('membership')
		.values(
			members.flatMap((one) =>
				one.representatives.map((key, at) => ({
					id: newId(),
					organisationId: organisation(one.key),
					personId: person(key).id,
					first: at === 0,
					fromAt: ago(190 - at * 40),
					invitedBy: at === 0 ? null : person(one.representatives[0]).id
				}))
			)
		)
		.execute();
}

function found<Value>(map: Map<string, Value>, key: string): Value {
	const value = map.get(key);
	if (value === undefined) throw new Error(`The example names ${key}, but nothing is called so.`);
	return value;
}
