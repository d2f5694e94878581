import { error } from '@sveltejs/kit';
import { now } from '#domain/clock.server.ts';
import { own } from '#domain/contribution/own.server.ts';
import { lastPage } from '#domain/contribution/thread.ts';
import type { PageServerLoad } from './$types';

/** Everything the person who is signed in said in this space. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const { db, viewer, space } = locals;
	const asked = url.searchParams.get('page') ?? '1';
	if (!viewer || !/^[1-9]\d{0,3}$/.test(asked)) error(404);
	const page = Number(asked);
	const [{ total, said }, at] = await Promise.all([own(db, viewer, space.id, page), now(db)]);
	const last = lastPage(total);
	if (page > last) error(404);
	return { total, said, page, last, at };
};
