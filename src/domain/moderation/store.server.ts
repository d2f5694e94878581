/** How reports and acts of moderation are kept. */

import { may } from '../policy/acts.ts';
import { holds, type Viewer } from '../accounts/viewer.ts';
import * as consultations from '../consultation/lock.server.ts';
import { alikeChanged } from '../contribution/alike.server.ts';
import { locked, type Locked } from '../contribution/store.server.ts';
import type { Transaction } from '../database.server.ts';
import { forgetShared } from '../group/forget.server.ts';
import { newId } from '../identity.ts';
import type { Act, Obstacle } from './moderation.ts';
import type { Ground, Statement } from './statement.ts';

/** What a moderator decides, and on which ground. */
export type Decision = { id: string; consultationId: string } & Ground;
export type Decided = { ok: true } | { ok: false; obstacle: Obstacle };
export const refused = (obstacle: Obstacle): Decided => ({ ok: false, obstacle });

/** What a decision is about, while nobody else decides. */
export type Found = {
	one: Locked;
	consultation: NonNullable<Awaited<ReturnType<typeof consultations.lock>>>['consultation'];
	at: Date;
	reports: number;
};

/** The contribution with both locks held, if this viewer may moderate it; else what stands in the way. */
export async function forModeration(
	tx: Transaction,
	by: Viewer,
	{ id, consultationId }: { id: string; consultationId: string }
): Promise<Found | Obstacle> {
	const held = await consultations.lock(tx, consultationId, 'shared');
	const one = held && (await locked(tx, id));
	if (!held || one?.consultationId !== consultationId) return { code: 'missing' };
	if (!may(by, 'remark.moderate', one.spaceId)) return { code: 'not_allowed' };
	// What was said to the secretariat alone is not a moderator's to see.
	const secret = one.visibility === 'private' && !holds(by, one.spaceId, 'SECRETARIAT');
	if (secret) return { code: 'missing' };
	// Nobody judges their own words, nor the reports about them.
	if (one.personId === by.id) return { code: 'own' };
	return { one, ...held, reports: await openReports(tx, id) };
}

async function openReports(tx: Transaction, contributionId: string) {
	const row = await tx
		.selectFrom('report')
		.select(({ fn }) => fn.countAll<number>().as('count'))
		.where('contributionId', '=', contributionId)
		.where('settledAt', 'is', null)
		.executeTakeFirstOrThrow();
	return Number(row.count);
}

/** Writes an act with its whole statement, and of which wave of fraud it is; answers until when it can be appealed against. */
export async function insertAct(
	tx: Transaction,
	by: Pick<Viewer, 'id'>,
	act: Act,
	contributionId: string,
	statement: Statement,
	at: Date,
	invalidationId: string | null = null
) {
	const { appealUntil } = await tx
		.insertInto('moderationAct')
		.values({ id: newId(), contributionId, act, ...statement, byId: by.id, at, invalidationId })
		.returning('appealUntil')
		.executeTakeFirstOrThrow();
	return appealUntil;
}

/** Closes the waiting reports on a contribution; answers who sent them. */
export function settleReports(tx: Transaction, by: Viewer, contributionId: string, at: Date) {
	return tx
		.updateTable('report')
		.set({ settledAt: at, settledBy: by.id })
		.from('person')
		.whereRef('person.id', '=', 'report.reporterId')
		.where('report.contributionId', '=', contributionId)
		.where('report.settledAt', 'is', null)
		.returning(['person.id', 'person.name', 'person.email', 'person.language'])
		.execute();
}

export async function setState(
	tx: Transaction,
	id: string,
	state: 'published' | 'held' | 'refused',
	endedAt: Date | null
) {
	await tx.updateTable('contribution').set({ state, endedAt }).where('id', '=', id).execute();
	await alikeChanged(tx, id);
}

export const wordingsOf = (tx: Transaction, contributionId: string) =>
	tx
		.selectFrom('wording')
		.select(['n', 'body', 'words'])
		.where('contributionId', '=', contributionId)
		.execute();

/** Puts redacted words where the others stood; what was sealed can no longer be checked against those. */
export async function overwrite(
	tx: Transaction,
	id: string,
	{ body, salt }: { body: string; salt: string },
	wordings: readonly { n: number; body: string; words: string | null }[]
) {
	await tx
		.updateTable('contribution')
		.set({ body, salt, redacted: true })
		.where('id', '=', id)
		.execute();
	await tx.deleteFrom('machineTranslation').where('contributionId', '=', id).execute();
	await forgetShared(tx, [id]);
	// Other words may say the same as something else, or no longer say the same as what they stood with.
	await alikeChanged(tx, id);
	for (const wording of wordings) {
		await tx
			.updateTable('wording')
			.set({ body: wording.body, words: wording.words, salt: null })
			.where('contributionId', '=', id)
			.where('n', '=', wording.n)
			.execute();
	}
}
