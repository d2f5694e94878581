/** Which published answers are anyone's to read. */

import { sql } from 'kysely';

/** Somebody who spoke in public got it; one to private contributions alone stays theirs and the staff's (decision 27). */
export const isOpen = (response = 'r') => sql<boolean>`exists (
	select from reasoned_response_contribution o join contribution p on p.id = o.contribution_id
	where o.response_id = ${sql.ref(`${response}.id`)} and p.visibility = 'public')`;
