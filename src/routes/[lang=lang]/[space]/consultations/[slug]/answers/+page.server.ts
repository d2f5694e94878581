import { error } from '@sveltejs/kit';
import { pageSize } from '#domain/response/heard.ts';
import { answersAt } from '../answers.server.ts';
import type { PageServerLoad } from './$types';

/** What was heard, what was decided and what changed, a page of answers at a time. */
export const load: PageServerLoad = async (event) => {
	const found = await answersAt(event);
	const last = Math.max(1, Math.ceil(found.answers.total / pageSize));
	if (found.filter.page > last) error(404);
	return { ...found, last };
};
