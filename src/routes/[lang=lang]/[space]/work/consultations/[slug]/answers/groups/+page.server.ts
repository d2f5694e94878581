import { error, redirect } from '@sveltejs/kit';
import { lastPage } from '#domain/contribution/thread.ts';
import { groupsIn, groupsShown } from '#domain/group/store.server.ts';
import { searchesIn } from '#domain/group/proposals.server.ts';
import { search } from '#domain/group/search.server.ts';
import { newId } from '#domain/identity.ts';
import { themesIn } from '#domain/theme/store.server.ts';
import { fieldsOf } from '#platform/forms.server.ts';
import { allow } from '#platform/limits.server.ts';
import { once } from '#platform/once.server.ts';
import { refuse } from '../../../../refuse.server.ts';
import { deskOf, pageAt } from '../desk.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** The groups of a consultation, and looking for more of them. */
export const load: PageServerLoad = async (event) => {
	const { db, space } = event.locals;
	const desk = await deskOf(event);
	const page = pageAt(event.url);
	const [{ total, groups }, searches, themes] = await Promise.all([
		groupsIn(db, desk.scope, page),
		searchesIn(db, desk.scope),
		themesIn(db, space.id)
	]);
	const last = lastPage(total, groupsShown);
	if (page > last && page > 1) error(404);
	const { at, can, places } = desk;
	return { at, can, places, page, last, total, groups, searches, themes, key: newId() };
};

export const actions: Actions = {
	search: async (event) => {
		const desk = await deskOf(event);
		const { key = '', theme = '' } = await fieldsOf(event.request);
		await allow(event.locals, 'staff');
		const form = { key, sender: desk.viewer.id, body: { theme, on: desk.row.id } };
		const done = await once(event.locals.db, form, (tx) =>
			search(tx, desk.viewer, desk.row.id, theme || null)
		);
		const { desk: base } = desk.places;
		if (done.ok) redirect(303, `${base}/groups/searches/${done.id}`);
		// Two who look at once look at the same.
		if (done.obstacle.code === 'already_running')
			redirect(303, `${base}/groups/searches/${done.obstacle.id}`);
		return refuse(done.obstacle, { theme });
	}
};
