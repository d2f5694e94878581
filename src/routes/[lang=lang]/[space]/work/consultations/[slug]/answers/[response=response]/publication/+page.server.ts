import { error } from '@sveltejs/kit';
import { draftOf } from '#domain/response/desk.server.ts';
import { countsOf } from '#domain/response/public.server.ts';
import { tellingOf } from '#domain/response/telling.server.ts';
import { responseAt } from '../../response.server.ts';
import type { PageServerLoad } from './$types';

/** How far the publication of a response is: asked for, answered, told. */
export const load: PageServerLoad = async (event) => {
	const { db } = event.locals;
	const { response } = await responseAt(event);
	const [draft, telling, counts] = await Promise.all([
		draftOf(db, response.id),
		tellingOf(db, response.id),
		countsOf(db, response.id)
	]);
	if (!draft) error(404);
	const { state, publishAskedAt, publishObstacle } = draft;
	return {
		...{ state, telling, publishObstacle },
		asked: publishAskedAt !== null,
		contributions: counts.public + counts.private
	};
};
