import { error } from '@sveltejs/kit';
import { lastPage } from '#domain/contribution/thread.ts';
import { list, pageSize } from '#domain/invalidation/store.server.ts';
import { may } from '#domain/policy/acts.ts';
import { found } from '../found.server.ts';
import type { PageServerLoad } from './$types';

/** Waves of fraud that were described in this consultation, and what became of each. */
export const load: PageServerLoad = async (event) => {
	const { locals, url } = event;
	const asked = url.searchParams.get('page') ?? '1';
	if (!/^[1-9]\d{0,3}$/.test(asked)) error(404);
	const page = Number(asked);
	const { row } = await found(event);
	const { total, items } = await list(locals.db, row.id, page);
	const last = lastPage(total, pageSize);
	if (page > last) error(404);
	return { items, page, last, asks: may(locals.viewer, 'invalidation.ask', locals.space.id) };
};
