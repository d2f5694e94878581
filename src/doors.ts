/** Which act stands behind which door: every route's methods and named actions. A door without a row stays shut. */

import type { Act } from '#domain/policy/acts.ts';

const space = '/[lang=lang]/[space]';

export const doors: Record<string, Act> = {
	'/ GET': 'site.read',
	'/[lang=lang] GET': 'site.read',
	'/[lang=lang]/refusal/[status] GET': 'site.read',
	'/[lang=lang]/set-up GET': 'site.set_up',
	'/[lang=lang]/set-up POST': 'site.set_up',
	'/[lang=lang]/mail GET': 'mail.read',
	'/[lang=lang]/sign-in GET': 'account.sign_in',
	'/[lang=lang]/sign-in POST': 'account.sign_in',
	'/[lang=lang]/sign-in/[token] GET': 'account.sign_in',
	'/[lang=lang]/sign-in/[token] POST': 'account.sign_in',
	'/[lang=lang]/pending GET': 'pending.confirm',
	'/[lang=lang]/pending POST ?/send': 'pending.confirm',
	'/[lang=lang]/pending POST ?/drop': 'pending.confirm',
	'/[lang=lang]/account GET': 'account.read',
	'/[lang=lang]/account POST ?/profile': 'account.change',
	'/[lang=lang]/account POST ?/end_session': 'account.change',
	'/[lang=lang]/account POST ?/end_others': 'account.change',
	'/[lang=lang]/account POST ?/leave': 'organisation.leave',
	'/[lang=lang]/account POST ?/sign_out': 'account.sign_out',
	[`${space} GET`]: 'site.read',
	[`${space}/organisations GET`]: 'organisation.read',
	[`${space}/organisations/request GET`]: 'organisation.request',
	[`${space}/organisations/request POST`]: 'organisation.request',
	[`${space}/organisations/[slug] GET`]: 'organisation.read',
	[`${space}/organisations/[slug] POST ?/decide`]: 'organisation.verify',
	[`${space}/organisations/[slug] POST ?/invite`]: 'organisation.invite',
	[`${space}/organisations/[slug] POST ?/end`]: 'organisation.leave',
	[`${space}/organisations/[slug]/invitation/[token] GET`]: 'organisation.join',
	[`${space}/organisations/[slug]/invitation/[token] POST`]: 'organisation.join',
	[`${space}/work/people GET`]: 'role.read',
	[`${space}/work/people POST ?/grant`]: 'role.grant',
	[`${space}/work/people POST ?/end`]: 'role.grant',
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
