import { error } from '@sveltejs/kit';
import { announced, consultationId } from '#domain/contribution/spot.server.ts';
import { lastPage } from '#domain/contribution/thread.ts';
import { pageSize, published } from '#domain/invalidation/store.server.ts';
import { keepPage } from '#platform/web/keep.server.ts';
import type { PageServerLoad } from './$types';

/** What was taken out of this consultation together, by which published criteria. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const asked = url.searchParams.get('page') ?? '1';
	if (!/^[1-9]\d{0,3}$/.test(asked)) error(404);
	const page = Number(asked);
	const id = (await consultationId(locals.db, locals.space.id, params.slug)) ?? error(404);
	keepPage(locals, id, { paged: true });
	const consultation =
		(await announced(locals.db, id, { asked: null, own: locals.lang })) ?? error(404);
	const { total, items } = await published(locals.db, id, page);
	const last = lastPage(total, pageSize);
	if (page > last) error(404);
	return { head: consultation.head, items, page, last };
};
