import { holds } from '#domain/accounts/viewer.ts';
import { now } from '#domain/clock.server.ts';
import { said, type Show } from '#domain/consultation/desk.server.ts';
import { dayBegan } from '#domain/consultation/moments.ts';
import type { PageServerLoad } from './$types';

const size = 30;

/** What was said since midnight, or the questions nobody has replied to, page by page. */
export const load: PageServerLoad = async ({ locals: { db, space, viewer }, url }) => {
	const show: Show = url.searchParams.get('show') === 'questions' ? 'questions' : 'today';
	const page = Math.min(
		10_000,
		Math.max(1, Number.parseInt(url.searchParams.get('page') ?? '1') || 1)
	);
	const at = await now(db);
	const found = await said(db, space.id, show, dayBegan(space.timeZone, at), {
		withPrivate: holds(viewer, space.id, 'SECRETARIAT'),
		page,
		size
	});
	return { at, show, found, page, last: Math.max(page, Math.ceil(found.count / size)) };
};
