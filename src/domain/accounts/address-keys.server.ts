/** Keys of addresses for accounts from before there were any, and which accounts stand for one mailbox. */

import { sql } from 'kysely';
import type { Database } from '#domain/database.server.ts';
import { addressKey } from './address-key.ts';

/** Accounts looked at in one go. */
const batch = 5_000;

type Row = { id: string; email: string };

const keyless = (db: Database, after: string | null) =>
	db
		.selectFrom('person')
		.select(['id', 'email'])
		.where('addressKey', 'is', null)
		.where('guest', '=', false)
		.where('erasedAt', 'is', null)
		.$if(after !== null, (query) => query.where('id', '>', after ?? ''))
		.orderBy('id')
		.limit(batch)
		.execute();

async function eachBatch(db: Database, work: (rows: Row[]) => Promise<void>) {
	let after: string | null = null;
	for (;;) {
		const rows: Row[] = await keyless(db, after);
		if (rows.length === 0) return;
		await work(rows);
		after = rows.at(-1)?.id ?? null;
	}
}

const columns = (rows: readonly Row[]) =>
	[rows.map(({ id }) => id), rows.map(({ email }) => addressKey(email))] as const;

/** Of accounts that stand for one mailbox the eldest has it; the others keep working and are reported. */
export const fillAddressKeys = (db: Database) =>
	eachBatch(db, async (rows) => {
		const [ids, keys] = columns(rows);
		await sql`update person p set address_key = first.key from (
			select distinct on (key) id, key from unnest(${ids}::uuid[], ${keys}::text[]) as t (id, key)
			order by key, id
		) first where p.id = first.id and not exists (select from person o where o.address_key = first.key)`.execute(
			db
		);
	});

/** Accounts whose mailbox has another account too: ids, never addresses. */
export async function sharedMailboxes(db: Database): Promise<{ id: string; of: string }[]> {
	const found: { id: string; of: string }[] = [];
	await eachBatch(db, async (rows) => {
		const [ids, keys] = columns(rows);
		const shared = await sql<{ id: string; of: string }>`
			select t.id, o.id as of from unnest(${ids}::uuid[], ${keys}::text[]) as t (id, key)
			join person o on o.address_key = t.key order by t.id`.execute(db);
		found.push(...shared.rows);
	});
	return found;
}
