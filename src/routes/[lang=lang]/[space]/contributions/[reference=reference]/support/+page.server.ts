import { error, fail, redirect } from '@sveltejs/kit';
import { notOpen } from '#domain/contribution/contribution.ts';
import { support } from '#domain/contribution/support.server.ts';
import { nameOf } from '#domain/organisation/store.server.ts';
import { hold } from '#domain/pending/hold.server.ts';
import { fieldsOf } from '#platform/forms.server.ts';
import { allow } from '#platform/limits.server.ts';
import { contributionAt, gone, standingAt } from '../contribution.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** Only refusals are shown here; who comes by address is led to the contribution. */
export const load: PageServerLoad = async (event) => {
	const found = await contributionAt(event);
	if (found.remark.state === 'withdrawn') gone(found);
	if (event.request.method === 'GET') redirect(303, found.here);
	return { here: found.here, reference: found.remark.reference };
};

export const actions: Actions = {
	default: async (event) => {
		const { locals, params } = event;
		const { as = '', supports = '', to = '' } = await fieldsOf(event.request);
		await allow(locals, 'support');
		const { remark, head, here } = await standingAt(event);
		// A path below this space and nothing else: no address of anyone's choosing.
		const home = `/${locals.lang}/${params.space}/`;
		const back = to.startsWith(home) && !/[\\\s]|\/\//.test(to) ? to : here;
		const choice = {
			...{ id: remark.id, consultationId: head.id },
			...{ as: as || null, supports: supports !== 'no' }
		};
		if (!locals.viewer) {
			const shut = notOpen(head, head.at);
			if (shut) return fail(409, { obstacle: shut });
			const speaksFor = as ? await nameOf(locals.db, locals.space.id, as) : undefined;
			const payload = { ...choice, to: here, speaksFor };
			const token = await hold(locals.db, {
				...{ act: 'support', payload, language: locals.lang, returnTo: back }
			});
			redirect(303, `/${locals.lang}/sign-in?act=${token}`);
		}
		const outcome = await support(locals.db, locals.viewer, choice);
		if (outcome.ok) redirect(303, `${back}#${remark.reference}`);
		const { obstacle } = outcome;
		if (obstacle.code === 'missing') error(404);
		return fail(obstacle.code.startsWith('not_') && obstacle.code !== 'not_open' ? 403 : 409, {
			obstacle
		});
	}
};
