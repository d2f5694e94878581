/** What a moderator reads about one contribution: the reports that wait. */

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
