import { fail } from '@sveltejs/kit';
import { addressOf, changeAddress } from '#domain/keys/address.server.ts';
import { goOnWith } from '#platform/keys.server.ts';
import { allow } from '#platform/limits.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** Shows what the link is for. Looking uses nothing up, however often a scanner looks. */
export const load: PageServerLoad = async ({ locals, params }) => ({
	change: await addressOf(locals.db, params.token)
});

export const actions: Actions = {
	default: async (event) => {
		const { locals, params } = event;
		await allow(locals, 'sign_in');
		const viewer = locals.viewer ?? locals.partial;
		const changed = await changeAddress(locals.db, params.token, viewer);
		if (!changed.ok) return fail(410, { over: changed.obstacle.code });
		if (viewer && changed.token) await goOnWith(event, viewer.id, changed.token);
		return { done: true };
	}
};
