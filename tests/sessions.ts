/** People who are signed in without the way through a mail: sessions written as the account machinery writes them. */

import { createHmac, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '#domain/database.server.ts';

export type SignedIn = { id: string; cookie: string };

/** A session for each person, and the cookie it travels in (over http). */
export async function signIn(db: Database, secret: string, people: string[]): Promise<SignedIn[]> {
	const tokens = people.map(() => randomBytes(32).toString('base64url'));
	await sql`
		insert into session (id, person_id, token, expires_at)
		select gen_random_uuid(), person, token, now() + interval '1 day'
		from unnest(${people}::uuid[], ${tokens}::text[]) as s (person, token)`.execute(db);
	return people.map((id, at) => ({ id, cookie: `folkmoot=${signed(tokens[at] ?? '', secret)}` }));
}

function signed(token: string, secret: string) {
	const seal = createHmac('sha256', secret).update(token).digest('base64');
	return encodeURIComponent(`${token}.${seal}`);
}
