import { error, redirect } from '@sveltejs/kit';
import { wallIn } from '#domain/consultation/moments.ts';
import { isRemarkKind } from '#domain/contribution/contribution.ts';
import { tongues } from '#domain/contribution/languages.ts';
import { placeOf } from '#domain/contribution/place.ts';
import { textOf } from '#domain/consultation/text.server.ts';
import { isChannel, isConsent } from '#domain/elsewhere/elsewhere.ts';
import { enter } from '#domain/elsewhere/enter.server.ts';
import { entersPrivate } from '#domain/elsewhere/facts.server.ts';
import { newId } from '#domain/identity.ts';
import { possibleIn } from '#domain/policy/acts.ts';
import { namedIn } from '#domain/space/store.server.ts';
import { fieldsOf } from '#platform/forms.server.ts';
import { allow } from '#platform/limits.server.ts';
import { once } from '#platform/once.server.ts';
import { refuse } from '../../../../refuse.server.ts';
import { found, toDesk } from '../../found.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** The form for one; what the one before it came by and when stays filled in. */
export const load: PageServerLoad = async (event) => {
	const { row, at, state } = await found(event);
	const { db, space, viewer } = event.locals;
	if (!possibleIn('contribution.enter', state) || !row.closesAt || !row.announcedAt)
		return toDesk(event);
	const [{ units }, organisations] = await Promise.all([
		textOf(db, row.versionId ?? ''),
		namedIn(db, space.id)
	]);
	const asked = event.url.searchParams;
	const [today, closing, announced] = [at, row.closesAt, row.announcedAt].map(
		(one) => wallIn(space.timeZone, one).date
	);
	const latest = today && closing && today < closing ? today : (closing ?? '');
	const before = asked.get('entered') ?? '';
	return {
		key: newId(),
		first: announced ?? '',
		latest,
		tongues,
		sections: units
			.filter(({ kind }) => kind === 'heading')
			.map(({ unitId, plain, lang }) => ({ unitId, plain, lang })),
		organisations: [...organisations].map(([slug, name]) => ({ slug, name })),
		mayPrivate: viewer !== null && entersPrivate(viewer, space.id),
		entered: /^C-[0-9A-HJKMNP-TV-Z]{6}$/.test(before) ? before : null,
		again: {
			channel: asked.get('channel') ?? 'letter',
			day: asked.get('day') ?? latest,
			consent: asked.get('consent') ?? 'named'
		}
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { db, space, viewer, lang } = event.locals;
		if (!viewer) error(401);
		const { row } = await found(event);
		const { key = '', ...sent } = await fieldsOf(event.request);
		await allow(event.locals, 'staff', sent.body);
		const { channel, consent, day = '' } = sent;
		const number = (sent.unit ?? '').trim().replace(/^p/i, '');
		const on = placeOf(number ? `P${number}` : sent.section || 'whole');
		const given = { ...sent, key };
		if (!isChannel(channel)) return refuse({ code: 'no_channel' }, given);
		if (!isConsent(consent)) return refuse({ code: 'no_consent' }, given);
		if (!on) return refuse({ code: 'place_missing' }, given);
		const done = await once(db, { key, sender: viewer.id, body: sent }, (tx) =>
			enter(tx, viewer, row.id, {
				...{ channel, consent, day, on },
				kind: isRemarkKind(sent.kind) ? sent.kind : 'comment',
				...{ author: sent.author ?? '', organisation: sent.organisation ?? '' },
				...{ lang: sent.lang ?? '', body: sent.body ?? '' },
				...{ source: sent.source ?? '', contact: sent.contact ?? '' }
			})
		);
		if (!done.ok) return refuse(done.obstacle, given);
		const again = new URLSearchParams({ entered: done.reference, channel, day, consent });
		const here = `/${lang}/${space.slug}/work/consultations/${row.slug}/elsewhere/new`;
		redirect(303, `${here}?${again}`);
	}
};
