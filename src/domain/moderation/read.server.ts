/** What a moderator reads about one contribution: reports that wait, decisions taken. */

import type { Database } from '../database.server.ts';

/** Reports that wait, without who sent them: that is not needed to judge a remark. */
export const reportsOn = (db: Database, contributionId: string) =>
	db
		.selectFrom('report')
		.select(['id', 'rule', 'note', 'at'])
		.where('contributionId', '=', contributionId)
		.where('settledAt', 'is', null)
		.orderBy('at')
		.execute();

export const decidedOn = (db: Database, contributionId: string) =>
	db
		.selectFrom('moderationAct')
		.leftJoin('person', 'person.id', 'moderationAct.byId')
		.select([
			'moderationAct.id',
			'moderationAct.act',
			'moderationAct.rule',
			'moderationAct.facts',
			'moderationAct.at',
			'person.name as by'
		])
		.where('contributionId', '=', contributionId)
		.orderBy('at', 'desc')
		.execute();
