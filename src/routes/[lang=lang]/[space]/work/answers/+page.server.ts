import { error } from '@sveltejs/kit';
import { now } from '#domain/clock.server.ts';
import { desksIn } from '#domain/desk/desks.server.ts';
import { may } from '#domain/policy/acts.ts';
import type { PageServerLoad } from './$types';

/** The consultations something was said in, with what waits for an answer in each. */
export const load: PageServerLoad = async ({ locals: { db, space, viewer } }) => {
	const [desks, at] = await Promise.all([desksIn(db, viewer ?? error(401), space.id), now(db)]);
	return { desks, at, keepsThemes: may(viewer, 'theme.keep', space.id) };
};
