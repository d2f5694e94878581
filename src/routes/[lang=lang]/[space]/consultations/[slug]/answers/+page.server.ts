import { error } from '@sveltejs/kit';
import { paceOf } from '#domain/notifications/follow.server.ts';
import { pageSize } from '#domain/response/heard.ts';
import { themeAt } from '#domain/theme/store.server.ts';
import { answersAt } from '../answers.server.ts';
import type { PageServerLoad } from './$types';

/** What was heard, what was decided and what changed, a page of answers at a time. */
export const load: PageServerLoad = async (event) => {
	const found = await answersAt(event);
	const last = Math.max(1, Math.ceil(found.answers.total / pageSize));
	if (found.filter.page > last) error(404);
	return { ...found, last, follow: await themeToFollow(event.locals, found) };
};

/** The theme the page is about, and how often its reader is told of it; null on a page about no single theme. */
async function themeToFollow(
	{ db, space, viewer }: App.Locals,
	{ filter, themes }: Awaited<ReturnType<typeof answersAt>>
) {
	const { theme: slug } = filter;
	if (slug === null || !themes.some((one) => one.slug === slug)) return null;
	const theme = await themeAt(db, space.id, slug);
	if (!theme || theme.mergedInto) return null;
	const { id } = theme;
	return { id, pace: viewer && (await paceOf(db, viewer.id, { target: 'theme', targetId: id })) };
}
