/** One step of the review, from either of its pages. */

import { error, redirect } from '@sveltejs/kit';
import { revise } from '#domain/consultation/draft/revise.server.ts';
import { fieldsOf } from '#platform/forms.server.ts';
import { revisionOf, standsAt } from '#ui/work/operation.ts';
import { pageOf } from '#ui/work/review-pages.ts';
import { refuse } from '../../../refuse.server.ts';
import { found } from '../found.server.ts';

type Sent = { locals: App.Locals; params: { slug: string }; request: Request; url: URL };

/** Takes the step and leads back to the unit it was about; says what was in the way. */
export async function takeStep(event: Sent) {
	const { db, space, viewer, lang } = event.locals;
	if (!viewer) error(401);
	const { row } = await found(event);
	const sent = await fieldsOf(event.request);
	const asked = revisionOf(sent);
	if (!asked) return refuse({ code: sent.op === 'split' ? 'no_such_place' : 'not_a_number' }, sent);
	const done = await revise(db, viewer, row.id, asked);
	if (!done.ok) return refuse(done.obstacle, sent);

	const at = standsAt(asked);
	const text = `/${lang}/${space.slug}/work/consultations/${row.slug}/text`;
	if (at === null) {
		const page = /^\d{1,3}$/.test(sent.page ?? '') ? `?page=${sent.page}` : '';
		redirect(303, `${text}${page}#steps`);
	}
	const open = sent.stay ? `&open=${at + 1}` : '';
	redirect(303, `${text}?page=${pageOf(at)}${open}#u${at + 1}`);
}
