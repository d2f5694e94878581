import { fail, redirect } from '@sveltejs/kit';
import { emailOf } from '#domain/accounts/accounts.ts';
import { isId } from '#domain/identity.ts';
import { suspensions } from '#domain/roles/store.server.ts';
import { lift, suspend } from '#domain/roles/suspend.server.ts';
import { reasonLength } from '#domain/roles/suspension.ts';
import { clean } from '#domain/text/characters.ts';
import { fieldsOf } from '#platform/forms.server.ts';
import { someone } from '#platform/keys.server.ts';
import { allow } from '#platform/limits.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const all = await suspensions(locals.db);
	const done = url.searchParams.get('done');
	return {
		reasonLength,
		done: done === 'suspended' || done === 'lifted' ? done : null,
		now: all.filter(({ toAt }) => toAt === null),
		past: all.filter(({ toAt }) => toAt !== null)
	};
};

export const actions: Actions = {
	suspend: async ({ locals, request, url }) => {
		const viewer = someone(locals);
		const { email = '', reason = '' } = await fieldsOf(request);
		await allow(locals, 'staff', reason);
		const done = await suspend(locals.db, viewer, emailOf(email), clean(reason).trim());
		if (done.ok) redirect(303, `${url.pathname}?done=suspended`);
		return fail(422, { sent: { email: email.slice(0, 300), reason }, obstacle: done.obstacle });
	},
	lift: async ({ locals, request, url }) => {
		const viewer = someone(locals);
		const { id = '' } = await fieldsOf(request);
		await allow(locals, 'staff');
		const done = isId(id)
			? await lift(locals.db, viewer, id)
			: { ok: false as const, obstacle: { code: 'not_suspended' as const } };
		if (done.ok) redirect(303, `${url.pathname}?done=lifted`);
		return fail(409, { sent: { email: '', reason: '' }, obstacle: done.obstacle });
	}
};
