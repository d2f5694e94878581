/** An address for every door: what stands in the places of its parameters. */

import type { Site } from './site.ts';

export type Params = Record<string, string>;

/** `/[lang=lang]/[space]` with its parameters filled in; throws where one has no sample. */
export function pathOf(routeId: string, params: Params): string {
	const path = routeId.replace(/\[(\.\.\.|\[)?(\w+)(=\w+)?\]{1,2}/g, (_, __, name: string) => {
		const value = params[`${routeId} ${name}`] ?? params[name];
		if (value === undefined) throw new Error(`${routeId} has no sample for ${name}.`);
		return encodeURIComponent(value);
	});
	return path.replace(/\/\([^)]*\)/g, '') || '/';
}

/** What the example has for each parameter. */
export async function samplesOf({ db }: Site): Promise<Params> {
	const consultation = await db
		.selectFrom('consultation')
		.select(['id', 'slug', 'versionId'])
		.where('slug', '=', 'open-works')
		.executeTakeFirstOrThrow();
	const section = await db
		.selectFrom('unitText')
		.select('unitId')
		.where('versionId', '=', consultation.versionId)
		.where('kind', '=', 'heading')
		.orderBy('position')
		.executeTakeFirstOrThrow();
	const contribution = await db
		.selectFrom('contribution')
		.select('reference')
		.where('consultationId', '=', consultation.id)
		.where('visibility', '=', 'public')
		.where('state', '=', 'published')
		.where('depth', '=', 0)
		.orderBy('replyCount', 'desc')
		.executeTakeFirstOrThrow();
	return {
		lang: 'en',
		space: 'arcadia',
		slug: consultation.slug,
		number: '7',
		id: section.unitId,
		reference: contribution.reference,
		status: '404',
		table: 'units',
		format: 'csv'
	};
}
