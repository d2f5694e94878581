import { unitTranslation } from '../../unit-translation.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	unitTranslation(event, { kind: 'unit', number: Number(event.params.number.slice(1)) });
