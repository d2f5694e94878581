import { error, redirect } from '@sveltejs/kit';
import { announced, consultationId } from '#domain/contribution/spot.server.ts';
import { latestNews } from '#domain/notifications/latest-news.server.ts';
import { nameIn } from '#domain/space/store.server.ts';
import { allow } from '#platform/limits.server.ts';
import { keepPage } from '#platform/web/keep.server.ts';
import { newsAtom } from '#ui/share/news-atom.ts';
import { wordsIn } from '#ui/words.ts';
import type { RequestHandler } from './$types';

/** Answers, versions and dates of a consultation. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	const { db, lang, space } = locals;
	if (url.search) redirect(308, url.pathname);
	await allow(locals, 'share');
	const id = await consultationId(db, space.id, params.slug);
	if (!id) error(404);
	keepPage(locals, id);
	const found = await announced(db, id, { asked: null, own: lang });
	if (!found) error(404);
	const { head } = found;
	const say = wordsIn(lang);
	const { origin } = locals.house.config;
	const made = newsAtom(say, await latestNews(db, { spaceId: space.id, consultationId: id }), {
		...{ origin, space: space.slug, zone: space.timeZone },
		address: origin + url.pathname,
		page: `${origin}/${lang}/${space.slug}/consultations/${params.slug}`,
		title: say.t('follow.feed.title', { title: head.title }),
		author: nameIn(space, lang),
		begun: head.announcedAt ?? head.at
	});
	return new Response(made, {
		headers: { 'content-type': 'application/atom+xml; charset=utf-8' }
	});
};
