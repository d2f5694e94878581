/** Sees to what a former participant wrote, consultation by consultation; done again, it changes nothing. */

import { sql } from 'kysely';
import { answeredIfNoneLeft } from '../consultation/answered.server.ts';
import * as consultations from '../consultation/lock.server.ts';
import { alikeChanged } from '../contribution/alike.server.ts';
import { erased } from '../contribution/store.server.ts';
import { now } from '../clock.server.ts';
import type { Database, Transaction } from '../database.server.ts';
import { forgetShared } from '../group/forget.server.ts';
import { former, type Fate } from './erasure.ts';

/** Carries out what was asked; answers how many contributions it touched, null when nothing was asked. */
export async function erase(db: Database, personId: string): Promise<number | null> {
	const asked = await db
		.selectFrom('erasure')
		.select(['contributions'])
		.where('personId', '=', personId)
		.executeTakeFirst();
	if (!asked) return null;
	const spoken = await db
		.selectFrom('contribution')
		.select('consultationId')
		.distinct()
		.where('personId', '=', personId)
		.execute();
	let touched = 0;
	for (const { consultationId } of spoken) {
		touched += await db.transaction().execute(async (tx) => {
			const held = await consultations.lock(tx, consultationId, 'shared');
			const count = await forget(tx, personId, consultationId, asked.contributions as Fate);
			if (held) await answeredIfNoneLeft(tx, held.consultation, held.at);
			if (count > 0) await consultations.withhold(tx, consultationId);
			return count;
		});
	}
	await db
		.updateTable('erasure')
		.set((eb) => ({ doneAt: eb.fn<Date>('clock_timestamp') }))
		.where('personId', '=', personId)
		.where('doneAt', 'is', null)
		.execute();
	return touched;
}

/** What has waited: a job that was lost with its process is found again here. */
export async function eraseWaiting(db: Database): Promise<void> {
	const rows = await db
		.selectFrom('erasure')
		.select('personId')
		.where('doneAt', 'is', null)
		.where('askedAt', '<', sql<Date>`clock_timestamp() - interval '1 minute'`)
		.limit(20)
		.execute();
	for (const { personId } of rows) await erase(db, personId);
}

async function forget(tx: Transaction, personId: string, consultationId: string, fate: Fate) {
	if (fate === 'erased') await takeWords(tx, personId, consultationId);
	const named = await tx
		.updateTable('contribution')
		.set({ authorName: former })
		.where('personId', '=', personId)
		.where('consultationId', '=', consultationId)
		.where('authorName', '!=', former)
		.executeTakeFirst();
	return Number(named.numUpdatedRows);
}

/** Words said for oneself go for good; what was said for an organisation is the organisation's. */
async function takeWords(tx: Transaction, personId: string, consultationId: string) {
	const at = await now(tx);
	const own = sql`(select id from contribution where person_id = ${personId}::uuid
		and consultation_id = ${consultationId}::uuid and organisation_id is null)`;
	await sql`insert into ledger_entry (space_id, type, about_table, about_id, role, at, payload)
		select space_id, 'contribution.erased', 'contribution', id, 'PARTICIPANT', ${at}::timestamptz,
			jsonb_build_object('reference', reference, 'ground', 'erasure')
		from contribution where id in ${own} and body <> ${erased}`.execute(tx);
	await sql`delete from wording where contribution_id in ${own}`.execute(tx);
	await sql`delete from quote where contribution_id in ${own}`.execute(tx);
	await sql`delete from machine_translation where contribution_id in ${own}`.execute(tx);
	await sql`update suggestion set words = case when act = 'remove' then null else ${erased} end
		where contribution_id in ${own}`.execute(tx);
	const { rows } = await sql<{ id: string; folded: boolean }>`
		update contribution set body = ${erased}, salt = null, redacted = false,
			ended_at = case when state = 'withdrawn' then ended_at else ${at}::timestamptz end, state = 'withdrawn'
		where id in ${own} and body <> ${erased}
		returning id, alike_of is not null or alike_count > 0 as folded`.execute(tx);
	await forgetShared(
		tx,
		rows.map(({ id }) => id)
	);
	// Others who said the same do not stand under what is gone.
	for (const { id, folded } of rows) if (folded) await alikeChanged(tx, id);
}
