/** Whether a membership holds at the moment it is asked: one sentence for every query, the database's own. */

import { sql } from 'kysely';

export const speaks = sql<boolean>`speaks(membership)`;
