import { error, fail, redirect } from '@sveltejs/kit';
import { addressKey } from '#domain/accounts/address-key.ts';
import { accept, invitationOf } from '#domain/organisation/accept.server.ts';
import { allow } from '#platform/limits.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** Shows what the invitation is for; only the button accepts it. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const viewer = locals.viewer ?? error(401);
	const invitation = await invitationOf(locals.db, params.token);
	const mine = invitation?.spaceId === locals.space.id && invitation.slug === params.slug;
	const { name, email } = viewer;
	return {
		invitation: mine ? { organisation: invitation.name, inviter: invitation.inviter } : null,
		other: mine && addressKey(invitation.email) !== addressKey(email),
		person: { name, email }
	};
};

export const actions: Actions = {
	default: async ({ locals, params }) => {
		const viewer = locals.viewer ?? error(401);
		await allow(locals, 'organisation');
		const accepted = await accept(locals.db, viewer, params.token);
		if (!accepted.ok) return fail(410, { obstacle: accepted.obstacle });
		locals.house.sessions.forget(viewer.id);
		const { lang, space } = locals;
		redirect(303, `/${lang}/${space.slug}/organisations/${accepted.slug}?done=joined`);
	}
};
