import { error, redirect } from '@sveltejs/kit';
import { cancel } from '#domain/imports/cancel.server.ts';
import { byId } from '#domain/imports/store.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** How far a document is, and what became of it. */
export const load: PageServerLoad = async ({ locals: { db, space }, params }) => {
	const found = await byId(db, space.id, params.id);
	if (!found) error(404);
	return { import: found };
};

export const actions: Actions = {
	cancel: async ({ locals: { db, space, viewer, lang }, params }) => {
		if (!viewer) error(401);
		const done = await cancel(db, viewer, space.id, params.id);
		if (!done.ok && done.obstacle.code !== 'already_over') error(404);
		// Whether it came in time is what the page shows.
		redirect(303, `/${lang}/${space.slug}/work/imports/${params.id}`);
	}
};
