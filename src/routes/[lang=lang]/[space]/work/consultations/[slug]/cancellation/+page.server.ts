import { error, redirect } from '@sveltejs/kit';
import { cancel } from '#domain/consultation/cancel.server.ts';
import { newId } from '#domain/identity.ts';
import { possibleIn } from '#domain/policy/acts.ts';
import { fieldsOf } from '#platform/forms.server.ts';
import { once } from '#platform/once.server.ts';
import { refuse } from '../../../refuse.server.ts';
import { found, toDesk } from '../found.server.ts';
import { tonguesFor, tongueSent } from '../tongues.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { row, state } = await found(event);
	if (!possibleIn('consultation.cancel', state)) toDesk(event);
	const { space, lang } = event.locals;
	return { key: newId(), ...tonguesFor(space, lang, row.language) };
};

export const actions: Actions = {
	default: async (event) => {
		const { db, space, viewer, lang } = event.locals;
		if (!viewer) error(401);
		const { row } = await found(event);
		const { key = '', ...sent } = await fieldsOf(event.request);
		const words = { reason: sent.reason ?? '', lang: tongueSent(space, sent.lang, row.language) };
		const done = await once(db, { key, sender: viewer.id, body: sent }, (tx) =>
			cancel(tx, viewer, row.id, words)
		);
		if (!done.ok) return refuse(done.obstacle, { ...sent, key });
		redirect(303, `/${lang}/${space.slug}/work/consultations/${row.slug}?done=cancelled`);
	}
};
