import { threadPage } from '../thread-page.server.ts';
import type { PageServerLoad } from './$types';

/** What was said about a numbered unit. */
export const load: PageServerLoad = (event) =>
	threadPage(event, { kind: 'unit', number: Number(event.params.number.slice(1)) });
