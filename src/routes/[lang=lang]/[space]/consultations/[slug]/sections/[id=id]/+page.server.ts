import { threadPage } from '../../thread-page.server.ts';
import type { PageServerLoad } from './$types';

/** What was said about a section. */
export const load: PageServerLoad = (event) =>
	threadPage(event, { kind: 'section', unitId: event.params.id });
