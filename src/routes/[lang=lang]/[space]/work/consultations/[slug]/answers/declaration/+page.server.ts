import { error, redirect } from '@sveltejs/kit';
import { newId } from '#domain/identity.ts';
import { possibleIn } from '#domain/policy/acts.ts';
import { declareAnswered } from '#domain/response/declare-answered.server.ts';
import { meterOf } from '#domain/response/meter.server.ts';
import { fieldsOf } from '#platform/forms.server.ts';
import { allow } from '#platform/limits.server.ts';
import { once } from '#platform/once.server.ts';
import { refuse } from '../../../../refuse.server.ts';
import { found, toDesk } from '../../found.server.ts';
import { tonguesFor, tongueSent } from '../../tongues.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { row, state } = await found(event);
	if (!possibleIn('consultation.declare_answered', state)) toDesk(event);
	const { db, space, lang } = event.locals;
	const { open } = await meterOf(db, row.id);
	return { open, key: newId(), ...tonguesFor(space, lang, row.language) };
};

export const actions: Actions = {
	default: async (event) => {
		const { db, space, viewer, lang } = event.locals;
		if (!viewer) error(401);
		const { row } = await found(event);
		const { key = '', ...sent } = await fieldsOf(event.request);
		await allow(event.locals, 'staff', sent.reason);
		const said = {
			reason: sent.reason ?? '',
			lang: tongueSent(space, sent.lang, row.language)
		};
		const outcome = await once(db, { key, sender: viewer.id, body: sent }, (tx) =>
			declareAnswered(tx, viewer, row.id, said)
		);
		if (!outcome.ok) return refuse(outcome.obstacle, { ...sent, key });
		redirect(303, `/${lang}/${space.slug}/work/consultations/${row.slug}?done=declared`);
	}
};
