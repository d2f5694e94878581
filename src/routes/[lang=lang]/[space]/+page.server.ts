import { listOf } from '#domain/consultation/store.server.ts';
import { keepAtMost, keepPage } from '#platform/web/keep.server.ts';
import type { PageServerLoad } from './$types';

/** A space's front page. Kept a moment for the rush of a day, and for when the database is away. */
export const load: PageServerLoad = async ({ locals }) => {
	keepPage(locals, locals.space.id);
	keepAtMost(locals, 1);
	const listed = await listOf(locals.db, locals.space.id, locals.lang);
	const current = listed.filter(({ state }) => state === 'OPEN' || state === 'ANNOUNCED');
	const past = listed.filter((one) => !current.includes(one));
	return { consultations: [...current.toReversed(), ...past.slice(0, 5)] };
};
