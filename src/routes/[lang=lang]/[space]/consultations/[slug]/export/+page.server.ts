import { error } from '@sveltejs/kit';
import { now } from '#domain/clock.server.ts';
import { secondsToNextState, stateOf } from '#domain/consultation/consultation.ts';
import { counts } from '#domain/open-data/counts.server.ts';
import { bySlug } from '#domain/open-data/store.server.ts';
import { possibleIn } from '#domain/policy/acts.ts';
import { keepAtMost, keepPage } from '#platform/web/keep.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const found = await bySlug(locals.db, locals.space.id, params.slug);
	if (!found) error(404);
	keepPage(locals, found.id);
	const at = await now(locals.db);
	if (!possibleIn('export.read', stateOf(found, at))) error(404);
	keepAtMost(locals, secondsToNextState(found, at));
	return {
		title: found.title,
		titleLang: found.language,
		home: `/${params.lang}/${params.space}/consultations/${params.slug}`,
		counts: await counts(locals.db, found)
	};
};
