import { error, fail, redirect } from '@sveltejs/kit';
import { reading } from '#domain/consultation/reading.server.ts';
import { idOf } from '#domain/consultation/store.server.ts';
import { unitNamed } from '#domain/voting/store.server.ts';
import { unsent } from '#platform/web/unsent.ts';
import { answer, statusOf } from './sent.ts';
import type { Actions, PageServerLoad } from './$types';

/** Your votes on one text, to look over before leaving. */
export const load: PageServerLoad = async ({ locals, params, url, request }) => {
	const { db, space, viewer, lang } = locals;
	if (!viewer && request.method === 'GET') {
		redirect(303, `/${lang}/sign-in?to=${encodeURIComponent(url.pathname + url.search)}`);
	}
	const id = await idOf(db, space.id, params.slug);
	if (!id) error(404);
	const spokenFor = viewer?.organisations.filter((one) => one.spaceId === space.id) ?? [];
	const voter = spokenFor.find(({ slug }) => slug === url.searchParams.get('as')) ?? null;
	const read = await reading(db, id, voter?.id ?? viewer?.id ?? null, {
		asked: url.searchParams.get('text'),
		own: lang
	});
	if (!read) error(404);
	const { head, progress } = read;
	const votable = read.units.filter(({ unit }) => unit.number !== null);
	return { shown: unsent({ head, progress, voter, spokenFor, units: votable }) };
};

export const actions: Actions = {
	/** A vote sent without the script: back to the unit it is on. */
	default: async (event) => {
		const answered = await answer(event);
		if ('signIn' in answered) redirect(303, answered.signIn);
		if (!answered.ok) {
			const { code } = answered.obstacle;
			if (code === 'unit_missing') error(404);
			return fail(statusOf[code], { obstacle: code, number: null });
		}
		const { locals, params, url } = event;
		const named = answered.sent && (await unitNamed(locals.db, answered.sent.unit));
		const voter = locals.viewer?.organisations.find(
			(one) => one.id === answered.sent?.organisation
		);
		const read = `/${locals.lang}/${params.space}/consultations/${params.slug}`;
		const back = url.searchParams.has('review') ? `${read}/votes` : read;
		const text = url.searchParams.get('text');
		const query = new URLSearchParams({
			...(voter ? { as: voter.slug } : {}),
			...(text && /^[a-z]{2,3}$/.test(text) ? { text } : {})
		});
		redirect(303, `${back}${query.size ? `?${query}` : ''}${named ? `#p${named.number}` : ''}`);
	}
};
