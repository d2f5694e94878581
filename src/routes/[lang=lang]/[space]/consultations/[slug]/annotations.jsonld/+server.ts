import { error } from '@sveltejs/kit';
import { now } from '#domain/clock.server.ts';
import { stateOf } from '#domain/consultation/consultation.ts';
import {
	annotationPage,
	collection,
	lastPage,
	mediaType,
	remarkAnnotation,
	responseAnnotation
} from '#domain/open-data/annotations/annotation.ts';
import { linesOn, total } from '#domain/open-data/annotations/store.server.ts';
import { licence } from '#domain/open-data/dictionary.ts';
import { bySlug, mark } from '#domain/open-data/store.server.ts';
import { possibleIn } from '#domain/policy/acts.ts';
import { allow } from '#platform/limits.server.ts';
import type { RequestHandler } from './$types';

/** Public remarks and answers as web annotations: the collection, or with `?page=` a part of it. */
export const GET: RequestHandler = async ({ locals, params, request, url }) => {
	const { db, space } = locals;
	const asked = url.searchParams.get('page');
	if (asked !== null && !/^[1-9]\d{0,5}$/.test(asked)) error(404);
	await allow(locals, 'export');
	const found = await bySlug(db, space.id, params.slug);
	const at = await now(db);
	if (!found || !possibleIn('export.read', stateOf(found, at))) error(404);

	const headers = {
		'content-type': mediaType,
		'cache-control': 'public, max-age=0, must-revalidate',
		link: `<${licence.url}>; rel="license"`,
		etag: `W/"annotations-${asked ?? 0}-${await mark(db, found.id)}"`
	};
	const known = request.headers.get('if-none-match')?.split(/,\s*/).includes(headers.etag);
	if (known) return new Response(null, { status: 304, headers });

	const { origin } = locals.house.config;
	const place = { origin, space: found.space, slug: found.slug, language: found.language };
	const facts = { title: found.title, total: await total(db, found.id) };
	if (asked === null) return Response.json(collection(place, facts), { headers });
	const page = Number(asked);
	if (page > lastPage(facts.total)) error(404);
	const items = (await linesOn(db, found.id, page)).map((line) =>
		line.said ? remarkAnnotation(place, line.said) : responseAnnotation(place, line.answered)
	);
	return Response.json(annotationPage(place, facts, page, items), { headers });
};
