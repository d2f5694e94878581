import { error, redirect } from '@sveltejs/kit';
import { momentIn } from '#domain/consultation/moments.ts';
import { newId } from '#domain/identity.ts';
import { possibleIn } from '#domain/policy/acts.ts';
import { openRound } from '#domain/version/open-round.server.ts';
import { versionsOf } from '#domain/version/store.server.ts';
import { fieldsOf } from '#platform/forms.server.ts';
import { allow } from '#platform/limits.server.ts';
import { once } from '#platform/once.server.ts';
import { refuse } from '../../../../refuse.server.ts';
import { found, toDesk } from '../../found.server.ts';
import { tonguesFor, tongueSent } from '../../tongues.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { row, state } = await found(event);
	if (!possibleIn('round.open', state) && event.request.method !== 'POST') toDesk(event);
	const { db, space, lang } = event.locals;
	const versions = await versionsOf(db, row.id);
	return {
		n: versions.find(({ id }) => id === row.versionId)?.n ?? 1,
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
		await allow(event.locals, 'staff', sent.reason);
		const handed = { ...sent, key };
		const momentOf = (field: string, time: string) =>
			momentIn(
				space.timeZone,
				{ date: sent[`${field}.date`] ?? '', time: sent[`${field}.time`] ?? time },
				'later'
			);
		const opens = momentOf('opensAt', '');
		if (!opens.ok) return refuse({ ...opens.obstacle, field: 'opensAt' }, handed);
		const closes = momentOf('closesAt', '');
		if (!closes.ok) return refuse({ ...closes.obstacle, field: 'closesAt' }, handed);
		const response = sent['responseBy.date'] ? momentOf('responseBy', '23:59') : null;
		if (response && !response.ok)
			return refuse({ ...response.obstacle, field: 'responseBy' }, handed);
		const round = {
			...{ opensAt: opens.at, closesAt: closes.at, responseBy: response?.at ?? null },
			...{ reason: sent.reason ?? '', lang: tongueSent(space, sent.lang, row.language) }
		};
		const done = await once(db, { key, sender: viewer.id, body: sent }, (tx) =>
			openRound(tx, viewer, row.id, round)
		);
		if (!done.ok) return refuse(done.obstacle, handed);
		const list = `/${lang}/${space.slug}/work/consultations/${row.slug}/versions`;
		redirect(303, `${list}?done=round`);
	}
};
