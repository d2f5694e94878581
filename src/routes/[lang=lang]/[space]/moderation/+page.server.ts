import { error } from '@sveltejs/kit';
import { lastPage } from '#domain/contribution/thread.ts';
import { figures, register } from '#domain/moderation/register.server.ts';
import { filterOf, pageSize, searchOf } from '#domain/moderation/register.ts';
import { keepAtMost, keepPage } from '#platform/web/keep.server.ts';
import type { PageServerLoad } from './$types';

/** The register of moderation, kept until an act or an appeal changes it; reports received count a minute later. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const { db, space } = locals;
	keepPage(locals, space.id, { paged: true });
	keepAtMost(locals, 60);
	const asked = url.searchParams.get('page') ?? '1';
	const filter = filterOf(url.searchParams);
	if (!filter || !/^[1-9]\d{0,3}$/.test(asked)) error(404);
	const page = Number(asked);
	const [{ total, entries }, counts] = await Promise.all([
		register(db, space.id, filter, page),
		figures(db, space.id)
	]);
	const last = lastPage(total, pageSize);
	if (page > last) error(404);
	return { total, entries, counts, filter, search: searchOf(filter), page, last };
};
