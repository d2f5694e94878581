import { error, fail } from '@sveltejs/kit';
import { askErasure } from '#domain/own-data/ask.server.ts';
import { isFate } from '#domain/own-data/erasure.ts';
import { fieldsOf } from '#platform/forms.server.ts';
import { allow } from '#platform/limits.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => ({ name: locals.viewer?.name ?? '' });

export const actions: Actions = {
	default: async ({ locals, request, cookies }) => {
		const viewer = locals.viewer ?? error(401);
		const { fate = '', sure = '' } = await fieldsOf(request);
		await allow(locals, 'account');
		const sent = { fate, sure: sure === 'yes' };
		if (!isFate(fate)) return fail(422, { sent, obstacle: { code: 'fate' as const } });
		if (!sent.sure) return fail(422, { sent, obstacle: { code: 'sure' as const } });
		const asked = await askErasure(locals.db, viewer, fate);
		if (!asked.ok) return fail(409, { sent, obstacle: asked.obstacle });
		const { auth, sessions } = locals.house;
		sessions.forget(viewer.id);
		cookies.delete(auth.cookie, auth.cookieOptions);
		locals.viewer = null;
		return { done: fate };
	}
};
