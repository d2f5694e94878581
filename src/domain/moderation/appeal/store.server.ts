/** How appeals are kept: what the verbs lock, write and look up. */

import { sql } from 'kysely';
import { holds, type Viewer } from '../../accounts/viewer.ts';
import * as consultations from '../../consultation/lock.server.ts';
import { locked } from '../../contribution/store.server.ts';
import type { Database, Transaction } from '../../database.server.ts';
import { stands, type Against } from './appeal.ts';

/** An act with whatever an appeal against it has to know. */
const acted = (db: Database) =>
	db
		.selectFrom('moderationAct')
		.leftJoin('appeal', 'appeal.actId', 'moderationAct.id')
		.leftJoin('invalidation', 'invalidation.id', 'moderationAct.invalidationId')
		.select([
			'moderationAct.id',
			'moderationAct.contributionId',
			'moderationAct.act',
			'moderationAct.byId',
			'moderationAct.appealUntil',
			'invalidation.askedBy',
			'appeal.id as appealId',
			'appeal.personId as authorId',
			'appeal.decidedAt'
		])
		.select(
			sql<boolean>`not exists (
				select from moderation_act later where later.contribution_id = moderation_act.contribution_id
					and later.act in ('hold', 'refuse', 'restore')
					and (later.at, later.id) > (moderation_act.at, moderation_act.id)
			)`.as('latest')
		);

/** The act and its contribution with both locks held; undefined where there is no such act. */
export async function lockedAct(tx: Transaction, actId: string) {
	const place = await tx
		.selectFrom('moderationAct')
		.innerJoin('contribution', 'contribution.id', 'moderationAct.contributionId')
		.select(['contribution.id', 'contribution.consultationId'])
		.where('moderationAct.id', '=', actId)
		.executeTakeFirst();
	const held = place && (await consultations.lock(tx, place.consultationId, 'shared'));
	const one = held && (await locked(tx, place.id));
	if (!held || !one) return undefined;
	const act = await acted(tx).where('moderationAct.id', '=', actId).executeTakeFirstOrThrow();
	const against: Against = {
		act: act.act,
		appealUntil: act.appealUntil,
		standing: stands(act.act, one.state, act.latest),
		appealed: act.appealId !== null
	};
	return { at: held.at, one, act, against };
}

/** Whether somebody may see the contribution an act was about. */
export const sees = (by: Viewer, one: { spaceId: string; visibility: string }) =>
	one.visibility === 'public' || holds(by, one.spaceId, 'SECRETARIAT');
