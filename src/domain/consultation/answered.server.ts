/** When a consultation is answered: after its closing, as soon as something was answered and nothing is open. */

import { sql } from 'kysely';
import type { Standing } from '#domain/accounts/viewer.ts';
import type { Transaction } from '#domain/database.server.ts';
import { newId } from '#domain/identity.ts';
import { record } from '#domain/ledger/ledger.server.ts';
import { tell } from '#domain/notifications/news.server.ts';
import { stateOf, type Dates } from './consultation.ts';

type Scene = {
	consultation: Dates & { id: string; spaceId: string; language: string };
	at: Date;
	role: Standing | 'CLOCK';
	personId: string | null;
};

/**
 * Says so once. The row is held first: of two who publish the last two answers at the same time, the second
 * sees the first's. Where nothing was said nothing is answered; a named person says what comes of it then.
 */
export async function answeredIfAll(tx: Transaction, scene: Scene): Promise<boolean> {
	const { consultation, at } = scene;
	const { id } = consultation;
	if (stateOf(consultation, at) !== 'CLOSED') return false;
	const held = await tx
		.selectFrom('consultation')
		.select('id')
		.where('id', '=', id)
		.where('answeredAt', 'is', null)
		.forNoKeyUpdate()
		.executeTakeFirst();
	if (!held) return false;
	const { rows } = await counts(id).execute(tx);
	const [row] = rows;
	if (!row?.answered || row.open) return false;
	await markAnswered(tx, scene, { body: '', lang: consultation.language }, { by: 'responses' });
	return true;
}

/**
 * The same where nobody set out to answer: the last one that was open was refused, taken back or erased. It is the
 * clock's doing, as at the closing: no moderator's name stands for it.
 */
export const answeredIfNoneLeft = (
	tx: Transaction,
	consultation: Scene['consultation'],
	at: Date
): Promise<boolean> => answeredIfAll(tx, { consultation, at, role: 'CLOCK', personId: null });

/** Asked in a statement of its own, after the row is held: it sees what the one before committed. */
const counts = (id: string) => sql<{ answered: boolean; open: boolean }>`
	select exists (select from contribution where consultation_id = ${id} and response_id is not null) as answered,
		exists (select from contribution where consultation_id = ${id} and response_id is null
			and state in ('published', 'held')) as open`;

/** How many wait for an answer. */
export async function openIn(tx: Transaction, id: string): Promise<number> {
	const { rows } = await sql<{ n: number }>`select count(*)::int as n from contribution
		where consultation_id = ${id} and response_id is null and state in ('published', 'held')`.execute(
		tx
	);
	return rows[0]?.n ?? 0;
}

/** The state, the public act, the ledger, the news; the caller touches the pages. */
export async function markAnswered(
	tx: Transaction,
	{ consultation, at, role, personId }: Scene,
	{ body, lang }: { body: string; lang: string },
	payload: Record<string, string | number>
) {
	const { id, spaceId } = consultation;
	await tx.updateTable('consultation').set({ answeredAt: at }).where('id', '=', id).execute();
	const act = newId();
	await tx
		.insertInto('publicAct')
		.values({ id: act, consultationId: id, kind: 'answered', body, lang, byId: personId, at })
		.execute();
	await record(tx, {
		...{ spaceId, type: 'consultation.answered', about: ['consultation', id] },
		...{ role, personId, at, payload: { ...payload, act } }
	});
	await tell(tx, { kind: 'answered', spaceId, consultationId: id, at, facts: payload });
}
