/** One step of the review, from either of its pages. */

import { error, redirect } from '@sveltejs/kit';
import { revise } from '#domain/consultation/draft/revise.server.ts';
import { entriesAt } from '#domain/consultation/draft/store.server.ts';
import { unchecked } from '#domain/text/review.ts';
import { formOf, textsOf } from '#platform/forms.server.ts';
import { revisionOf, standsAt } from '#ui/work/operation.ts';
import { pageOf, shownAt, type Shown } from '#ui/work/review-pages.ts';
import { refuse } from '../../../refuse.server.ts';
import { found } from '../found.server.ts';

type Sent = { locals: App.Locals; params: { slug: string }; request: Request; url: URL };

/** Takes the step and leads back to the unit it was about; says what was in the way. */
export async function takeStep(event: Sent) {
	const { db, space, viewer, lang } = event.locals;
	if (!viewer) error(401);
	const { row } = await found(event);
	const form = await formOf(event.request);
	const sent: Record<string, string> = {
		...textsOf(form),
		chosen: form.getAll('chosen').map(String).join(',')
	};
	const asked = revisionOf(sent);
	if (!asked) return refuse({ code: sent.op === 'split' ? 'no_such_place' : 'not_a_number' }, sent);
	const done = await revise(db, viewer, row.id, asked);
	if (!done.ok) return refuse(done.obstacle, sent);

	const at = standsAt(asked);
	const text = `/${lang}/${space.slug}/work/consultations/${row.slug}/text`;
	const show = shownAt(event.url);
	const only = show === 'unchecked' ? '&show=unchecked' : '';
	const many = asked.operation.op === 'several';
	if (at === null) {
		const page = /^\d{1,3}$/.test(sent.page ?? '') ? sent.page : '1';
		redirect(303, `${text}?page=${page}${only}#${many ? 'several' : 'steps'}`);
	}
	const entries = await entriesAt(db, row.id, done.revision);
	const isCheck = asked.operation.op === 'check';
	// From one to the next: whoever checks goes through them in order.
	const next = isCheck ? nextOf(unchecked(entries), at) : at;
	if (next === null) redirect(303, `${text}#steps`);
	const open = sent.stay && !isCheck ? `&open=${next + 1}` : '';
	// Its button gets the focus, so that one key after the other goes through them all.
	const place = `${isCheck ? 'check-' : 'u'}${next + 1}`;
	const page = pageOf(placeOf(next, show, unchecked(entries)));
	redirect(303, `${text}?page=${page}${only}${open}#${place}`);
}

const nextOf = (waiting: number[], at: number): number | null =>
	waiting.find((one) => one > at) ?? waiting[0] ?? null;

/** Where a unit stands in what is shown. */
const placeOf = (at: number, show: Shown, waiting: number[]) =>
	show === 'all' ? at : Math.max(0, waiting.indexOf(at));
