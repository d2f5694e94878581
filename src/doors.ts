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
	[`${space}/consultations/[slug]/[number=number] GET`]: 'remark.read',
	[`${space}/consultations/[slug]/whole GET`]: 'remark.read',
	[`${space}/consultations/[slug]/sections/[id=id] GET`]: 'remark.read',
	[`${space}/consultations/[slug]/remark GET`]: 'remark.send',
	[`${space}/consultations/[slug]/remark POST`]: 'remark.send',
	[`${space}/consultations/[slug]/search GET`]: 'remark.read',
	[`${space}/contributions GET`]: 'account.read',
	[`${space}/contributions/[reference=reference] GET`]: 'remark.read',
	[`${space}/contributions/[reference=reference]/edit GET`]: 'remark.edit',
	[`${space}/contributions/[reference=reference]/edit POST`]: 'remark.edit',
	[`${space}/contributions/[reference=reference]/withdrawal GET`]: 'remark.withdraw',
	[`${space}/contributions/[reference=reference]/withdrawal POST`]: 'remark.withdraw',
	[`${space}/contributions/[reference=reference]/support GET`]: 'remark.support',
	[`${space}/contributions/[reference=reference]/support POST`]: 'remark.support',
	[`${space}/contributions/[reference=reference]/report GET`]: 'remark.report',
	[`${space}/contributions/[reference=reference]/report POST`]: 'remark.report',
	[`${space}/contributions/[reference=reference]/moderation GET`]: 'remark.moderate',
	[`${space}/contributions/[reference=reference]/moderation POST`]: 'remark.moderate',
	[`${space}/work/reports GET`]: 'remark.moderate',
	[`${space}/rules GET`]: 'site.read',
	'/c/[reference=reference] GET': 'remark.read',
	[`${space}/consultations/[slug]/export GET`]: 'export.read',
	[`${space}/consultations/[slug]/export/[table].[format] GET`]: 'export.read'
};

/** The key of a request's door. Actions are named by their query, the default one has no name. */
export function doorOf(routeId: string, method: string, url: URL): string {
	const way = method === 'HEAD' ? 'GET' : method;
	const action = way === 'POST' ? [...url.searchParams.keys()].find((key) => key.startsWith('/')) : undefined;
	return `${routeId} ${way}${action ? ` ?${action}` : ''}`;
}
