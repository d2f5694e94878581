/** Somebody of the secretariat: an account with the role, as a viewer and with a signed-in browser's cookie. */

import { sql } from 'kysely';
import type { Viewer } from '#domain/accounts/viewer.ts';
import type { Stage } from './stage.ts';

export type Staff = Viewer & { cookie: string };

/** The same person however often asked; not one of those who say much. */
export async function secretariat({ db, place }: Stage): Promise<Staff> {
	const person = place.people.at(-2);
	if (!person) throw new Error('Nobody was seeded.');
	await sql`
		insert into role_grant (id, space_id, person_id, role, from_at)
		select gen_random_uuid(), ${place.spaceId}, ${person.id}, 'SECRETARIAT', now() - interval '1 day'
		where not exists (select from role_grant where person_id = ${person.id})`.execute(db);
	return {
		...{ ...person, sessionId: person.id, name: 'Desk', email: 'desk@folkmoot.example' },
		...{ language: 'en', suspended: false, organisations: [] },
		grants: [{ spaceId: place.spaceId, role: 'SECRETARIAT' }]
	};
}
