import { threadPage } from '../thread-page.server.ts';
import type { PageServerLoad } from './$types';

/** What was said about the whole text. */
export const load: PageServerLoad = (event) => threadPage(event, { kind: 'whole' });
