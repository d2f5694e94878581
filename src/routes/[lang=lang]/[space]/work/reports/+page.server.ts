import { error, fail, redirect } from '@sveltejs/kit';
import { now } from '#domain/clock.server.ts';
import { findByReference } from '#domain/contribution/store.server.ts';
import { lastPage } from '#domain/contribution/thread.ts';
import { isAct, isRule } from '#domain/moderation/moderation.ts';
import { pageSize, queue, waitingByRule } from '#domain/moderation/queue.server.ts';
import { fieldsOf } from '#platform/forms.server.ts';
import { allow } from '#platform/limits.server.ts';
import { decide, statusOf, typedOf } from '../../decision.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** What readers reported and what is held, the longest waiting first; of one rule where that is asked for. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const { db, viewer, space } = locals;
	const asked = url.searchParams.get('page') ?? '1';
	const rule = url.searchParams.get('rule') || null;
	if (!viewer || !/^[1-9]\d{0,3}$/.test(asked) || (rule !== null && !isRule(rule))) error(404);
	const [{ total, items }, byRule, at] = await Promise.all([
		queue(db, viewer, space.id, { page: Number(asked), rule }),
		waitingByRule(db, viewer, space.id),
		now(db)
	]);
	const last = lastPage(total, pageSize);
	// Whoever decided the last of the last page goes on with the one before.
	if (Number(asked) > last) redirect(303, addressOf(url, { page: last }));
	const done = url.searchParams.get('done');
	const reference = url.searchParams.get('of') ?? '';
	const told = isAct(done) && /^C-\w{6}$/.test(reference) ? { act: done, reference } : null;
	return { total, items, page: Number(asked), last, at, rule, byRule, told };
};

export const actions: Actions = {
	decide: async ({ locals, request, url }) => {
		const fields = await fieldsOf(request);
		const typed = typedOf(fields);
		await allow(locals, 'staff', typed.facts);
		const reference = fields.reference ?? '';
		const found = await findByReference(locals.db, locals.space.id, reference);
		if (!found) return fail(404, { reference, typed, obstacle: { code: 'missing' as const } });
		const outcome = await decide(locals, found, typed);
		if (!outcome) error(422);
		if (outcome.ok) redirect(303, addressOf(url, { done: outcome.act, of: reference }));
		const { obstacle } = outcome;
		return fail(statusOf(obstacle.code), { reference, typed, obstacle });
	}
};

/** This list at the same place, with something to tell. */
function addressOf(url: URL, told: { page?: number; done?: string; of?: string }) {
	const search = new URLSearchParams();
	const page = told.page === undefined ? url.searchParams.get('page') : String(told.page);
	const rule = url.searchParams.get('rule');
	if (page && page !== '1') search.set('page', page);
	if (rule) search.set('rule', rule);
	if (told.done) search.set('done', told.done);
	if (told.of) search.set('of', told.of);
	return `${url.pathname}${search.size ? `?${search}` : ''}`;
}
