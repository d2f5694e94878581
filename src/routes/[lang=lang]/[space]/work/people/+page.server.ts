import { error, fail, redirect } from '@sveltejs/kit';
import { holds } from '#domain/accounts/viewer.ts';
import { isId } from '#domain/identity.ts';
import { endRole } from '#domain/roles/end.server.ts';
import { grantRole } from '#domain/roles/grant.server.ts';
import { grantable } from '#domain/roles/roles.ts';
import { rolesIn } from '#domain/roles/store.server.ts';
import { nameIn } from '#domain/space/store.server.ts';
import { fieldsOf } from '#platform/forms.server.ts';
import { allow } from '#platform/limits.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { db, space, viewer }, url }) => {
	const held = await rolesIn(db, space.id, holds(viewer, null, 'STEWARD'));
	const offered = grantable(viewer, space.id);
	const mayEnd = held.map((one) => ({ ...one, mayEnd: offered.includes(one.role) }));
	const done = url.searchParams.get('done');
	return {
		done: done === 'given' || done === 'ended' ? done : null,
		offered,
		now: mayEnd.filter((one) => one.toAt === null),
		past: mayEnd.filter((one) => one.toAt !== null)
	};
};

const placeOf = ({ space, lang }: App.Locals) => ({
	id: space.id,
	slug: space.slug,
	name: nameIn(space, lang)
});

export const actions: Actions = {
	grant: async ({ locals, request, url }) => {
		const viewer = locals.viewer ?? error(401);
		const { email = '', role = '' } = await fieldsOf(request);
		await allow(locals, 'staff');
		const given = { space: placeOf(locals), email, role, language: locals.lang };
		const granted = await grantRole(locals.db, viewer, given);
		if (granted.ok) redirect(303, `${url.pathname}?done=given`);
		return fail(422, { sent: { email: email.slice(0, 300), role }, obstacle: granted.obstacle });
	},
	end: async ({ locals, request, url }) => {
		const viewer = locals.viewer ?? error(401);
		const { id = '' } = await fieldsOf(request);
		await allow(locals, 'staff');
		if (!isId(id)) error(404);
		const ended = await endRole(locals.db, viewer, placeOf(locals), id);
		if (ended.ok) redirect(303, `${url.pathname}?done=ended`);
		return fail(409, { sent: { email: '', role: '' }, obstacle: ended.obstacle });
	}
};
