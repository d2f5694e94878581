import { redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** Every page begins with its language: the reader's own where we speak it. */
export const load: PageServerLoad = ({ locals, setHeaders }) => {
	setHeaders({ vary: 'Accept-Language' });
	redirect(302, `/${locals.lang}`);
};
