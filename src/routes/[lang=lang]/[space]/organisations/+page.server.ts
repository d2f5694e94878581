import { error } from '@sveltejs/kit';
import { holds } from '#domain/accounts/viewer.ts';
import * as store from '#domain/organisation/store.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { db, space, viewer }, url }) => {
	const page = Number(url.searchParams.get('page') ?? 1);
	if (!Number.isInteger(page) || page < 1 || page > 9999) error(404);
	const decides = holds(viewer, space.id, 'SECRETARIAT');
	const [{ rows, count }, waiting] = await Promise.all([
		store.verified(db, space.id, page),
		decides ? store.waiting(db, space.id) : []
	]);
	const last = Math.max(1, Math.ceil(count / store.perPage));
	if (page > last) error(404);
	return { organisations: rows, count, page, last, waiting };
};
