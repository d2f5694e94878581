import { error } from '@sveltejs/kit';
import { announced, consultationId } from '#domain/contribution/spot.server.ts';
import { byReference } from '#domain/response/desk.server.ts';
import { answeredBy, countsOf } from '#domain/response/public.server.ts';
import { responseOf } from '#domain/response/store.server.ts';
import { keepPage } from '#platform/web/keep.server.ts';
import type { PageServerLoad } from './$types';

const size = 50;

/** A published response, kept for readers; a draft, or one to private contributions alone, is nobody's to know of. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db, space, lang } = locals;
	const asked = url.searchParams.get('page') ?? '1';
	if (!/^[1-9]\d{0,3}$/.test(asked)) error(404);
	const id = await consultationId(db, space.id, params.slug);
	if (!id) error(404);
	keepPage(locals, id, { paged: true });
	const [found, told] = await Promise.all([
		byReference(db, space.id, params.response),
		announced(db, id, { asked: null, own: lang })
	]);
	const isPublic = found?.state === 'published' || found?.state === 'superseded';
	if (!told || !isPublic || found.consultationId !== id) error(404);
	const page = Number(asked);
	const [response, counts, answers] = await Promise.all([
		responseOf(db, found.id),
		countsOf(db, found.id),
		answeredBy(db, found.id, { page, size })
	]);
	const last = Math.max(1, Math.ceil(counts.public / size));
	if (!response?.open || page > last) error(404);
	return { head: told.head, response, counts, answers, page, last };
};
