/**
 * Identical and nearly identical texts in one place stand under the first of them; each stays what it is, readable
 * and counted. Letter triples find candidates, their words decide (alike.ts).
 */

import { sql } from 'kysely';
import { lock, touch } from '../consultation/lock.server.ts';
import type { Database, Transaction } from '../database.server.ts';
import { enqueue } from '../jobs.server.ts';
import { inOne } from '../transaction.server.ts';
import { saysTheSame } from './alike.ts';

/** Beginnings with fewer letter triples in common are not compared word for word. */
const worthComparing = 0.5;
const compared = 12;
/** Heads brought together in one go; more of them wait for the next that says the same. */
const mostHeads = 6;

type One = {
	id: string;
	consultationId: string;
	unitId: string | null;
	kind: string;
	lang: string;
	body: string;
	receivedAt: Date;
	joint: boolean;
	stands: boolean;
};

/**
 * Puts a contribution under the first that says the same, or that one under it when it came later. Answers the head;
 * null where it stands alone. The consultation's lock is held by whoever calls.
 */
export async function foldAlike(tx: Transaction, id: string): Promise<string | null> {
	const one = await found(tx, id);
	if (!one?.stands) return null;
	await holdPlace(tx, one);
	let head: One | null = null;
	// When a head comes back, what stood under it has found another meanwhile: both are brought together.
	for (let round = 0; round < mostHeads; round++) {
		const mine: One = head ?? one;
		const other = await headLike(tx, mine);
		if (!other) break;
		const under = first(mine, other) ? other : mine;
		head = under === mine ? other : mine;
		await sql`update contribution set alike_of = ${head.id}, alike_count = 0
			where id = ${under.id} or alike_of = ${under.id}`.execute(tx);
	}
	if (head) await recount(tx, [head.id]);
	return head?.id ?? null;
}

/** Which of two stands above the other: what others sign, or what was said first. */
const first = (one: One, other: One) =>
	!other.joint &&
	(one.receivedAt.getTime() === other.receivedAt.getTime()
		? one.id < other.id
		: one.receivedAt < other.receivedAt);

const columns = sql`c.id, c.consultation_id, c.unit_id, c.kind, c.lang, c.body, c.received_at, c.joint`;

/** What can be folded: public remarks that stand and reply to nothing; a statement others sign stands by itself. */
const foldable = sql`c.visibility = 'public' and c.state = 'published' and c.depth = 0
	and c.alike_of is null and c.kind <> 'suggestion'`;

async function found(tx: Transaction, id: string) {
	const { rows } = await sql<One>`
		select ${columns}, ${foldable} and not c.joint as stands from contribution c where c.id = ${id}`.execute(
		tx
	);
	return rows[0];
}

/** Of two that say the same and come at once, the second sees the first. Acts on rows never wait for this. */
const holdPlace = (tx: Transaction, { consultationId, unitId }: One) =>
	sql`select pg_advisory_xact_lock(hashtextextended(${`alike:${consultationId}:${unitId}`}, 0))`.execute(
		tx
	);

async function headLike(tx: Transaction, one: One): Promise<One | undefined> {
	await sql`select set_config('pg_trgm.similarity_threshold', ${String(worthComparing)}, true)`.execute(
		tx
	);
	const { rows } = await sql<One>`
		select ${columns}, true as stands from contribution c
		left join quote q on q.contribution_id = c.id
		left join quote mine on mine.contribution_id = ${one.id}
		where ${foldable} and c.id <> ${one.id} and c.consultation_id = ${one.consultationId}
			and c.unit_id is not distinct from ${one.unitId} and c.kind = ${one.kind} and c.lang = ${one.lang}
			and (q.start_at, q.end_at, q.lang) is not distinct from (mine.start_at, mine.end_at, mine.lang)
			and folded(c.body) % folded(${one.body})
		order by similarity(folded(c.body), folded(${one.body})) desc, c.received_at, c.id
		limit ${compared}`.execute(tx);
	return rows.find(({ body }) => saysTheSame(body, one.body, one.lang));
}

const recount = (tx: Transaction, ids: readonly string[]) =>
	sql`update contribution h set alike_count = (select count(*) from contribution c where c.alike_of = h.id)
		where h.id = any (${ids}::uuid[])`.execute(tx);

/** Leaves to the queue what a change of one contribution means for those that say the same. */
export const alikeChanged = (tx: Transaction, id: string) =>
	enqueue(tx, 'refold_alike', { id }, { jobKey: `alike ${id}` });

/** After its words or its state changed: the next takes the head's place, and what stands looks for its own anew. */
export const refoldAlike = (db: Database, id: string): Promise<void> =>
	inOne(db, async (tx) => {
		const one = await found(tx, id);
		if (!one) return;
		await lock(tx, one.consultationId, 'shared');
		await holdPlace(tx, one);
		const { rows } = await sql<{ head: string | null }>`
			update contribution c set alike_of = null from contribution old
			where c.id = ${id} and old.id = c.id returning old.alike_of as head`.execute(tx);
		if (rows[0]?.head) await recount(tx, [rows[0].head]);
		await promote(tx, [id]);
		await foldAlike(tx, id);
		await touch(tx, one.consultationId);
	});

/** Takes many that do not stand any more out of what they are folded with, under others or above them. */
export async function unfold(tx: Transaction, ids: readonly string[]): Promise<void> {
	const { rows } = await sql<{ head: string }>`
		with gone as (
			select id, alike_of from contribution
			where id = any (${ids}::uuid[]) and alike_of is not null and state <> 'published'
		), out as (
			update contribution c set alike_of = null from gone where c.id = gone.id returning 1
		)
		select distinct alike_of as head from gone`.execute(tx);
	if (rows.length)
		await recount(
			tx,
			rows.map(({ head }) => head)
		);
	await promote(tx, ids);
}

/** Where heads went, the first that still stands takes the place of each; those that went with it stand alone. */
export async function promote(tx: Transaction, gone: readonly string[]): Promise<void> {
	const { rows } = await sql<{ next: string }>`
		with next as (
			select distinct on (alike_of) id as next, alike_of as gone from contribution
			where alike_of = any (${gone}::uuid[]) and state = 'published'
			order by alike_of, received_at, id
		), moved as (
			update contribution c set alike_of = case when c.state = 'published' and c.id <> n.next then n.next end
			from (select g.id as gone, next.next from unnest(${gone}::uuid[]) g (id) left join next on next.gone = g.id) n
			where c.alike_of = n.gone returning 1
		), emptied as (
			update contribution set alike_count = 0 where id = any (${gone}::uuid[]) and alike_count > 0 returning 1
		)
		select next from next`.execute(tx);
	if (rows.length)
		await recount(
			tx,
			rows.map(({ next }) => next)
		);
}
