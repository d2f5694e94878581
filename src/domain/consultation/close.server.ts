/** Writes down that a consultation has closed, with its final counts. The clock closes it; this only records. */

import { sql } from 'kysely';
import type { Database, Transaction } from '#domain/database.server.ts';
import { record } from '#domain/ledger/ledger.server.ts';
import { tell } from '#domain/notifications/news.server.ts';
import { answeredIfNoneLeft } from './answered.server.ts';
import { lock, touch } from './lock.server.ts';

export type Closed =
	| { ok: true; already: boolean }
	| { ok: false; obstacle: { code: 'missing' | 'cancelled' | 'not_announced' } }
	| { ok: false; obstacle: { code: 'not_due'; closesAt: Date } };

/** Once, however often and however late it is asked; its moment is the closing that was announced. */
export async function close(db: Database, consultationId: string): Promise<Closed> {
	return db.transaction().execute(async (tx) => {
		// Alone: writers that were let in before the closing are through before anything is counted.
		const locked = await lock(tx, consultationId, 'alone');
		if (!locked) return { ok: false, obstacle: { code: 'missing' } };
		const { consultation, at } = locked;
		const { closesAt, spaceId, id } = consultation;
		if (consultation.cancelledAt) return { ok: false, obstacle: { code: 'cancelled' } };
		if (!consultation.announcedAt || !closesAt) {
			return { ok: false, obstacle: { code: 'not_announced' } };
		}
		if (consultation.closedAt) return { ok: true, already: true };
		if (at < closesAt) return { ok: false, obstacle: { code: 'not_due', closesAt } };

		await foldAll(tx);
		await tx.updateTable('consultation').set({ closedAt: closesAt }).where('id', '=', id).execute();
		const payload = await finalCounts(tx, id);
		const about: [string, string] = ['consultation', id];
		await record(tx, {
			spaceId,
			type: 'consultation.closed',
			about,
			role: 'CLOCK',
			at: closesAt,
			payload
		});
		// All may have been answered while it was open.
		await answeredIfNoneLeft(tx, consultation, at);
		await tell(tx, { kind: 'closed', spaceId, consultationId: id, at: closesAt });
		await touch(tx, id);
		return { ok: true, already: false };
	});
}

/** Waits for a folding under way, then folds what is left. */
export async function foldAll(tx: Transaction) {
	await sql`select pg_advisory_xact_lock(hashtextextended('fold', 0))`.execute(tx);
	await sql`select fold_votes()`.execute(tx);
}

type Row = { unit: string; kind: string; counts: number[] };

/** Votes by unit as [agree, with changes, disagree, unsure], and how many contributions there are. */
async function finalCounts(tx: Transaction, id: string) {
	const { rows } = await sql<Row>`
		select unit_id as unit, voter_kind as kind, array[agree, changes, disagree, unsure] as counts
		from tally where consultation_id = ${id} order by unit_id, voter_kind`.execute(tx);
	const { rows: said } = await sql<{ visible: number; private: number }>`
		select count(*) filter (where visibility = 'public')::int as visible,
			count(*) filter (where visibility = 'private')::int as private
		from contribution where consultation_id = ${id}`.execute(tx);
	const sum = (kind: string) =>
		rows.filter((row) => row.kind === kind).reduce((all, { counts }) => all + total(counts), 0);
	return {
		votesOfPeople: sum('person'),
		votesOfOrganisations: sum('organisation'),
		contributionsPublic: said[0]?.visible ?? 0,
		contributionsPrivate: said[0]?.private ?? 0,
		tally: rows.map(({ unit, kind, counts }) => ({ unit, kind, counts }))
	};
}

const total = (counts: number[]) => counts.reduce((all, one) => all + one, 0);

/** Closes whatever is due and was missed, at most so many; answers how many it recorded. */
export async function closeDue(db: Database, limit = 100): Promise<number> {
	const due = await db
		.selectFrom('consultation')
		.select('id')
		.where('closedAt', 'is', null)
		.where('cancelledAt', 'is', null)
		.where('announcedAt', 'is not', null)
		.where('closesAt', '<=', sql<Date>`clock_timestamp()`)
		.orderBy('closesAt')
		.limit(limit)
		.execute();
	let recorded = 0;
	for (const { id } of due) {
		const closed = await close(db, id);
		if (closed.ok && !closed.already) recorded++;
	}
	return recorded;
}

/** At its opening the pages of a consultation are new, in every process, and its followers are told once. */
export const renew = (db: Database, id: string) =>
	db.transaction().execute(async (tx) => {
		const held = await lock(tx, id, 'alone');
		if (!held) return;
		const { opensAt, closesAt, cancelledAt, spaceId } = held.consultation;
		const open = opensAt && closesAt && !cancelledAt && opensAt <= held.at && held.at < closesAt;
		if (open && !(await isTold(tx, id, opensAt)))
			await tell(tx, { kind: 'opened', spaceId, consultationId: id, at: opensAt });
		await touch(tx, id);
	});

/** A later round is told of by whoever opens it. */
async function isTold(tx: Transaction, consultationId: string, opensAt: Date) {
	const told = await tx
		.selectFrom('news')
		.select('id')
		.where('consultationId', '=', consultationId)
		.where((eb) =>
			eb.or([
				eb('kind', '=', 'round'),
				eb.and([eb('kind', '=', 'opened'), eb('at', '>=', opensAt)])
			])
		)
		.limit(1)
		.execute();
	return told.length > 0;
}
