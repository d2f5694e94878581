/** Everyone the policy tells apart, each with a session. */

import { viewerOf } from '#domain/accounts/store.server.ts';
import type { Viewer } from '#domain/accounts/viewer.ts';
import { newClient, type Client } from '../journeys/client.ts';
import { addressOf, signedIn, type Key } from '../journeys/people.ts';
import { site as ordinary, type Site } from '../journeys/site.ts';

export type Actor = { role: string; client: Client; viewer: Viewer | null };

/** In the example these people hold exactly the role they stand for here. */
const keys = {
	participant: 'samuel',
	author: 'edith',
	moderator: 'casimir',
	secretariat: 'tobias',
	chair: 'rafael',
	'forum member': 'ottilie',
	steward: 'petra',
	reviewer: 'thandeka',
	suspended: 'renzo'
} as const satisfies Record<string, Key>;
export type Role = 'anonymous' | keyof typeof keys;

export async function actors(site: Site = ordinary): Promise<Record<Role, Actor>> {
	const all: [string, Actor][] = [
		['anonymous', { role: 'anonymous', client: newClient(site.origin), viewer: null }]
	];
	for (const [role, key] of Object.entries(keys)) all.push([role, await actor(role, key, site)]);
	return Object.fromEntries(all) as Record<Role, Actor>;
}

export async function actor(role: string, key: Key, site: Site = ordinary): Promise<Actor> {
	const client = await signedIn(key, site);
	if (role === 'suspended') await suspend(key, site);
	const { id, personId } = await site.db
		.selectFrom('session')
		.innerJoin('person', 'person.id', 'session.personId')
		.select(['session.id', 'personId'])
		.where('email', '=', addressOf(key))
		.orderBy('session.createdAt', 'desc')
		.executeTakeFirstOrThrow();
	return { role, client, viewer: (await viewerOf(site.db, id, personId)) ?? null };
}

async function suspend(key: Key, { pool }: Site) {
	const sql = `with one as (update person set suspended_at = now() where email = $1 returning id)
		select pg_notify('folkmoot', 'person ' || id) from one`;
	await pool.query(sql, [addressOf(key)]);
	await new Promise((resume) => setTimeout(resume, 100));
}
