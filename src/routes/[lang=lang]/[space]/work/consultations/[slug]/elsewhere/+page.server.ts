import { error } from '@sveltejs/kit';
import { lastPage } from '#domain/contribution/thread.ts';
import { pageSize } from '#domain/elsewhere/import.ts';
import { enteredPage, latestImports } from '#domain/elsewhere/store.server.ts';
import { possibleIn } from '#domain/policy/acts.ts';
import { found } from '../found.server.ts';
import type { PageServerLoad } from './$types';

/** What was received elsewhere and entered, and the files it came in. */
export const load: PageServerLoad = async (event) => {
	const { row, state } = await found(event);
	const { db, viewer, space } = event.locals;
	if (!viewer) error(401);
	const asked = event.url.searchParams.get('page') ?? '1';
	if (!/^[1-9]\d{0,3}$/.test(asked)) error(404);
	const page = Number(asked);
	const place = { id: row.id, spaceId: space.id };
	const [{ items, total }, imports] = await Promise.all([
		enteredPage(db, viewer, place, page),
		latestImports(db, viewer, place)
	]);
	const last = lastPage(total, pageSize);
	if (page > last) error(404);
	return { items, total, imports, page, last, open: possibleIn('contribution.enter', state) };
};
