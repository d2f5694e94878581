/** What happens around every page: who asks, whether they may, and what the answer's headers say. */

import { error, isHttpError, isRedirect, redirect, type RequestEvent } from '@sveltejs/kit';
import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit/hooks';
import { building, dev } from '$app/env';
import { asksAgain, may } from '#domain/policy/acts.ts';
import { directionOf, isLanguage, preferred } from '#domain/languages.ts';
import { isUnavailable } from '#platform/connection.server.ts';
import { sentForm, wordsSent } from '#platform/web/sent.server.ts';
import { askAgain, askForKey } from '#platform/ask-again.server.ts';
import type { Page } from '#platform/page-cache.server.ts';
import { greet } from '#platform/greet.server.ts';
import { house } from '#platform/house.server.ts';
import { log } from '#platform/log.server.ts';
import { isRunning, start } from '#platform/start.server.ts';
import { databaseFor } from '#platform/web/copy.server.ts';
import { noCaching, securityHeaders } from '#platform/web/headers.ts';
import { answerWith, isForAll, isKept, keyOf, type Kept } from '#platform/web/keep.server.ts';
import { isReader } from '#platform/web/reader.server.ts';
import { inLine } from '#platform/web/line.server.ts';
import { makings } from '#platform/web/making.server.ts';
import { doorOf, doors } from './doors.ts';

const refusal = '/[lang=lang]/refusal/[status]';

export const init: ServerInit = async () => {
	// The dev server has no server.ts in front of it: it opens the house itself.
	if (!building && !isRunning()) await greet(await start({ argv: process.argv }));
};

export const handle: Handle = async ({ event, resolve }) => {
	const { locals } = event;
	locals.house = house();
	locals.db = locals.house.db;
	locals.id = crypto.randomUUID().slice(0, 8);
	locals.lang = languageOf(event);
	locals.kept = null;
	locals.address = event.getClientAddress();
	locals.viewer = null;
	locals.partial = null;
	locals.waiting = null;
	locals.sent = sentForm(event);

	const key = keyOf(event.url.pathname, event.url.search);
	const reader =
		event.request.method === 'GET' &&
		(isForAll(event.url.pathname) ||
			isReader(event.request.headers.get('cookie'), locals.house.auth.cookie));
	const asked = reader ? key : null;
	const { pages, hub } = locals.house;
	const say = (made: Page | Response) =>
		'bodies' in made ? send(made, event, !hub.listening()) : made;
	let own = false;
	const make = () => {
		own = true;
		return answered(event, resolve, asked);
	};
	// What was kept before will be again: thousands who ask while it is made wait for one making.
	if (!asked || !pages.stale(asked)) return say(await make());
	const made = await madeOnce(asked, () => pages.get(asked), make);
	return say(own || 'bodies' in made ? made : await make());
};

const madeOnce = makings<Page | Response>();

/** The answer to one who asks; a page, where `key` is the name it is kept under for everyone. */
async function answered(
	event: RequestEvent,
	resolve: Parameters<Handle>[0]['resolve'],
	key: string | null
): Promise<Page | Response> {
	const { locals } = event;
	let html = '';
	const response = await admit(event)
		.then(() =>
			inLine(locals, event.request.method, () =>
				resolve(event, { transformPageChunk: (chunk) => ((html += chunk.html), '') })
			)
		)
		.then((answer) => (html ? whole(answer, html, locals.lang) : answer))
		.catch((cause: unknown) => standIn(event, cause));
	const { headers } = response;

	if (
		locals.kept &&
		isKept(locals.kept, event.url.search) &&
		!event.isDataRequest &&
		key &&
		response.status === 200 &&
		!headers.has('set-cookie')
	) {
		return keep(event, key, response, locals.kept);
	}
	if (key && response.status === 503) return stale(event, key) ?? response;
	if (locals.retryAfter && response.status === 429)
		headers.set('retry-after', String(locals.retryAfter));
	if (!headers.has('cache-control')) headers.set('cache-control', noCaching);
	return response;
}

/** Finds out who asks and for which space, and shuts the door on whoever may not pass it. */
async function admit(event: RequestEvent) {
	const { locals, route, params, request, url } = event;
	if (route.id === refusal) return;
	if (!route.id) error(404);
	if (!isForAll(url.pathname)) {
		const found = await locals.house.sessions.find(request.headers);
		locals.viewer = found.viewer;
		locals.partial = found.partial;
		locals.waiting = found.waiting;
	}
	if (params.space) {
		const space = await locals.house.spaces(params.space);
		if (!space) error(404);
		locals.space = space;
	}
	const act = doors[doorOf(route.id, request.method, url)];
	if (!act)
		error(
			request.method === 'GET' || request.method === 'HEAD' ? 404 : 405,
			'This door has no policy.'
		);
	const place = locals.space?.id ?? null;
	if (may(locals.viewer ?? locals.partial, act, place)) {
		if (asksAgain(act)) await askAgain(event);
		locals.db = databaseFor(locals.house, request, act);
		return;
	}
	await askForKey(event, act, place);
	if (!locals.viewer && request.method === 'GET') {
		redirect(303, `/${locals.lang}/sign-in?to=${encodeURIComponent(url.pathname + url.search)}`);
	}
	error(locals.viewer ? 404 : 401);
}

const languageOf = ({ params, url, request }: RequestEvent) => {
	const tag = params.lang ?? url.pathname.split('/')[1] ?? '';
	return isLanguage(tag) ? tag : preferred(request.headers.get('accept-language'));
};

/** Kit's page with its words put in here, so that Kit need not hash a megabyte for an ETag nobody asks for. */
function whole(answer: Response, html: string, lang: App.Locals['lang']) {
	const { status, headers } = answer;
	const body = Buffer.from(inLanguage(html, lang));
	headers.delete('etag');
	headers.set('content-length', String(body.length));
	return new Response(body, { status, headers });
}

/** The placeholders stand in the first tag; the rest of the page is not looked through. */
function inLanguage(html: string, lang: string) {
	const end = html.indexOf('>', html.indexOf('<html'));
	const tag = html.slice(0, end);
	return (
		tag.replace('%folkmoot.lang%', lang).replace('%folkmoot.dir%', directionOf(lang)) +
		html.slice(end)
	);
}

/** Keeps a rendered page with its compressed copies, while nothing of it has changed meanwhile. */
async function keep(event: RequestEvent, key: string, response: Response, kept: Kept) {
	// The server in front says these for every other answer; a kept page brings its own. While developing
	// nobody stands in front, and styles come in ways the policy forbids.
	const https = event.locals.house.config.origin.startsWith('https:');
	const policy = dev ? {} : securityHeaders(https, event.url.pathname);
	const headers = { ...policy, ...Object.fromEntries(response.headers) };
	for (const name of ['content-length', 'etag', 'cache-control'])
		Reflect.deleteProperty(headers, name);
	const body = Buffer.from(await response.arrayBuffer());
	const { pages } = event.locals.house;
	return pages.keep(key, kept.topic, kept.begun, { status: 200, headers, body }, kept.until);
}

/** The last copy of a page, marked as old, while the database is away. */
function stale(event: RequestEvent, key: string) {
	const page = event.locals.house.pages.stale(key);
	return page ? send(page, event, true) : null;
}

function send(page: Parameters<typeof answerWith>[0], event: RequestEvent, old: boolean) {
	const asked = event.request.headers;
	const answer = answerWith(
		page,
		{
			'accept-encoding': asked.get('accept-encoding') ?? undefined,
			'if-none-match': asked.get('if-none-match') ?? undefined
		},
		old
	);
	const body = answer.body && new Uint8Array(answer.body);
	return new Response(body, { status: answer.status, headers: answer.headers });
}

/** Errors thrown before a page began (by the door, by a database that is away) get the same pages as others. */
async function standIn(event: RequestEvent, cause: unknown) {
	if (isRedirect(cause)) {
		return new Response(null, { status: cause.status, headers: { location: cause.location } });
	}
	const status = isHttpError(cause) ? cause.status : isUnavailable(cause) ? 503 : 500;
	if (status === 500)
		log.error({ id: event.locals.id, route: event.route.id, cause }, 'unforeseen');
	const words = encodeURIComponent(await wordsSent(event.locals.sent));
	const page = await event.fetch(`/${event.locals.lang}/refusal/${status}?id=${event.locals.id}`, {
		headers: { 'x-folkmoot-words': words }
	});
	const headers = { 'content-type': page.headers.get('content-type') ?? 'text/html' };
	return new Response(await page.text(), { status, headers });
}

export const handleError: HandleServerError = async (caught) => {
	const { error: cause, event } = caught;
	if (caught.kind === 'framework') return;
	const text = await wordsSent(event.locals.sent);
	if (caught.kind === 'app') return { text: caught.error.text ?? text };
	if (isUnavailable(cause)) return { status: 503, message: 'The database does not answer.', text };
	log.error({ id: event.locals.id, route: event.route.id, cause }, 'unforeseen');
	return { message: 'Something failed on our side.', id: event.locals.id, text };
};
