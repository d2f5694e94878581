/** What stands before the pages: health, the public address, foreign origins, kept pages. */

import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Config } from '../config.ts';
import type { Running } from '../start.server.ts';
import type { Act } from '#domain/policy/acts.ts';
import { answerLive, isLive, liveDoor } from './live.server.ts';
import { addressHeader, addressOf } from './address.server.ts';
import { mayBeFramed, noCaching, securityHeaders } from './headers.ts';
import { answerWith, isForAll, keyOf } from './keep.server.ts';
import { isReader } from './reader.server.ts';
import { isStopPath } from '../mail/stop-link.server.ts';
import { takesFiles } from './sent.server.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** Largest body of a request that is not an upload, in bytes. */
const ordinaryBody = 256 * 1024;

const formTypes = /^(application\/x-www-form-urlencoded|multipart\/form-data)\s*(;|$)/i;

/** The listener of the server, in front of Kit's handler. */
export function front(
	running: Running,
	handler: Handler,
	doors: Record<string, Act>
): RequestListener {
	const { config, house } = running;
	const origin = new URL(config.origin);
	const https = origin.protocol === 'https:';
	const headers = securityHeaders(https);
	const headersOfFramed = securityHeaders(https, '/embed/');

	const say = (
		response: ServerResponse,
		status: number,
		sentence: string,
		more: Record<string, string> = {}
	) => {
		response.writeHead(status, {
			...headers,
			'content-type': 'text/plain; charset=utf-8',
			'cache-control': noCaching,
			...more
		});
		response.end(`${sentence}\n`);
	};

	return (request, response) => {
		const { method = 'GET', url = '/' } = request;
		const reading = method === 'GET' || method === 'HEAD';
		if (url.startsWith('/health/')) return void health(url, running, say, response);
		// Ours begin with a slash and have no NUL in them, which no database takes.
		if (!url.startsWith('/') || url.includes('%00'))
			return say(response, 400, 'This address cannot be read.');
		if (request.headers.host !== origin.host) {
			if (reading)
				return say(response, 308, `This site is ${config.origin}.`, {
					location: config.origin + url
				});
			return say(response, 421, `This site is ${config.origin}; nothing was done.`);
		}
		if (!reading && method !== 'POST')
			return say(response, 405, 'Pages are read and forms are sent; nothing else.', {
				allow: 'GET, HEAD, POST'
			});
		const mark = url.indexOf('?');
		const path = mark === -1 ? url : url.slice(0, mark);
		// Mail programs send this one form by themselves (RFC 8058): its token says all, so nobody's session comes along.
		if (!reading && isStopPath(path)) {
			delete request.headers.cookie;
			request.headers.origin = config.origin;
		}
		if (!reading && request.headers.origin !== config.origin) {
			return say(
				response,
				403,
				'This form did not come from a page of this site; nothing was done.'
			);
		}
		if (!reading && !formTypes.test(request.headers['content-type'] ?? '')) {
			return say(response, 415, 'Only forms are taken here; nothing was done.');
		}
		if (
			!reading &&
			!takesFiles(path) &&
			Number(request.headers['content-length'] ?? Infinity) > ordinaryBody
		) {
			request.resume();
			return say(
				response,
				request.headers['content-length'] ? 413 : 411,
				'That is too much at once; nothing was done.'
			);
		}
		// Pages run no client of Kit's: its data addresses would only be a second door to the same pages.
		if (path.endsWith('__data.json')) return say(response, 404, 'There is no such page.');
		if (reading && isLive(url))
			return void answerLive({ request, response }, { house, act: doors[liveDoor], headers, say });
		const key = reading ? keyOf(path, mark === -1 ? '' : url.slice(mark)) : null;
		const reader = isForAll(path) || isReader(request.headers.cookie, house.auth.cookie);
		const page = key && reader ? house.pages.get(key) : undefined;
		if (page) {
			const answer = answerWith(page, request.headers, !house.hub.listening());
			response.writeHead(answer.status, answer.headers);
			return void response.end(method === 'HEAD' ? undefined : answer.body);
		}
		request.headers[addressHeader] = addressOf(request, config);
		request.headers['x-folkmoot-protocol'] = origin.protocol.slice(0, -1);
		request.headers['x-folkmoot-host'] = origin.host;
		const all = mayBeFramed(path) ? headersOfFramed : headers;
		for (const [name, value] of Object.entries(all)) response.setHeader(name, value);
		handler(request, response);
	};
}

/** What cannot be read as a request gets an answer with the same headers, and the connection ends. */
export function refuseUnreadable({ origin }: Config) {
	const headers = {
		...securityHeaders(origin.startsWith('https:')),
		'cache-control': noCaching,
		connection: 'close'
	};
	const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
	const statuses: Record<string, string> = {
		HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
		ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout'
	};
	return ({ code = '' }: NodeJS.ErrnoException, socket: Duplex) => {
		if (code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
		socket.end(`HTTP/1.1 ${statuses[code] ?? '400 Bad Request'}\r\n${lines.join('')}\r\n`);
	};
}

type Say = (response: ServerResponse, status: number, sentence: string) => void;

async function health(url: string, running: Running, say: Say, response: ServerResponse) {
	if (url === '/health/live') return say(response, 200, 'live');
	if (url !== '/health/ready') return say(response, 404, 'no such check');
	const { ok, ...facts } = await running.ready();
	say(response, ok ? 200 : 503, JSON.stringify({ ready: ok, ...facts }));
}
