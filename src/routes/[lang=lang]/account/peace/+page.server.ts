import { error, redirect } from '@sveltejs/kit';
import { isId } from '#domain/identity.ts';
import { unmute } from '#domain/peace/mute.server.ts';
import { mutes } from '#domain/peace/store.server.ts';
import { fieldsOf } from '#platform/forms.server.ts';
import { allow } from '#platform/limits.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** Whom one mutes or blocks. */
export const load: PageServerLoad = async ({ locals }) => {
	const viewer = locals.viewer ?? error(401);
	return { mutes: await mutes(locals.db, viewer.id) };
};

export const actions: Actions = {
	default: async ({ locals, request, url }) => {
		const viewer = locals.viewer ?? error(401);
		const { person = '' } = await fieldsOf(request);
		await allow(locals, 'account');
		if (isId(person)) await unmute(locals.db, viewer, person);
		redirect(303, `${url.pathname}?done`);
	}
};
