import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** Gives errors that happen before a page begins the page others have, with the words that were sent. */
export const load: PageServerLoad = ({ params, url, request }) => {
	const status = Number(params.status);
	const id = url.searchParams.get('id')?.slice(0, 8);
	const text = decodeURIComponent(request.headers.get('x-folkmoot-words') ?? '');
	error(status >= 400 && status < 600 ? status : 404, { message: 'refused', id, text });
};
