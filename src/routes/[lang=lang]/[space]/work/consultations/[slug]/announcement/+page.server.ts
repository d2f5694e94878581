import { error, redirect } from '@sveltejs/kit';
import { announce } from '#domain/consultation/announce.server.ts';
import { checklist } from '#domain/consultation/checklist.ts';
import { draftOf } from '#domain/consultation/draft/facts.server.ts';
import { detailsOf } from '#domain/consultation/set-details.server.ts';
import { newId } from '#domain/identity.ts';
import { fieldsOf } from '#platform/forms.server.ts';
import { once } from '#platform/once.server.ts';
import { refuse } from '../../../refuse.server.ts';
import { found, toDesk } from '../found.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** What would become public, and what is missing for it. */
export const load: PageServerLoad = async (event) => {
	const { row, at, state } = await found(event);
	if (state !== 'DRAFT') toDesk(event);
	const { facts } = await draftOf(event.locals.db, row.id, row.draftRevision);
	const details = detailsOf(row);
	return {
		checks: checklist(details, facts, at),
		checksAtOnce: checklist(details, facts, at, 'at_once'),
		units: facts.numbered,
		first: row.firstNumber,
		opensAt: row.opensAt,
		closesAt: row.closesAt,
		revision: row.draftRevision,
		key: newId()
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { db, space, viewer, lang } = event.locals;
		if (!viewer) error(401);
		const { row } = await found(event);
		const { key = '', ...sent } = await fieldsOf(event.request);
		const revision = Number(sent.revision);
		const opening = sent.opening === 'at_once' ? 'at_once' : 'planned';
		const done = await once(db, { key, sender: viewer.id, body: sent }, (tx) =>
			announce(tx, viewer, row.id, { revision, opening })
		);
		if (!done.ok) return refuse(done.obstacle, { ...sent, key });
		redirect(303, `/${lang}/${space.slug}/work/consultations/${row.slug}?done=announced`);
	}
};
