import { error } from '@sveltejs/kit';
import { now } from '#domain/clock.server.ts';
import { stateOf } from '#domain/consultation/consultation.ts';
import { licence } from '#domain/open-data/dictionary.ts';
import { paperOf } from '#domain/open-data/paper/compose.server.ts';
import { makeDocx } from '#domain/open-data/paper/make.server.ts';
import * as store from '#domain/open-data/store.server.ts';
import { possibleIn } from '#domain/policy/acts.ts';
import { allow } from '#platform/limits.server.ts';
import { toldBy } from '#ui/paper/told.ts';
import { wordsIn } from '#ui/words.ts';
import type { RequestHandler } from './$types';

const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** The text with its public remarks in the margin and what changed last as tracked changes. */
export const GET: RequestHandler = async ({ locals, params, request }) => {
	const { db, space, lang, house } = locals;
	await allow(locals, 'export');
	const consultation = await store.bySlug(db, space.id, params.slug);
	if (!consultation || !possibleIn('export.read', stateOf(consultation, await now(db)))) error(404);

	const etag = `W/"docx-${lang}-${await store.mark(db, consultation.id)}"`;
	const headers = {
		'content-type': type,
		'content-disposition': `attachment; filename="${params.slug}.docx"`,
		'cache-control': 'public, max-age=0, must-revalidate',
		link: `<${licence.url}>; rel="license"`,
		etag
	};
	if (request.headers.get('if-none-match')?.split(/,\s*/).includes(etag))
		return new Response(null, { status: 304, headers });
	if (request.method === 'HEAD') return new Response(null, { headers });

	const address = `${house.config.origin}/${lang}/${params.space}/consultations/${params.slug}`;
	const told = toldBy(wordsIn(lang), { address, licence: licence.name });
	const by = space.names[lang] ?? Object.values(space.names)[0] ?? params.space;
	const paper = await paperOf(db, consultation, by, told);
	if (!paper) error(404);
	const made = await makeDocx(paper);
	if (!made.ok) error(503);
	return new Response(made.answer as Uint8Array<ArrayBuffer>, { headers });
};
