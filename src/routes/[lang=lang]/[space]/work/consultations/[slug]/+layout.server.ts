import { numberOf } from '#domain/version/store.server.ts';
import { found } from './found.server.ts';
import type { LayoutServerLoad } from './$types';

/** What the head of every page about a consultation shows. */
export const load: LayoutServerLoad = async (event) => {
	const { row, at, state } = await found(event);
	const { slug, title, language, opensAt, closesAt, cancelledAt, announcedAt } = row;
	const versions = row.versionId ? await numberOf(event.locals.db, row.versionId) : 0;
	const dates = { opensAt, closesAt, cancelledAt, announcedAt };
	return { one: { slug, title, language, ...dates, state, versions }, at };
};
