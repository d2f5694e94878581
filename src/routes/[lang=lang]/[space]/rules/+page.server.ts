import type { PageServerLoad } from './$types';

/** The rules of conduct, and whom to appeal to. */
export const load: PageServerLoad = ({ locals }) => ({ contact: locals.space.contact });
