import { error, redirect } from '@sveltejs/kit';
import { merge, rename } from '#domain/theme/keep.server.ts';
import { carriedIn, themeAt, themeById, themesIn } from '#domain/theme/store.server.ts';
import { fieldsOf } from '#platform/forms.server.ts';
import { allow } from '#platform/limits.server.ts';
import { newId } from '#domain/identity.ts';
import { refuse } from '../../refuse.server.ts';
import { themeSent } from '../names.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** One theme: what it is called, where it is carried, what it can become part of. */
export const load: PageServerLoad = async ({ locals: { db, space, lang }, params, url }) => {
	const theme = (await themeAt(db, space.id, params.slug)) ?? error(404);
	if (theme.mergedInto) {
		const target = await themeById(db, theme.mergedInto);
		redirect(303, `/${lang}/${space.slug}/work/themes/${target?.slug ?? ''}`);
	}
	const [carried, themes] = await Promise.all([carriedIn(db, theme.id), themesIn(db, space.id)]);
	const others = themes.filter(({ id }) => id !== theme.id);
	const done = ['saved', 'merged'].find((word) => word === url.searchParams.get('done')) ?? null;
	return {
		...{ theme, others, done, languages: space.languages },
		carried: carried.map((one) => ({ ...one, key: newId() }))
	};
};

export const actions: Actions = {
	rename: async ({ locals, params, request, url }) => {
		const { db, space } = locals;
		const viewer = locals.viewer ?? error(401);
		const sent = await fieldsOf(request);
		await allow(locals, 'staff');
		const done = await rename(db, viewer, space.id, params.slug, themeSent(sent, space.languages));
		if (!done.ok) return refuse(done.obstacle, sent);
		redirect(303, `${url.pathname}?done=saved`);
	},
	merge: async ({ locals, params, request }) => {
		const { db, space, lang } = locals;
		const viewer = locals.viewer ?? error(401);
		const sent = await fieldsOf(request);
		await allow(locals, 'staff');
		const done = await merge(db, viewer, space.id, params.slug, sent.into ?? '');
		if (!done.ok) return refuse(done.obstacle, sent);
		redirect(303, `/${lang}/${space.slug}/work/themes/${done.slug}?done=merged`);
	}
};
