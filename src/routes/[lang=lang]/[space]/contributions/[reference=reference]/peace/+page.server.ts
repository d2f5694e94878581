import { error, fail, redirect } from '@sveltejs/kit';
import { mute, unmute } from '#domain/peace/mute.server.ts';
import { peaceWith } from '#domain/peace/store.server.ts';
import { allow } from '#platform/limits.server.ts';
import { standingAt } from '../contribution.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

async function whom(event: Pick<RequestEvent, 'locals' | 'params'>) {
	const viewer = event.locals.viewer ?? error(401);
	const { remark, here } = await standingAt(event);
	return { viewer, remark, here, peace: await peaceWith(event.locals.db, viewer.id, remark.id) };
}

/** How whoever looks stands to the author of a remark; theirs alone to see. */
export const load: PageServerLoad = async (event) => {
	const { remark, here, peace } = await whom(event);
	return {
		here,
		reference: remark.reference,
		peace: peace && { name: peace.name, how: peace.how }
	};
};

const quieting = (blocks: boolean) => async (event: RequestEvent) => {
	await allow(event.locals, 'account');
	const { viewer, remark } = await whom(event);
	const done = await mute(event.locals.db, viewer, remark.id, blocks);
	if (!done.ok) return fail(409, { obstacle: done.obstacle });
	redirect(303, `${event.url.pathname}?done=${blocks ? 'blocked' : 'muted'}`);
};

export const actions: Actions = {
	mute: quieting(false),
	block: quieting(true),
	end: async (event) => {
		await allow(event.locals, 'account');
		const { viewer, peace } = await whom(event);
		if (peace) await unmute(event.locals.db, viewer, peace.id);
		redirect(303, `${event.url.pathname}?done=read`);
	}
};
