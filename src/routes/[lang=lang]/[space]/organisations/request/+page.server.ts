import { error, fail, redirect } from '@sveltejs/kit';
import { nameLength, sectors } from '#domain/organisation/organisation.ts';
import { requestOrganisation } from '#domain/organisation/request.server.ts';
import { fieldsOf } from '#platform/forms.server.ts';
import { allow } from '#platform/limits.server.ts';
import { once } from '#platform/once.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** Who is not verified speaks for nobody else. */
function verified({ viewer }: App.Locals) {
	return !viewer || viewer.guest ? error(404) : viewer;
}

export const load: PageServerLoad = ({ locals }) => {
	verified(locals);
	return { key: crypto.randomUUID(), sectors, nameLength };
};

export const actions: Actions = {
	default: async ({ locals, request }) => {
		const { db, lang, space } = locals;
		const viewer = verified(locals);
		const { key = '', name = '', sector = '', website = '' } = await fieldsOf(request);
		await allow(locals, 'organisation', name);
		const sent = { name, sector, website };
		const form = { key, sender: viewer.id, body: sent };
		const asked = await once(db, form, (tx) => requestOrganisation(tx, viewer, space.id, sent));
		if (!asked.ok) return fail(422, { sent, obstacle: asked.obstacle });
		redirect(303, `/${lang}/${space.slug}/organisations/${asked.slug}?done=requested`);
	}
};
