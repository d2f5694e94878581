import { error, redirect } from '@sveltejs/kit';
import { possibleIn } from '#domain/policy/acts.ts';
import { extend } from '#domain/consultation/extend.server.ts';
import { momentIn, movedTo, wallIn } from '#domain/consultation/moments.ts';
import { newId } from '#domain/identity.ts';
import { fieldsOf } from '#platform/forms.server.ts';
import { once } from '#platform/once.server.ts';
import { refuse } from '../../../refuse.server.ts';
import { found, toDesk } from '../found.server.ts';
import { tonguesFor, tongueSent } from '../tongues.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { row, state } = await found(event);
	if (!possibleIn('consultation.extend', state) || !row.closesAt) return toDesk(event);
	const { space, lang } = event.locals;
	const closes = wallIn(space.timeZone, row.closesAt);
	const response = row.responseBy ? wallIn(space.timeZone, row.responseBy).date : '';
	return {
		closes,
		response,
		closesAt: row.closesAt,
		key: newId(),
		...tonguesFor(space, lang, row.language)
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { db, space, viewer, lang } = event.locals;
		if (!viewer) error(401);
		const { row } = await found(event);
		const { key = '', ...sent } = await fieldsOf(event.request);
		const zone = space.timeZone;
		const closes = momentIn(
			zone,
			{ date: sent['closesAt.date'] ?? '', time: sent['closesAt.time'] ?? '' },
			'later'
		);
		if (!closes.ok) return refuse({ ...closes.obstacle, field: 'closesAt' }, { ...sent, key });
		const day = sent['responseBy.date'];
		const stored = row.responseBy && wallIn(zone, row.responseBy);
		const response = day
			? movedTo(
					zone,
					{ date: day, time: stored?.date === day ? stored.time : '23:59' },
					row.responseBy,
					'later'
				)
			: null;
		if (response && !response.ok)
			return refuse({ ...response.obstacle, field: 'responseBy' }, { ...sent, key });

		const extension = {
			closesAt: closes.at,
			responseBy: response?.at ?? null,
			reason: sent.reason ?? '',
			lang: tongueSent(space, sent.lang, row.language)
		};
		const done = await once(db, { key, sender: viewer.id, body: sent }, (tx) =>
			extend(tx, viewer, row.id, extension)
		);
		if (!done.ok) return refuse(done.obstacle, { ...sent, key });
		redirect(303, `/${lang}/${space.slug}/work/consultations/${row.slug}?done=extended`);
	}
};
