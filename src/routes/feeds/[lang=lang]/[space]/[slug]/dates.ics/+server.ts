import { error, redirect } from '@sveltejs/kit';
import { datesOf } from '#domain/consultation/dates.server.ts';
import { idOf } from '#domain/consultation/store.server.ts';
import { nameIn } from '#domain/space/store.server.ts';
import { allow } from '#platform/limits.server.ts';
import { keepPage } from '#platform/web/keep.server.ts';
import { calendar } from '#ui/share/calendar.ts';
import { wordsIn } from '#ui/words.ts';
import type { RequestHandler } from './$types';

/** The dates of one consultation. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	const { db, lang, space } = locals;
	if (url.search) redirect(308, url.pathname);
	await allow(locals, 'share');
	const id = await idOf(db, space.id, params.slug);
	if (!id) error(404);
	keepPage(locals, id);
	const [one] = await datesOf(db, space.id, id);
	if (!one) error(404);

	const say = wordsIn(lang);
	const { origin } = locals.house.config;
	const made = calendar(say, [one], {
		origin,
		address: origin + url.pathname,
		name: say.t('share.date.title', { title: one.title }),
		space: nameIn(space, lang),
		slug: space.slug,
		zone: space.timeZone
	});
	return new Response(made, {
		headers: {
			'content-type': 'text/calendar; charset=utf-8',
			'last-modified': one.changedAt.toUTCString()
		}
	});
};
