import { error, fail, redirect } from '@sveltejs/kit';
import { withdraw } from '#domain/contribution/withdraw.server.ts';
import { standingAt } from '../contribution.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** What withdrawing does, before it is done: it is the one act here that cannot be undone. */
export const load: PageServerLoad = async (event) => {
	const { remark, here, may, home, base, numbers, on } = await standingAt(event);
	if (!remark.own) error(404);
	return { remark, here, home, base, numbers, on, possible: may.withdraw };
};

export const actions: Actions = {
	default: async (event) => {
		const { locals } = event;
		const { remark, head, here } = await standingAt(event);
		if (!locals.viewer || !remark.own) error(404);
		const { id } = remark;
		const outcome = await withdraw(locals.db, locals.viewer, { id, consultationId: head.id });
		if (!outcome.ok && outcome.obstacle.code === 'missing') error(404);
		return outcome.ok ? redirect(303, here) : fail(409, { obstacle: outcome.obstacle });
	}
};
