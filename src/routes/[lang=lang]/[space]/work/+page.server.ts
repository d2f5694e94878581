import { now } from '#domain/clock.server.ts';
import {
	answersDue,
	closingSoon,
	drafts,
	reported,
	said,
	waiting
} from '#domain/consultation/desk.server.ts';
import { dayBegan } from '#domain/consultation/moments.ts';
import { countAppeals } from '#domain/moderation/appeal/waiting.server.ts';
import { may } from '#domain/policy/acts.ts';
import { holds } from '#domain/accounts/viewer.ts';
import { underWay } from '#domain/imports/store.server.ts';
import type { PageServerLoad } from './$types';

/** The day's work: a few of each kind, and how many there are. */
export const load: PageServerLoad = async ({ locals: { db, space, viewer } }) => {
	const withPrivate = holds(viewer, space.id, 'SECRETARIAT');
	const imports = may(viewer, 'import.read', space.id) ? underWay(db, space.id) : [];
	// Those this person may decide: never about what they decided or said themselves.
	const judging = may(viewer, 'appeal.decide', space.id) && viewer;
	const at = await now(db);
	const midnight = dayBegan(space.timeZone, at);
	const [today, questions, reports, organisations, closing, due, begun, reading, appeals] =
		await Promise.all([
			said(db, space.id, 'today', midnight, { withPrivate }),
			said(db, space.id, 'questions', midnight, { withPrivate }),
			reported(db, space.id, { withPrivate }),
			waiting(db, space.id),
			closingSoon(db, space.id, at),
			answersDue(db, space.id, at),
			drafts(db, space.id),
			imports,
			judging ? countAppeals(db, judging, space.id) : null
		]);
	return {
		...{ at, today, questions, reports, organisations, closing, due },
		...{ drafts: begun, imports: reading, appeals: appeals?.mine ?? 0 }
	};
};
