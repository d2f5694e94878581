import { error, redirect } from '@sveltejs/kit';
import { newId } from '#domain/identity.ts';
import { begin } from '#domain/theme/keep.server.ts';
import { countsIn, themesIn } from '#domain/theme/store.server.ts';
import { fieldsOf } from '#platform/forms.server.ts';
import { allow } from '#platform/limits.server.ts';
import { once } from '#platform/once.server.ts';
import { refuse } from '../refuse.server.ts';
import { themeSent } from './names.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** The themes of a space, and beginning another. */
export const load: PageServerLoad = async ({ locals: { db, space } }) => {
	const [themes, counts] = await Promise.all([themesIn(db, space.id), countsIn(db, space.id)]);
	return {
		themes: themes.map((theme) => ({ ...theme, count: counts.get(theme.id) ?? 0 })),
		languages: space.languages,
		key: newId()
	};
};

export const actions: Actions = {
	begin: async ({ locals, request, url }) => {
		const { db, space } = locals;
		const viewer = locals.viewer ?? error(401);
		const { key = '', ...sent } = await fieldsOf(request);
		await allow(locals, 'staff');
		const done = await once(db, { key, sender: viewer.id, body: sent }, (tx) =>
			begin(tx, viewer, space.id, themeSent(sent, space.languages))
		);
		if (!done.ok) return refuse(done.obstacle, sent);
		redirect(303, `${url.pathname}/${done.slug}`);
	}
};
