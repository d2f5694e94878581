import { unitTranslation } from '../../../unit-translation.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	unitTranslation(event, { kind: 'section', unitId: event.params.id });
