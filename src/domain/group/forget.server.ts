/** Words that contributions shared are not kept once one of them is taken out or redacted: they may be what went. */

import { sql } from 'kysely';
import type { Transaction } from '../database.server.ts';

export async function forgetShared(tx: Transaction, ids: readonly string[]): Promise<void> {
	if (ids.length === 0) return;
	await sql`update contribution_group set shared = '{}' where shared <> '{}'
		and id in (select group_id from contribution where id = any (${ids}::uuid[]))`.execute(tx);
	await sql`update group_proposal p set shared = '{}' from group_search s
		where s.id = p.search_id and p.shared <> '{}' and p.members && ${ids}::uuid[]
			and s.consultation_id in (select consultation_id from contribution where id = any (${ids}::uuid[]))`.execute(
		tx
	);
}
