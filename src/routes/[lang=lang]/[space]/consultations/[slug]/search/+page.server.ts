import { error } from '@sveltejs/kit';
import { searchRemarks, searchText } from '#domain/contribution/search.server.ts';
import { searchOf } from '#domain/contribution/search.ts';
import { announced, consultationId, numbersIn } from '#domain/contribution/spot.server.ts';
import { lastPage } from '#domain/contribution/thread.ts';
import { allow } from '#platform/limits.server.ts';
import type { PageServerLoad } from './$types';

/** What the address asks for, in the text or in what was said about it. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db, viewer, space, lang } = locals;
	await allow(locals, 'search');
	const search = searchOf(url.searchParams);
	if (!search) error(400);
	const id = await consultationId(db, space.id, params.slug);
	const found = id
		? await announced(db, id, { asked: url.searchParams.get('text'), own: lang })
		: undefined;
	if (!found) error(404);
	const { head, text } = found;
	const place = { consultationId: head.id, versionId: head.versionId };
	const inText = search.in === 'text' ? await searchText(db, place, search, text.lang) : null;
	const inRemarks = inText ? null : await searchRemarks(db, viewer, place, search);
	const total = inText?.total ?? inRemarks?.total ?? 0;
	const last = lastPage(total);
	if (search.page > last) error(404);
	const home = `/${lang}/${params.space}`;
	return {
		...{ search, head, total, last, inText, inRemarks },
		places: { home, base: `${home}/consultations/${params.slug}`, numbers: numbersIn(text) }
	};
};
