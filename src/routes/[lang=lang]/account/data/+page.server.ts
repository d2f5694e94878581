import { error } from '@sveltejs/kit';
import { sections } from '#domain/own-data/sections.ts';
import { counts } from '#domain/own-data/take-away.server.ts';
import type { PageServerLoad } from './$types';

/** What there is of oneself, counted, each part with its file. */
export const load: PageServerLoad = async ({ locals }) => {
	const viewer = locals.viewer ?? error(401);
	const counted = await counts(locals.db, viewer);
	return { sections: sections.map(({ name }) => ({ name, rows: counted[name] ?? 0 })) };
};
