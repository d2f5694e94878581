/** Which contributions a response answers: named by reference, added with their replies, taken out again. */

import { sql } from 'kysely';
import { holds, type Viewer } from '#domain/accounts/viewer.ts';
import type { Database, Transaction } from '#domain/database.server.ts';
import { inOne } from '#domain/transaction.server.ts';
import { onDraft, type Fixed } from './on-draft.server.ts';
import { limits } from './response.ts';

export type NotTaken =
	| { code: 'nothing_to_answer' }
	| { code: 'too_many_named'; limit: number }
	| { code: 'no_such_contribution'; references: string[] }
	| { code: 'answered_already'; references: string[]; response: string }
	| { code: 'gone'; references: string[] };

type Found = { ok: true; ids: string[] } | { ok: false; obstacle: NotTaken };
type Within = { id: string; spaceId: string };

/** The contributions of these references that can be answered; what is private is there for the secretariat alone. */
export async function named(
	db: Database,
	by: Viewer,
	consultation: Within,
	references: readonly string[],
	instead: string | null = null
): Promise<Found> {
	const wanted = [...new Set(references)];
	if (wanted.length === 0) return { ok: false, obstacle: { code: 'nothing_to_answer' } };
	if (wanted.length > limits.named)
		return { ok: false, obstacle: { code: 'too_many_named', limit: limits.named } };
	const rows = await db
		.selectFrom('contribution')
		.leftJoin('reasonedResponse', 'reasonedResponse.id', 'contribution.responseId')
		.select([
			'contribution.id',
			'contribution.reference',
			'contribution.state',
			'contribution.responseId',
			'reasonedResponse.reference as response'
		])
		.where('contribution.consultationId', '=', consultation.id)
		.where('contribution.reference', 'in', wanted)
		.$if(!holds(by, consultation.spaceId, 'SECRETARIAT'), (query) =>
			query.where('contribution.visibility', '=', 'public')
		)
		.execute();
	const there = new Set(rows.map(({ reference }) => reference));
	const absent = wanted.filter((reference) => !there.has(reference));
	if (absent.length)
		return { ok: false, obstacle: { code: 'no_such_contribution', references: absent } };
	const gone = rows.filter(({ state }) => state === 'withdrawn' || state === 'refused');
	if (gone.length)
		return {
			ok: false,
			obstacle: { code: 'gone', references: gone.map(({ reference }) => reference) }
		};
	const answered = rows.filter(({ responseId }) => responseId && responseId !== instead);
	const response = answered[0]?.response;
	if (response)
		return {
			ok: false,
			obstacle: {
				code: 'answered_already',
				references: answered.map(({ reference }) => reference),
				response
			}
		};
	return { ok: true, ids: rows.map(({ id }) => id) };
}

/** Adds them, and what was replied to them and still waits for an answer. */
export async function gather(
	tx: Transaction,
	responseId: string,
	ids: readonly string[],
	replies: boolean
) {
	await sql`
		insert into reasoned_response_contribution (response_id, contribution_id)
		select ${responseId}, unnest(${ids}::uuid[]) on conflict do nothing`.execute(tx);
	if (!replies) return;
	await sql`
		insert into reasoned_response_contribution (response_id, contribution_id)
		select ${responseId}, k.id from (${repliesUnder(ids)}) k on conflict do nothing`.execute(tx);
}

/** Replies at any depth under these, in the state in which they want an answer. */
const repliesUnder = (ids: readonly string[]) => sql`
	select k.id from contribution k
	where k.root_id in (
			select coalesce(root_id, id) from contribution where id = any(${ids}::uuid[]))
		and k.state in ('published', 'held') and k.response_id is null
		and (k.root_id = any(${ids}::uuid[]) or k.parent_id = any(${ids}::uuid[]))`;

/** How many replies under these wait for an answer. */
export async function countReplies(db: Database, ids: readonly string[]): Promise<number> {
	const { rows } = await sql<{ n: number }>`
		select count(*)::int as n from (${repliesUnder(ids)}) k
		where not (k.id = any(${ids}::uuid[]))`.execute(db);
	return rows[0]?.n ?? 0;
}

export type Changed = { ok: true } | Fixed | { ok: false; obstacle: NotTaken };

/** Adds contributions to a draft. */
export const add = (
	db: Database,
	by: Viewer,
	id: string,
	{ references, replies }: { references: readonly string[]; replies: boolean }
): Promise<Changed> =>
	inOne(db, (tx) =>
		onDraft<Changed>(tx, by, 'response.draft', id, async (scene, draft) => {
			const found = await named(scene.tx, by, scene.consultation, references, draft.supersedes);
			if (!found.ok) return found;
			await gather(scene.tx, id, found.ids, replies);
			return { ok: true };
		})
	);

/** Takes contributions out of a draft: those named, or all that need no answer from it any more. */
export const takeOut = (
	db: Database,
	by: Viewer,
	id: string,
	which: readonly string[] | 'settled'
): Promise<Changed> =>
	inOne(db, (tx) =>
		onDraft<Changed>(tx, by, 'response.draft', id, async ({ tx: inside, consultation }, draft) => {
			const seen = holds(by, consultation.spaceId, 'SECRETARIAT')
				? sql`true`
				: sql`k.visibility = 'public'`;
			const meant =
				which === 'settled'
					? sql`(k.state in ('withdrawn', 'refused')
						or k.response_id is not null and k.response_id is distinct from ${draft.supersedes}::uuid)`
					: sql`k.reference = any(${which}::text[]) and ${seen}`;
			await sql`delete from reasoned_response_contribution l using contribution k
				where l.response_id = ${id} and k.id = l.contribution_id and ${meant}`.execute(inside);
			return { ok: true };
		})
	);

/** A group with how many of it wait for an answer; null when it is not this consultation's, or all in it is private to others. */
export async function groupToAnswer(db: Database, by: Viewer, within: Within, id: string) {
	const seesAll = holds(by, within.spaceId, 'SECRETARIAT');
	const { rows } = await sql<{ id: string; title: string; lang: string; waiting: number }>`
		select g.id, g.title, g.lang, (
			select count(*)::int from contribution k
			where k.group_id = g.id and k.response_id is null and k.state in ('published', 'held')) as waiting
		from contribution_group g where g.id = ${id} and g.consultation_id = ${within.id} and (${seesAll} or exists (
			select from contribution k where k.group_id = g.id and k.visibility = 'public'))`.execute(db);
	return rows[0] ?? null;
}
