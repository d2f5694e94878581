import { error, redirect } from '@sveltejs/kit';
import { latest } from '#domain/contribution/latest.server.ts';
import { placeOf, placePath } from '#domain/contribution/place.ts';
import { announced, consultationId, unitIn } from '#domain/contribution/spot.server.ts';
import { allow } from '#platform/limits.server.ts';
import { keepPage } from '#platform/web/keep.server.ts';
import { atom } from '#ui/share/atom.ts';
import { placeName } from '#ui/share/place.ts';
import { wordsIn } from '#ui/words.ts';
import type { RequestHandler } from './$types';

/** The latest public remarks on a consultation (`remarks.atom`) or on one place of it (`P9.atom`). */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	const { db, lang, space } = locals;
	if (url.search) redirect(308, url.pathname);
	await allow(locals, 'share');
	const id = await consultationId(db, space.id, params.slug);
	if (!id) error(404);
	keepPage(locals, id);
	const found = await announced(db, id, { asked: null, own: lang });
	const place = params.on === 'remarks' ? null : placeOf(params.on);
	const unit = found && place ? unitIn(found.text, place) : null;
	if (!found || unit === undefined || (params.on !== 'remarks' && !place)) error(404);

	const { head, text } = found;
	const remarks = await latest(db, id, place ? (unit?.unitId ?? null) : undefined);
	const say = wordsIn(lang);
	const { origin } = locals.house.config;
	const { title } = head;
	const facts = { place: placeName(say, unit), title };
	const made = atom(say, remarks, {
		origin,
		address: origin + url.pathname,
		page: `${origin}/${lang}/${params.space}/consultations/${params.slug}${place ? `/${placePath(place)}` : ''}`,
		title: place ? say.t('share.feed.title.unit', facts) : say.t('share.feed.title', { title }),
		begun: head.announcedAt ?? head.at,
		placeOf: (unitId) => placeName(say, unitId === null ? null : (text.byId.get(unitId) ?? null))
	});
	return new Response(made, {
		headers: {
			'content-type': 'application/atom+xml; charset=utf-8',
			'last-modified': head.at.toUTCString()
		}
	});
};
