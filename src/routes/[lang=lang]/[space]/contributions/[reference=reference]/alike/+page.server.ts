import { error } from '@sveltejs/kit';
import { alikeTo } from '#domain/contribution/thread.server.ts';
import { lastPage, pageSize } from '#domain/contribution/thread.ts';
import { standingAt } from '../contribution.server.ts';
import type { PageServerLoad } from './$types';

/** All that say the same as one, each as it was said. */
export const load: PageServerLoad = async (event) => {
	const { locals, url } = event;
	const asked = url.searchParams.get('page') ?? '1';
	if (!/^[1-9]\d{0,3}$/.test(asked)) error(404);
	const page = Number(asked);
	const { remark, head, here, home, base, on, numbers } = await standingAt(event);
	if (remark.alike === 0) error(404);
	const last = lastPage(remark.alike);
	if (page > last) error(404);
	const branches = await alikeTo(locals.db, locals.viewer, head.spaceId, remark.id, {
		...{ most: pageSize, after: (page - 1) * pageSize }
	});
	const speaker = locals.viewer && {
		id: locals.viewer.id,
		organisations: locals.viewer.organisations.filter((one) => one.spaceId === head.spaceId)
	};
	return { ...{ remark, head, here, home, base, on, numbers }, branches, page, last, speaker };
};
