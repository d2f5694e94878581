/** What was done about a contribution and what its author made of it, as its page and its moderators read it. */

import type { Database } from '../database.server.ts';
import type { Stated } from './statement.ts';

const statements = (db: Database, contributionId: string) =>
	db
		.selectFrom('moderationAct')
		.leftJoin('appeal', 'appeal.actId', 'moderationAct.id')
		.where('moderationAct.contributionId', '=', contributionId)
		.select([
			'moderationAct.id',
			'moderationAct.act',
			'moderationAct.rule',
			'moderationAct.facts',
			'moderationAct.lang',
			'moderationAct.at',
			'moderationAct.foundBy',
			'moderationAct.automated',
			'moderationAct.requestedBy',
			'moderationAct.law',
			'moderationAct.effect',
			'moderationAct.scope',
			'moderationAct.duration',
			'moderationAct.appealUntil',
			'moderationAct.invalidationId',
			'appeal.at as appealedAt',
			'appeal.decidedAt',
			'appeal.outcome',
			'appeal.reasons'
		]);

/** In the order they were taken; reports that were let be are nobody's business. */
export const statementsOn = (db: Database, contributionId: string): Promise<Stated[]> =>
	statements(db, contributionId)
		.where('moderationAct.act', '!=', 'dismiss')
		.orderBy('moderationAct.at')
		.execute();

/** All of them with who took them, the latest first: for those who moderate. */
export const decidedOn = (db: Database, contributionId: string) =>
	statements(db, contributionId)
		.leftJoin('person', 'person.id', 'moderationAct.byId')
		.select('person.name as by')
		.orderBy('moderationAct.at', 'desc')
		.execute();
