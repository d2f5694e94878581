import { redirect } from '@sveltejs/kit';
import { render } from 'svelte/server';
import { secondsToNextState } from '#domain/consultation/consultation.ts';
import { reading } from '#domain/consultation/reading.server.ts';
import { idOf } from '#domain/consultation/store.server.ts';
import { secondsToNextWord } from '#domain/consultation/time-left.ts';
import { placeOf } from '#domain/contribution/place.ts';
import { directionOf } from '#domain/languages.ts';
import { nameIn } from '#domain/space/store.server.ts';
import { allow } from '#platform/limits.server.ts';
import { framedHeaders } from '#platform/web/headers.ts';
import { keepAtMost, keepPage } from '#platform/web/keep.server.ts';
import { countedIn } from '#ui/counted.ts';
import css from '#ui/look/embed.css?url';
import Embedded from '#ui/share/Embedded.svelte';
import Nothing from '#ui/share/Nothing.svelte';
import type { RequestHandler } from './$types';

/** A unit (`P9`) or the `overview` for the frame of another site: no script, no cookie, nothing that acts. */
export const GET: RequestHandler = async (event) => {
	const { locals, params, url } = event;
	if (url.search) redirect(308, url.pathname);
	await allow(locals, 'share');
	const found = await shown(event);
	const say = countedIn(locals.lang);
	if (!found) return page(locals.lang, render(Nothing, { props: { words: say.words, css } }), 404);

	const { read, unit } = found;
	const { head } = read;
	const { space } = locals;
	keepAtMost(locals, secondsToNextState(head, head.at));
	keepAtMost(locals, secondsToNextWord(space.timeZone, head.at, null));
	const home = `${locals.house.config.origin}/${locals.lang}/${params.space}`;
	const address = `${home}/consultations/${params.slug}${unit ? `/${params.on}` : ''}`;
	const place = { name: nameIn(space, locals.lang), zone: space.timeZone };
	const props = { say, reading: read, unit, space: place, address, css };
	return page(locals.lang, render(Embedded, { props }), 200);
};

/** What the address names, once it is public; undefined for anything else. */
async function shown({ locals, params }: Parameters<RequestHandler>[0]) {
	const id = await idOf(locals.db, locals.space.id, params.slug);
	if (!id) return undefined;
	keepPage(locals, id);
	const read = await reading(locals.db, id, null, { asked: null, own: locals.lang });
	if (!read) return undefined;
	if (params.on === 'overview') return { read, unit: null };
	const place = placeOf(params.on);
	const number = place?.kind === 'unit' ? place.number : null;
	const unit = read.units.find((one) => number !== null && one.unit.number === number);
	return unit && { read, unit };
}

function page(lang: App.Locals['lang'], { head, body }: ReturnType<typeof render>, status: number) {
	const html = `<!doctype html>
<html lang="${lang}" dir="${directionOf(lang)}"><head><meta charset="utf-8" /><meta name="viewport" content="width=device-width, initial-scale=1" />${head}</head>
<body>${body}</body></html>
`;
	const type = { 'content-type': 'text/html; charset=utf-8' };
	return new Response(html, { status, headers: { ...framedHeaders, ...type } });
}
