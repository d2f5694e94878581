/** What publishing a response does, in one transaction: its state, the contributions' answer, the ledger, the news. */

import { sql, type Selectable } from 'kysely';
import type { Standing } from '#domain/accounts/viewer.ts';
import { answeredIfAll } from '#domain/consultation/answered.server.ts';
import { touch } from '#domain/consultation/lock.server.ts';
import type { Transaction } from '#domain/database.server.ts';
import { record, seal } from '#domain/ledger/ledger.server.ts';
import { tell } from '#domain/notifications/news.server.ts';
import type { Consultation } from '#domain/tables.server.ts';
import type { Draft } from './on-draft.server.ts';
import { parts, type Fields } from './response.ts';

type Settling = {
	tx: Transaction;
	consultation: Selectable<Consultation>;
	at: Date;
	role: Standing;
	personId: string;
	draft: Draft;
	fields: Fields;
};

export type Settled =
	| { ok: true }
	| { ok: false; obstacle: { code: 'answered_meanwhile'; count: number } }
	| { ok: false; obstacle: { code: 'nobody_left'; withdrawn: number; refused: number } };

/** A refusal is found after writing: the caller's transaction must be undone by it. */
export async function settle(given: Settling): Promise<Settled> {
	const { tx, consultation, at, role, personId, draft, fields } = given;
	const { id, reference, supersedes } = draft;
	const { salt, seal: sealed } = seal(sealedText(fields));
	// Before it stands, the one before it falls: they are never both the answer.
	if (supersedes)
		await tx
			.updateTable('reasonedResponse')
			.set({ state: 'superseded', supersededAt: at })
			.where('id', '=', supersedes)
			.where('state', '=', 'published')
			.execute();
	await tx
		.updateTable('reasonedResponse')
		.set({
			...{ state: 'published', publishedAt: at, publishedBy: personId, salt },
			...{ publishAskedBy: null, publishAskedAt: null, publishObstacle: null }
		})
		.where('id', '=', id)
		.execute();
	const answered = await answer(tx, draft, at);
	if (answered === 0)
		return { ok: false, obstacle: { code: 'nobody_left', withdrawn: 0, refused: 0 } };
	const others = await dropTheRest(tx, id);
	if (others) return { ok: false, obstacle: { code: 'answered_meanwhile', count: others } };
	const reopened = supersedes ? await reopen(tx, supersedes, at) : 0;

	const { kind, units } = fields;
	const { spaceId } = consultation;
	await record(tx, {
		...{ spaceId, type: 'response.published', about: ['reasoned_response', id] },
		...{ role, personId, at },
		payload: {
			...{ reference, kind, contributions: answered, units: [...units], seal: sealed },
			...(supersedes ? { supersedes, reopened } : {})
		}
	});
	await tell(tx, {
		...{ kind: 'response', spaceId, consultationId: consultation.id, responseId: id, at },
		facts: { reference, response: kind ?? '', contributions: answered }
	});
	await answeredIfAll(tx, { consultation, at, role, personId });
	await touch(tx, consultation.id);
	return { ok: true };
}

/** What is sealed of a response: its kind, its parts and who decided. */
export const sealedText = (fields: Pick<Fields, 'kind' | 'decidedBy' | (typeof parts)[number]>) =>
	[fields.kind ?? '', ...parts.map((part) => fields[part]), fields.decidedBy].join('\n\n');

/** Gives the contributions their answer, in the order of their ids, as every other writer takes them. */
async function answer(tx: Transaction, { id, supersedes }: Draft, at: Date): Promise<number> {
	const { numAffectedRows } = await sql`
		with mine as materialized (
			select k.id from reasoned_response_contribution l join contribution k on k.id = l.contribution_id
			where l.response_id = ${id} and k.state in ('published', 'held')
				and (k.response_id is null or k.response_id is not distinct from ${supersedes}::uuid)
			order by k.id for no key update of k
		)
		update contribution k set response_id = ${id}, news_at = ${at},
			answered_at = coalesce(k.answered_at, ${at})
		from mine where k.id = mine.id`.execute(tx);
	return Number(numAffectedRows ?? 0);
}

/** Withdrawn and refused ones were not answered; answers how many others another response took meanwhile. */
async function dropTheRest(tx: Transaction, id: string): Promise<number> {
	const { rows } = await sql<{ n: number }>`
		with gone as (
			delete from reasoned_response_contribution l using contribution k
			where l.response_id = ${id} and k.id = l.contribution_id and k.response_id is distinct from ${id}::uuid
			returning k.state
		)
		select count(*) filter (where state in ('published', 'held'))::int as n from gone`.execute(tx);
	return rows[0]?.n ?? 0;
}

/** What the response before answered and this one does not waits for an answer again. */
async function reopen(tx: Transaction, supersedes: string, at: Date): Promise<number> {
	const { numAffectedRows } = await sql`
		update contribution set response_id = null, answered_at = null, news_at = ${at}
		where response_id = ${supersedes}`.execute(tx);
	return Number(numAffectedRows ?? 0);
}
