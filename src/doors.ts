/** Which act stands behind which door: every route's methods and named actions. A door without a row stays shut. */

import type { Act } from '#domain/policy/acts.ts';

const space = '/[lang=lang]/[space]';

export const doors: Record<string, Act> = {
	'/ GET': 'site.read',
	'/[lang=lang] GET': 'site.read',
	'/[lang=lang]/refusal/[status] GET': 'site.read',
	[`${space} GET`]: 'site.read',
	[`${space}/consultations GET`]: 'consultation.read',
	[`${space}/consultations/[slug] GET`]: 'consultation.read',
	[`${space}/consultations/[slug]/print GET`]: 'consultation.read',
	[`${space}/consultations/[slug]/votes GET`]: 'consultation.read',
	[`${space}/consultations/[slug]/votes POST`]: 'vote.cast',
	[`${space}/consultations/[slug]/export GET`]: 'export.read',
	[`${space}/consultations/[slug]/export/[table].[format] GET`]: 'export.read'
};

/** The key of a request's door. Actions are named by their query, the default one has no name. */
export function doorOf(routeId: string, method: string, url: URL): string {
	const way = method === 'HEAD' ? 'GET' : method;
	const action = way === 'POST' ? [...url.searchParams.keys()].find((key) => key.startsWith('/')) : undefined;
	return `${routeId} ${way}${action ? ` ?${action}` : ''}`;
}
