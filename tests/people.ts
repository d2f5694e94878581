/** Someone of the example as they stand when signed in: with the roles and organisations they hold. */

import { viewerOf } from '#domain/accounts/store.server.ts';
import type { Viewer } from '#domain/accounts/viewer.ts';
import type { Database } from '#domain/database.server.ts';
import { newId, newToken } from '#domain/identity.ts';

/** By the key the example gives them: `jonas` is jonas@arcadia.example. */
export async function signedIn(db: Database, key: string): Promise<Viewer> {
	const { id: personId } = await db
		.selectFrom('person')
		.select('id')
		.where('email', '=', `${key}@arcadia.example`)
		.executeTakeFirstOrThrow();
	const id = newId();
	const expiresAt = new Date(Date.now() + 86_400_000);
	await db.insertInto('session').values({ id, personId, token: newToken(), expiresAt }).execute();
	const viewer = await viewerOf(db, id, personId);
	if (!viewer) throw new Error(`${key} could not be signed in.`);
	return viewer;
}
