import { error } from '@sveltejs/kit';
import { now } from '#domain/clock.server.ts';
import { lastPage } from '#domain/contribution/thread.ts';
import { pageSize, queue } from '#domain/moderation/queue.server.ts';
import type { PageServerLoad } from './$types';

/** What readers reported, the longest waiting first. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const { db, viewer, space } = locals;
	const asked = url.searchParams.get('page') ?? '1';
	if (!viewer || !/^[1-9]\d{0,3}$/.test(asked)) error(404);
	const page = Number(asked);
	const [{ total, items }, at] = await Promise.all([queue(db, viewer, space.id, page), now(db)]);
	const last = lastPage(total, pageSize);
	if (page > last) error(404);
	return { total, items, page, last, at };
};
