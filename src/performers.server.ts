/** Which verb carries out an act that waited for its author to sign in. */

import type { Viewer } from '#domain/accounts/viewer.ts';
import type { Database } from '#domain/database.server.ts';
import type { Performed } from '#domain/pending/confirm.server.ts';
import type { Payload, PendingAct, Waiting } from '#domain/pending/pending.ts';
import { performRemark, performSupport } from '#domain/contribution/perform.server.ts';
import { performReport } from '#domain/moderation/perform.server.ts';
import { performVote } from '#domain/voting/perform.server.ts';

/** Given a transaction: what it writes stands or falls with the waiting act. `to` is a path of this site. */
export type Performer = (db: Database, viewer: Viewer, payload: Payload) => Promise<Performed>;

export const performers: Partial<Record<PendingAct, Performer>> = {
	remark: performRemark,
	vote: performVote,
	support: performSupport,
	report: performReport
};

/** Carries a waiting act out by its performer. */
export const carry = (db: Database, viewer: Viewer, waiting: Waiting): Promise<Performed> => {
	const perform = performers[waiting.act];
	if (!perform) throw new Error(`Nothing performs a waiting ${waiting.act}.`);
	return perform(db, viewer, waiting.payload);
};
