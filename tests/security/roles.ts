/** Everyone the policy tells apart, each with a session: people of their own for each file that asks. */

import { sql } from 'kysely';
import { viewerOf } from '#domain/accounts/store.server.ts';
import type { Role as Held, Viewer } from '#domain/accounts/viewer.ts';
import { newId } from '#domain/identity.ts';
import { newClient, type Client } from '../journeys/client.ts';
import { withSession } from '../journeys/people.ts';
import { site } from '../journeys/site.ts';

export type Actor = { role: string; client: Client; viewer: Viewer | null };

const held = {
	participant: null,
	author: null,
	moderator: 'MODERATOR',
	secretariat: 'SECRETARIAT',
	chair: 'MSF_CHAIR',
	'agency editor': 'AGENCY_EDITOR',
	'forum member': 'MSF_GOV',
	steward: 'STEWARD',
	reviewer: 'REVIEWER',
	suspended: null
} as const satisfies Record<string, Held | null>;
export type Role = 'anonymous' | keyof typeof held;

/** All roles in Arcadia; the name keeps the people of one file apart from those of another. */
export async function actors(file: string): Promise<Record<Role, Actor>> {
	const nobody: Actor = { role: 'anonymous', client: newClient(), viewer: null };
	const all: [string, Actor][] = [['anonymous', nobody]];
	for (const [role, grant] of Object.entries(held))
		all.push([role, await actor(file, role, grant)]);
	return Object.fromEntries(all) as Record<Role, Actor>;
}

/** Someone who signs in and is then given a role, or suspended. */
export async function actor(
	file: string,
	role: string,
	grant: Held | null,
	space = 'arcadia'
): Promise<Actor> {
	const email = `${role.replaceAll(' ', '-')}.${file}@roles.example`;
	const client = await withSession(email);
	const { id, personId } = await site.db
		.selectFrom('session')
		.innerJoin('person', 'person.id', 'session.personId')
		.select(['session.id', 'personId'])
		.where('email', '=', email)
		.executeTakeFirstOrThrow();
	if (grant) await give(personId, grant, space);
	if (role === 'suspended')
		await site.pool.query('update person set suspended_at = now() where id = $1', [personId]);
	await told(personId);
	return { role, client, viewer: (await viewerOf(site.db, id, personId)) ?? null };
}

async function give(personId: string, role: Held, slug: string) {
	const space = await site.db
		.selectFrom('space')
		.select('id')
		.where('slug', '=', slug)
		.executeTakeFirstOrThrow();
	const spaceId = role === 'STEWARD' ? null : space.id;
	const grant = { id: newId(), spaceId, personId, role, fromAt: sql<Date>`clock_timestamp()` };
	await site.db.insertInto('roleGrant').values(grant).execute();
}

/** What was written around the verbs is told to the server by hand. */
export async function told(personId: string) {
	await site.pool.query(`select pg_notify('folkmoot', 'person ' || $1)`, [personId]);
	await new Promise((resume) => setTimeout(resume, 100));
}
