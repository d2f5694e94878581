/** Which published answers are anyone's to read. */

import { sql } from 'kysely';
import { holds, type Viewer } from '../accounts/viewer.ts';

/** Somebody who spoke in public got it; one to private contributions alone stays theirs and the secretariat's (decision 27). */
export const isOpen = (response = 'r') => sql<boolean>`exists (
	select from reasoned_response_contribution o join contribution p on p.id = o.contribution_id
	where o.response_id = ${sql.ref(`${response}.id`)} and p.visibility = 'public')`;

/** It answers what was sent in private, and nothing else: the secretariat's work, whatever its state. */
export const isSealed = (response = 'r') => sql<boolean>`(not ${isOpen(response)} and exists (
	select from reasoned_response_contribution s where s.response_id = ${sql.ref(`${response}.id`)}))`;

/** What this person may see of responses at the desk. */
export const atDesk = (viewer: Viewer | null, spaceId: string, response = 'r') =>
	holds(viewer, spaceId, 'SECRETARIAT')
		? sql<boolean>`true`
		: sql<boolean>`not ${isSealed(response)}`;
