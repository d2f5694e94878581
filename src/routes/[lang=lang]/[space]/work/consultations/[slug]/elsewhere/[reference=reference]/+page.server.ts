import { error, redirect } from '@sveltejs/kit';
import { forget } from '#domain/elsewhere/forget.server.ts';
import { entered } from '#domain/elsewhere/store.server.ts';
import { withdraw } from '#domain/elsewhere/withdraw.server.ts';
import { possibleIn } from '#domain/policy/acts.ts';
import { fieldsOf } from '#platform/forms.server.ts';
import { allow } from '#platform/limits.server.ts';
import { refuse } from '../../../../refuse.server.ts';
import { found } from '../../found.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const done = ['withdrawn', 'contact', 'name'] as const;

/** What staff know of one that was entered, and what they can do about it. */
export const load: PageServerLoad = async (event) => {
	const { row, state } = await found(event);
	const { db, viewer, space } = event.locals;
	if (!viewer) error(401);
	const place = { id: row.id, spaceId: space.id };
	const said = await entered(db, viewer, place, event.params.reference);
	if (!said) error(404);
	return {
		said,
		open: possibleIn('contribution.enter', state),
		done: done.find((word) => word === event.url.searchParams.get('done')) ?? null
	};
};

const here = ({ locals: { lang, space }, params }: Pick<RequestEvent, 'locals' | 'params'>) =>
	`/${lang}/${space.slug}/work/consultations/${params.slug}/elsewhere/${params.reference}`;

const forgetting = (what: 'contact' | 'name') => async (event: RequestEvent) => {
	const { db, viewer } = event.locals;
	if (!viewer) error(401);
	const { row } = await found(event);
	await allow(event.locals, 'staff');
	const asked = { consultationId: row.id, reference: event.params.reference, what };
	const forgotten = await forget(db, viewer, asked);
	if (!forgotten.ok) error(404);
	redirect(303, `${here(event)}?done=${what}`);
};

export const actions: Actions = {
	withdraw: async (event) => {
		const { db, viewer } = event.locals;
		if (!viewer) error(401);
		const { row } = await found(event);
		const { reason = '' } = await fieldsOf(event.request);
		await allow(event.locals, 'staff', reason);
		const asked = { consultationId: row.id, reference: event.params.reference, reason };
		const gone = await withdraw(db, viewer, asked);
		if (!gone.ok) return refuse(gone.obstacle, { reason });
		redirect(303, `${here(event)}?done=withdrawn`);
	},
	forget_contact: forgetting('contact'),
	forget_name: forgetting('name')
};
