/** How suggestions are kept: beside their contribution, for as long as its words are. */

import { sql } from 'kysely';
import type { Database, Transaction } from '../database.server.ts';
import type { Act, Asked, Obstacle, Proposal, Subject } from './suggestion.ts';
import { proposalOf } from './suggestion.ts';

export type Suggested = Proposal & { basedOn: string | null };

type Place = { consultationId: string; unitId: string | null };

/** What someone asks for, judged with the unit and with what it builds on; its `basedOn` is an id. */
export async function judge(
	tx: Transaction,
	asked: Asked,
	unit: Subject | null,
	place: Place
): Promise<{ ok: true; suggested: Suggested } | { ok: false; obstacle: Obstacle }> {
	if (!unit) return { ok: false, obstacle: { code: 'unit_unsuitable' } };
	const outcome = proposalOf(asked, unit);
	if (!outcome.ok) return outcome;
	const basedOn = asked.basedOn === null ? null : await basisOf(tx, asked.basedOn, place);
	if (basedOn === undefined) return { ok: false, obstacle: { code: 'basis_missing' } };
	return { ok: true, suggested: { ...outcome.proposal, basedOn } };
}

/** The suggestion a reference names, if it stands in public on the same unit. */
async function basisOf(db: Database, reference: string, { consultationId, unitId }: Place) {
	const row = await db
		.selectFrom('contribution')
		.select('id')
		.where('reference', '=', reference)
		.where('consultationId', '=', consultationId)
		.where('unitId', '=', unitId)
		.where('kind', '=', 'suggestion')
		.where('visibility', '=', 'public')
		.where('state', '=', 'published')
		.executeTakeFirst();
	return row?.id;
}

export async function keep(tx: Transaction, contributionId: string, suggested: Suggested) {
	const { act, words, lang, basedOn } = suggested;
	await tx.insertInto('suggestion').values({ contributionId, act, words, lang, basedOn }).execute();
}

/** What a contribution proposes and what of; undefined when it is no suggestion. */
export async function found(tx: Transaction, contributionId: string) {
	const row = await tx
		.selectFrom('suggestion')
		.innerJoin('contribution', 'contribution.id', 'suggestion.contributionId')
		.innerJoin('unitText', (join) =>
			join
				.onRef('unitText.unitId', '=', 'contribution.unitId')
				.onRef('unitText.versionId', '=', 'contribution.versionId')
		)
		.select(['suggestion.act', 'suggestion.words', 'suggestion.lang'])
		.select(['unitText.number', 'unitText.kind', 'unitText.body', 'unitText.lang as unitLang'])
		.select(({ exists, selectFrom }) =>
			exists(
				selectFrom('suggestion as later')
					.innerJoin('contribution as other', 'other.id', 'later.contributionId')
					.select('later.contributionId')
					.whereRef('later.basedOn', '=', 'suggestion.contributionId')
					.where('other.state', '!=', 'withdrawn')
			).as('builtOn')
		)
		.where('suggestion.contributionId', '=', contributionId)
		.executeTakeFirst();
	if (!row) return undefined;
	const { act, words, lang, builtOn, number, kind, body, unitLang } = row;
	return {
		proposal: { act: act as Act, words, lang },
		unit: { number, kind, body, lang: unitLang } as unknown as Subject,
		builtOn: Boolean(builtOn)
	};
}

export async function reword(tx: Transaction, contributionId: string, words: string | null) {
	await tx
		.updateTable('suggestion')
		.set({ words })
		.where('contributionId', '=', contributionId)
		.execute();
}

/** How many public suggestions stand on each unit; those withdrawn or hidden keep their place. */
export async function countsByUnit(db: Database, consultationId: string) {
	const rows = await db
		.selectFrom('contribution')
		.select(['unitId', sql<number>`count(*)::int`.as('n')])
		.where('consultationId', '=', consultationId)
		.where('kind', '=', 'suggestion')
		.where('visibility', '=', 'public')
		.groupBy('unitId')
		.execute();
	return new Map(rows.flatMap(({ unitId, n }) => (unitId ? [[unitId, n] as const] : [])));
}

/** Suggestions built on one, oldest first; what is not public stays unnamed. */
export const builtOn = (db: Database, contributionId: string) =>
	db
		.selectFrom('suggestion')
		.innerJoin('contribution', 'contribution.id', 'suggestion.contributionId')
		.select(['contribution.reference'])
		.where('suggestion.basedOn', '=', contributionId)
		.where('contribution.visibility', '=', 'public')
		.where('contribution.state', '=', 'published')
		.orderBy('contribution.receivedAt')
		.limit(50)
		.execute();

/** Takes the proposed words away for good; that something was suggested stays. */
export async function erase(tx: Transaction, contributionId: string, erased: string) {
	await tx
		.updateTable('suggestion')
		.set({ words: erased })
		.where('contributionId', '=', contributionId)
		.where('words', 'is not', null)
		.execute();
}
