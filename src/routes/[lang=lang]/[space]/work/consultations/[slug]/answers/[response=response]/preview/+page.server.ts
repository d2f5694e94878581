import { error, fail, redirect } from '@sveltejs/kit';
import { may, possibleIn } from '#domain/policy/acts.ts';
import { draftOf } from '#domain/response/desk.server.ts';
import { answeredBy, countsOf } from '#domain/response/public.server.ts';
import { publishSeen } from '#domain/response/publish.server.ts';
import { faultsIn } from '#domain/response/ready.server.ts';
import { responseOf } from '#domain/response/store.server.ts';
import { fieldsOf } from '#platform/forms.server.ts';
import { allow } from '#platform/limits.server.ts';
import { responseAt, seenIn } from '../../response.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** A draft as its public page will show it; what was published has that page. */
export const load: PageServerLoad = async (event) => {
	const { db, viewer, space, lang } = event.locals;
	const { row, state, response } = await responseAt(event);
	if (response.state === 'published' || response.state === 'superseded')
		redirect(
			303,
			`/${lang}/${space.slug}/consultations/${row.slug}/answers/${event.params.response}`
		);
	const [draft, one, counts, answers] = await Promise.all([
		draftOf(db, response.id),
		responseOf(db, response.id),
		countsOf(db, response.id),
		answeredBy(db, response.id, { size: 20 })
	]);
	if (!draft || !one) error(404);
	const consultationId = row.id;
	return {
		...{ response: one, counts, answers, revision: draft.revision },
		faults: await faultsIn(db, { consultationId, templateId: draft.templateId }, draft.fields),
		publishes: may(viewer, 'response.publish', space.id) && possibleIn('response.publish', state)
	};
};

export const actions: Actions = {
	publish: async (event) => {
		const { db, viewer, space, lang } = event.locals;
		if (!viewer) error(401);
		const sent = await fieldsOf(event.request);
		await allow(event.locals, 'staff');
		const { row, response } = await responseAt(event);
		const outcome = await publishSeen(db, viewer, response.id, seenIn(sent));
		const { obstacle } = outcome.ok ? { obstacle: null } : outcome;
		if (obstacle?.code === 'missing' || obstacle?.code === 'not_allowed') error(404);
		if (obstacle) return fail(obstacle.code === 'incomplete' ? 422 : 409, { obstacle });
		redirect(
			303,
			`/${lang}/${space.slug}/work/consultations/${row.slug}/answers/${event.params.response}/publication`
		);
	}
};
