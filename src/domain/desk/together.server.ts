/** What is answered together without a group: a form names it, so it is not much. */

import { sql } from 'kysely';
import type { Database } from '../database.server.ts';
import type { Chosen } from './chosen.server.ts';
import { mostTogether } from './filter.ts';
import { matching } from './matching.server.ts';
import type { Scope } from './scope.ts';

/** The references of what was chosen; more than one form can name need a group first. */
export async function together(db: Database, scope: Scope, which: Chosen) {
	const references = 'all' in which ? await allOf(db, scope, which) : which.references;
	if (references.length > mostTogether)
		return { ok: false, obstacle: { code: 'group_first', limit: mostTogether } } as const;
	if (references.length === 0) return { ok: false, obstacle: { code: 'none_chosen' } } as const;
	return { ok: true, references } as const;
}

async function allOf(
	db: Database,
	scope: Scope,
	{ all, until }: Extract<Chosen, { all: unknown }>
): Promise<string[]> {
	const { rows } = await sql<{ reference: string }>`
		select k.reference from contribution k
		where ${matching(scope, all)} and k.received_at <= ${until}
		order by k.received_at, k.id limit ${mostTogether + 1}`.execute(db);
	return rows.map(({ reference }) => reference);
}
