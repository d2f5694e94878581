import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** Gives errors that happen before a page begins the page others have. */
export const load: PageServerLoad = ({ params, url }) => {
	const status = Number(params.status);
	const id = url.searchParams.get('id')?.slice(0, 8);
	error(status >= 400 && status < 600 ? status : 404, { message: 'refused', id });
};
