import { error, fail, redirect } from '@sveltejs/kit';
import { now } from '#domain/clock.server.ts';
import { lastPage } from '#domain/contribution/thread.ts';
import { isId } from '#domain/identity.ts';
import { isOutcome } from '#domain/moderation/appeal/appeal.ts';
import { decideAppeal } from '#domain/moderation/appeal/decide.server.ts';
import { pageSize, waitingAppeals } from '#domain/moderation/appeal/waiting.server.ts';
import { fieldsOf } from '#platform/forms.server.ts';
import { allow } from '#platform/limits.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** Appeals this person may decide: those against their own acts wait for somebody else. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const { db, viewer, space } = locals;
	const asked = url.searchParams.get('page') ?? '1';
	if (!viewer || !/^[1-9]\d{0,3}$/.test(asked)) error(404);
	const page = Number(asked);
	const [{ total, others, items }, at] = await Promise.all([
		waitingAppeals(db, viewer, space.id, page),
		now(db)
	]);
	const last = lastPage(total, pageSize);
	if (page > last) redirect(303, last > 1 ? `${url.pathname}?page=${last}` : url.pathname);
	const done = url.searchParams.get('done');
	return { total, others, items, page, last, at, done: isOutcome(done) ? done : null };
};

const statuses: Record<string, number> = {
	...{ missing: 404, not_allowed: 403, same_person: 403, own: 403 },
	...{ reasons_missing: 422, reasons_too_long: 422 }
};

export const actions: Actions = {
	default: async ({ locals, request, url }) => {
		const { id = '', outcome = '', reasons = '' } = await fieldsOf(request);
		await allow(locals, 'staff', reasons);
		const { db, viewer } = locals;
		if (!viewer || !isId(id) || !isOutcome(outcome)) error(422);
		const judged = await decideAppeal(db, viewer, { id, outcome, reasons });
		if (judged.ok) redirect(303, `${url.pathname}?done=${outcome}`);
		const { obstacle } = judged;
		return fail(statuses[obstacle.code] ?? 409, { typed: { id, reasons }, obstacle });
	}
};
