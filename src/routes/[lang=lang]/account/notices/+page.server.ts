import { error, fail, redirect } from '@sveltejs/kit';
import type { Viewer } from '#domain/accounts/viewer.ts';
import {
	follow,
	followed,
	paceOf,
	unfollow,
	type Followable
} from '#domain/notifications/follow.server.ts';
import { mailStopOf, resumeMail } from '#domain/notifications/mail-stopped.server.ts';
import { isPace, isTarget } from '#domain/notifications/notices.ts';
import { isId } from '#domain/identity.ts';
import { fieldsOf } from '#platform/forms.server.ts';
import { allow } from '#platform/limits.server.ts';
import { safePath } from '#platform/safe-path.ts';
import type { Actions, PageServerLoad } from './$types';

const someone = (viewer: Viewer | null) => viewer ?? error(401);

/** Everything one is told of, with how often. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const viewer = someone(locals.viewer);
	const own = { target: 'own' as const, targetId: viewer.id };
	const [list, pace, stopped] = await Promise.all([
		followed(locals.db, viewer.id),
		paceOf(locals.db, viewer.id, own),
		mailStopOf(locals.db, viewer.id)
	]);
	return {
		...{ list, own: { ...own, pace } },
		guest: viewer.guest ?? false,
		email: viewer.email,
		stopped: stopped?.at ? { at: stopped.at, because: stopped.because ?? '' } : null,
		done: url.searchParams.get('done')
	};
};

/** `unit:0198…`; anything else is a form of nobody's. */
function meant(text = ''): Followable {
	const [target = '', targetId = ''] = text.split(':');
	if (!isTarget(target) || !isId(targetId)) error(400);
	return { target, targetId };
}

export const actions: Actions = {
	/** From the page of what is followed, and back there. */
	follow: async ({ locals, request }) => {
		const viewer = someone(locals.viewer);
		const { what, pace = '', back } = await fieldsOf(request);
		await allow(locals, 'account');
		const wanted = meant(what);
		if (!isPace(pace)) error(400);
		const outcome = await follow(locals.db, viewer, wanted, pace);
		if (!outcome.ok) {
			const { obstacle } = outcome;
			return fail(obstacle.code === 'missing' ? 404 : 422, { obstacle });
		}
		redirect(303, safePath(back, `/${locals.lang}/account/notices`));
	},
	stop: async ({ locals, request }) => {
		const viewer = someone(locals.viewer);
		const { what, back } = await fieldsOf(request);
		await allow(locals, 'account');
		await unfollow(locals.db, viewer, meant(what));
		redirect(303, safePath(back, `/${locals.lang}/account/notices?done=stopped`));
	},
	/** All paces of the page at once; what has gone meanwhile is passed over. */
	save: async ({ locals, request }) => {
		const viewer = someone(locals.viewer);
		const fields = await fieldsOf(request);
		await allow(locals, 'account');
		const before = await followed(locals.db, viewer.id);
		const own = { target: 'own' as const, targetId: viewer.id, pace: null };
		await locals.db.transaction().execute(async (tx) => {
			for (const { target, targetId, pace } of [own, ...before]) {
				const wanted = fields[`pace-${target}:${targetId}`];
				if (wanted === undefined || wanted === pace) continue;
				if (!isPace(wanted)) error(400);
				await follow(tx, viewer, { target, targetId }, wanted);
			}
		});
		redirect(303, `/${locals.lang}/account/notices?done=saved`);
	},
	resume: async ({ locals }) => {
		const viewer = someone(locals.viewer);
		await allow(locals, 'account');
		await resumeMail(locals.db, viewer);
		redirect(303, `/${locals.lang}/account/notices?done=resumed`);
	}
};
