import { error, redirect } from '@sveltejs/kit';
import { destinationOf } from '#domain/consultation/short.server.ts';
import type { PageServerLoad } from './$types';

/** The short address of a consultation or a unit: leads to its page in the reader's language. */
export const load: PageServerLoad = async ({ locals, params, setHeaders }) => {
	const found = await destinationOf(locals.db, params.code);
	if (!found) error(404);
	const { space, slug, unit } = found;
	const on = !unit ? '' : unit.number === null ? `/sections/${unit.id}` : `/P${unit.number}`;
	setHeaders({ vary: 'Accept-Language' });
	redirect(302, `/${locals.lang}/${space}/consultations/${slug}${on}`);
};
