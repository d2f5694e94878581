/** Tells whoever follows of what a file brought: one piece of news for a place and an organisation, however many rows. */

import { sql } from 'kysely';
import type { Transaction } from '../database.server.ts';

/**
 * Each names the first it counts; private ones are nobody's news. The minute picks them up, as it does what people
 * say themselves. Whoever accepted the file is not told.
 */
export const tellEntered = (tx: Transaction, importId: string, at: Date) =>
	sql`insert into news (id, kind, space_id, consultation_id, contribution_id, by_id, at, facts)
		select gen_random_uuid(), 'contribution', k.space_id, k.consultation_id, (array_agg(k.id order by k.id))[1],
			i.accepted_by, ${at}::timestamptz, json_build_object('n', count(*))
		from received_elsewhere e
		join contribution_import i on i.id = e.import_id
		join contribution k on k.id = e.contribution_id
		where e.import_id = ${importId} and k.visibility = 'public' and k.state = 'published'
		group by k.space_id, k.consultation_id, k.unit_id, k.organisation_id, i.accepted_by`.execute(tx);
