import { error, fail, redirect } from '@sveltejs/kit';
import { now } from '#domain/clock.server.ts';
import { lastPage } from '#domain/contribution/thread.ts';
import { welcomesGuests } from '#domain/contribution/store.server.ts';
import { letIn, turnAway } from '#domain/guests/let-in.server.ts';
import { reasonLength } from '#domain/guests/guest.ts';
import { pageSize, queue } from '#domain/guests/store.server.ts';
import { welcome } from '#domain/guests/welcome.server.ts';
import { isId } from '#domain/identity.ts';
import { confirm } from '#domain/pending/confirm.server.ts';
import { may } from '#domain/policy/acts.ts';
import { fieldsOf } from '#platform/forms.server.ts';
import { allow } from '#platform/limits.server.ts';
import { carry } from '../../../../../performers.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** Whom nobody vouches for yet, with what they want to say; the longest waiting first. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const { db, space } = locals;
	const viewer = locals.viewer ?? error(401);
	const asked = url.searchParams.get('page') ?? '1';
	if (!/^[1-9]\d{0,3}$/.test(asked)) error(404);
	const page = Number(asked);
	const [{ total, items }, guests, at] = await Promise.all([
		queue(db, viewer, space.id, page),
		welcomesGuests(db, space.id),
		now(db)
	]);
	const last = lastPage(total, pageSize);
	if (page > last) error(404);
	const told = { done: url.searchParams.get('done'), left: url.searchParams.get('left') };
	return {
		...{ total, items, page, last, at, guests, reasonLength, told },
		decides: may(viewer, 'guest.welcome', space.id)
	};
};

const nobody = { person: '', reason: '', obstacle: { code: 'gone' as const } };

export const actions: Actions = {
	let_in: async ({ locals, request, url }) => {
		const viewer = locals.viewer ?? error(401);
		const { person = '', read = '' } = await fieldsOf(request);
		await allow(locals, 'staff');
		const readAt = new Date(read);
		if (!isId(person) || Number.isNaN(readAt.getTime())) return fail(409, nobody);
		const let_ = await letIn(locals.db, viewer, locals.space.id, person, readAt);
		if (!let_.ok) return fail(409, { person, reason: '', obstacle: let_.obstacle });
		let left = 0;
		for (const id of let_.acts) {
			const carried = await confirm(locals.db, let_.guest, id, carry);
			if (!carried.ok) left += 1;
		}
		redirect(303, `${url.pathname}?done=let_in${left ? `&left=${left}` : ''}`);
	},
	turn_away: async ({ locals, request, url }) => {
		const viewer = locals.viewer ?? error(401);
		const { person = '', reason = '' } = await fieldsOf(request);
		await allow(locals, 'staff', reason);
		if (!isId(person)) return fail(409, nobody);
		const turned = await turnAway(locals.db, viewer, locals.space.id, { personId: person, reason });
		if (turned.ok) redirect(303, `${url.pathname}?done=turned_away`);
		const status = turned.obstacle.code === 'gone' ? 409 : 422;
		return fail(status, { person, reason, obstacle: turned.obstacle });
	},
	welcome: async ({ locals, request, url }) => {
		const viewer = locals.viewer ?? error(401);
		const { guests = '' } = await fieldsOf(request);
		await allow(locals, 'staff');
		const set = await welcome(locals.db, viewer, locals.space.id, guests === 'yes');
		if (!set.ok) return fail(403, { person: '', reason: '', obstacle: set.obstacle });
		redirect(303, `${url.pathname}?done=${guests === 'yes' ? 'welcome' : 'closed'}`);
	}
};
