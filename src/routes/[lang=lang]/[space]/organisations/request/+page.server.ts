import { error, fail, redirect } from '@sveltejs/kit';
import { nameLength, sectors } from '#domain/organisation/organisation.ts';
import { requestOrganisation } from '#domain/organisation/request.server.ts';
import { fieldsOf } from '#platform/forms.server.ts';
import { allow } from '#platform/limits.server.ts';
import { once } from '#platform/once.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = () => ({ key: crypto.randomUUID(), sectors, nameLength });

export const actions: Actions = {
	default: async ({ locals, request }) => {
		const { db, lang, space } = locals;
		const viewer = locals.viewer ?? error(401);
		const { key = '', name = '', sector = '', website = '' } = await fieldsOf(request);
		await allow(locals, 'organisation', name);
		const sent = { name, sector, website };
		const form = { key, sender: viewer.id, body: sent };
		const asked = await once(db, form, (tx) => requestOrganisation(tx, viewer, space.id, sent));
		if (!asked.ok) return fail(422, { sent, obstacle: asked.obstacle });
		redirect(303, `/${lang}/${space.slug}/organisations/${asked.slug}?done=requested`);
	}
};
