import { redirect } from '@sveltejs/kit';
import { begunAt, latestNews } from '#domain/notifications/latest-news.server.ts';
import { nameIn } from '#domain/space/store.server.ts';
import { allow } from '#platform/limits.server.ts';
import { keepAtMost, keepPage } from '#platform/web/keep.server.ts';
import { newsAtom } from '#ui/share/news-atom.ts';
import { wordsIn } from '#ui/words.ts';
import type { RequestHandler } from './$types';

/** Answers, versions and dates of all consultations of a space. Kept a moment only, as no single one makes it old. */
export const GET: RequestHandler = async ({ locals, url }) => {
	const { db, lang, space } = locals;
	if (url.search) redirect(308, url.pathname);
	await allow(locals, 'share');
	keepPage(locals, space.id);
	keepAtMost(locals, 30);
	const say = wordsIn(lang);
	const { origin } = locals.house.config;
	const name = nameIn(space, lang);
	const made = newsAtom(say, await latestNews(db, { spaceId: space.id }), {
		...{ origin, space: space.slug, zone: space.timeZone },
		address: origin + url.pathname,
		page: `${origin}/${lang}/${space.slug}`,
		title: say.t('follow.feed.space', { space: name }),
		author: name,
		begun: await begunAt(db, space.id)
	});
	return new Response(made, {
		headers: { 'content-type': 'application/atom+xml; charset=utf-8' }
	});
};
