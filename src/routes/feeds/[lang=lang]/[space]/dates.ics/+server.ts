import { redirect } from '@sveltejs/kit';
import { datesOf } from '#domain/consultation/dates.server.ts';
import { nameIn } from '#domain/space/store.server.ts';
import { allow } from '#platform/limits.server.ts';
import { keepAtMost, keepPage } from '#platform/web/keep.server.ts';
import { calendar } from '#ui/share/calendar.ts';
import { wordsIn } from '#ui/words.ts';
import type { RequestHandler } from './$types';

/** The dates of all consultations of a space. Kept a moment only: no single consultation's change makes it old. */
export const GET: RequestHandler = async ({ locals, url }) => {
	const { db, lang, space } = locals;
	if (url.search) redirect(308, url.pathname);
	await allow(locals, 'share');
	keepPage(locals, space.id);
	keepAtMost(locals, 30);
	const all = await datesOf(db, space.id);
	const say = wordsIn(lang);
	const { origin } = locals.house.config;
	const name = nameIn(space, lang);
	const made = calendar(say, all, {
		origin,
		address: origin + url.pathname,
		name: say.t('share.date.all', { space: name }),
		space: name,
		slug: space.slug,
		zone: space.timeZone
	});
	return new Response(made, { headers: { 'content-type': 'text/calendar; charset=utf-8' } });
};
