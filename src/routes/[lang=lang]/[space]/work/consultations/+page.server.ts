import { now } from '#domain/clock.server.ts';
import { lines } from '#domain/consultation/desk.server.ts';
import { may } from '#domain/policy/acts.ts';
import type { PageServerLoad } from './$types';

const size = 50;

export const load: PageServerLoad = async ({ locals: { db, space, viewer }, url }) => {
	const page = Math.min(
		10_000,
		Math.max(1, Number.parseInt(url.searchParams.get('page') ?? '1') || 1)
	);
	const { rows, count } = await lines(db, space.id, await now(db), {
		withDrafts: may(viewer, 'consultation.preview', space.id),
		page,
		size
	});
	return { rows, page, last: Math.max(page, Math.ceil(count / size)) };
};
