import { fail, redirect } from '@sveltejs/kit';
import { confirmationOf, confirmByLink } from '#domain/keys/confirm.server.ts';
import { whoIsHere } from '#platform/keys.server.ts';
import { allow } from '#platform/limits.server.ts';
import { safePath } from '#platform/safe-path.ts';
import type { Actions, PageServerLoad } from './$types';

/** Shows what the link is for. Looking uses nothing up, however often a scanner looks. */
export const load: PageServerLoad = async ({ locals, params }) => ({
	good: (await confirmationOf(locals.db, whoIsHere(locals), params.token)) !== null
});

export const actions: Actions = {
	default: async ({ locals, params }) => {
		await allow(locals, 'sign_in');
		const next = await confirmByLink(locals.db, whoIsHere(locals), params.token);
		if (next === null) return fail(410, { over: true });
		redirect(303, safePath(next, `/${locals.lang}/account`));
	}
};
