import { now } from '#domain/clock.server.ts';
import { closingSoon, drafts, reported, said, waiting } from '#domain/consultation/desk.server.ts';
import { dayBegan } from '#domain/consultation/moments.ts';
import { underWay } from '#domain/imports/store.server.ts';
import type { PageServerLoad } from './$types';

/** The day's work: a few of each kind, and how many there are. */
export const load: PageServerLoad = async ({ locals: { db, space } }) => {
	const at = await now(db);
	const midnight = dayBegan(space.timeZone, at);
	const [today, questions, reports, organisations, closing, begun, imports] = await Promise.all([
		said(db, space.id, 'today', midnight),
		said(db, space.id, 'questions', midnight),
		reported(db, space.id),
		waiting(db, space.id),
		closingSoon(db, space.id, at),
		drafts(db, space.id),
		underWay(db, space.id)
	]);
	return { at, today, questions, reports, organisations, closing, drafts: begun, imports };
};
