/** What is erased when its time is over. */

import { sql } from 'kysely';
import type { Database } from '#domain/database.server.ts';
import { eraseOldKeys } from '#domain/keys/store.server.ts';
import { eraseExpired } from '#domain/pending/store.server.ts';
import { forgetTranslations } from './translation/translate.server.ts';

/** Erases expired acts, keys, links, sessions and counters, and the facts of mail that are of no more use. */
export async function cleanUp(db: Database): Promise<void> {
	await eraseExpired(db);
	await forgetTranslations(db);
	await eraseOldKeys(db);
	await sql`delete from sent_form where created_at < clock_timestamp() - interval '7 days'`.execute(
		db
	);
	await sql`delete from verification where expires_at < clock_timestamp() - interval '1 hour'`.execute(
		db
	);
	// Guests who sent nothing, or nothing that was let in, and whose device has forgotten them.
	await sql`delete from person p where p.guest and p.created_at < clock_timestamp() - interval '32 days'
		and not exists (select from session s where s.person_id = p.id)
		and not exists (select from vote v where v.person_id = p.id)
		and not exists (select from support s where s.person_id = p.id)
		and not exists (select from invalidation_person i where i.person_id = p.id)
		and not exists (select from contribution c where c.person_id = p.id)
		and not exists (select from ledger_entry e where e.about_id = p.id)
		and not exists (select from erasure e where e.person_id = p.id)
		and not exists (select from pending_act a where a.email = p.email)`.execute(db);
	// What was done at the desk can be taken back for a month.
	await sql`delete from desk_act where at < clock_timestamp() - interval '30 days'`.execute(db);
	await sql`delete from spent_proof where expires_at < clock_timestamp()`.execute(db);
	await sql`delete from session where expires_at < clock_timestamp()`.execute(db);
	await sql`delete from rate_limit where expire < extract(epoch from clock_timestamp()) * 1000`.execute(
		db
	);
	await sql`update mail set facts = null,
		given_up_at = case when attempts > 0 then clock_timestamp() end where facts is not null and (
		created_at < clock_timestamp() - interval '14 days'
		or kind in ('sign_in', 'sign_in_act', 'confirm', 'address_confirm', 'arrival') and created_at < clock_timestamp() - interval '1 hour'
	)`.execute(db);
	await sql`delete from news where told_at < clock_timestamp() - interval '1 year'`.execute(db);
	await sql`delete from mail where created_at < clock_timestamp() - interval '90 days'`.execute(db);
}
