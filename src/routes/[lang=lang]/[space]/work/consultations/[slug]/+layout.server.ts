import { found } from './found.server.ts';
import type { LayoutServerLoad } from './$types';

/** What the head of every page about a consultation shows. */
export const load: LayoutServerLoad = async (event) => {
	const { row, at, state } = await found(event);
	const { slug, title, language, opensAt, closesAt, cancelledAt, announcedAt } = row;
	return { one: { slug, title, language, opensAt, closesAt, cancelledAt, announcedAt, state }, at };
};
