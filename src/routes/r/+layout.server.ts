import type { LayoutServerLoad } from './$types';

/** Short addresses have no language of their own: what goes wrong there is told in the reader's. */
export const load: LayoutServerLoad = ({ locals }) => ({ lang: locals.lang });
