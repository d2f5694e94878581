import { error, fail, redirect } from '@sveltejs/kit';
import { now } from '#domain/clock.server.ts';
import { reversibleUntil } from '#domain/invalidation/condition.ts';
import { approve, decline, reverse } from '#domain/invalidation/decide.server.ts';
import { one as kept, progress } from '#domain/invalidation/store.server.ts';
import { countsOf, resolved } from '#domain/invalidation/wave.server.ts';
import { may } from '#domain/policy/acts.ts';
import { allow } from '#platform/limits.server.ts';
import { found } from '../../found.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

async function invalidationAt(event: Pick<RequestEvent, 'locals' | 'params'>) {
	const { row } = await found(event);
	const one = (await kept(event.locals.db, row.id, event.params.id)) ?? error(404);
	return { row, one };
}

/** What is asked or was done, what it means just now, and who may decide. */
export const load: PageServerLoad = async (event) => {
	const { locals, url } = event;
	const { db, viewer, space } = locals;
	const { row, one } = await invalidationAt(event);
	const at = await now(db);
	const until = one.approvedAt && reversibleUntil(one.approvedAt);
	const found_ = one.state === 'asked' ? await resolved(db, row.id, one.condition) : null;
	return {
		...{ one, at, until },
		/** As it would be taken now: votes change while it waits. */
		fresh: found_?.ok ? await countsOf(db, found_.wave) : null,
		progress:
			one.state === 'taking' || one.state === 'restoring' ? await progress(db, one.id) : null,
		own: one.askedBy === viewer?.id,
		decides: may(viewer, 'invalidation.approve', space.id) && one.askedBy !== viewer?.id,
		done: ['asked', 'approve', 'decline', 'reverse'].find(
			(word) => word === url.searchParams.get('done')
		)
	};
};

const verbs = { approve, decline, reverse };

const deciding = (word: keyof typeof verbs) => async (event: RequestEvent) => {
	const { locals, url } = event;
	const viewer = locals.viewer ?? error(401);
	await allow(locals, 'staff');
	const { row, one } = await invalidationAt(event);
	const done = await verbs[word](locals.db, viewer, { consultationId: row.id, id: one.id });
	if (done.ok) redirect(303, `${url.pathname}?done=${word}`);
	const { obstacle } = done;
	if (obstacle.code === 'missing' || obstacle.code === 'not_allowed') error(404);
	return fail(obstacle.code === 'yourself' ? 403 : 409, { obstacle });
};

export const actions: Actions = {
	approve: deciding('approve'),
	decline: deciding('decline'),
	reverse: deciding('reverse')
};
