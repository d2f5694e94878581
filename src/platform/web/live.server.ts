/**
 * `GET /live/<consultation>`: a stream of what changes on it, or where no stream is asked for, how it stands,
 * as data. Answered before Kit, on the bare connection, so that thousands may stay open. The same for everyone:
 * no cookie is read.
 */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { may, possibleIn, type Act } from '#domain/policy/acts.ts';
import { isId } from '#domain/identity.ts';
import { isUnavailable } from '../connection.server.ts';
import type { House } from '../house.server.ts';
import { networkOf, secondsToWait } from '../limits.server.ts';
import { log } from '../log.server.ts';
import { addressOf } from './address.server.ts';
import { noCaching } from './headers.ts';

/** Its door, as `doors.ts` names it. */
export const liveDoor = '/live/[id=id] GET';

type Say = (
	response: ServerResponse,
	status: number,
	sentence: string,
	more?: Record<string, string>
) => void;

const path = /^\/live\/([^/?]+)(?:\?(?:.*&)?since=(\d{1,15}))?/;

export const isLive = (url: string) => url.startsWith('/live/');

/** Answers for `/live/…`; `act` is what the policy says stands behind the door. */
export async function answerLive(
	{ request, response }: { request: IncomingMessage; response: ServerResponse },
	{ house, act, headers, say }: { house: House; act: Act | undefined; headers: Headers; say: Say }
): Promise<void> {
	const asked = path.exec(request.url ?? '');
	const id = asked?.[1]?.toLowerCase() ?? '';
	const network = networkOf(addressOf(request, house.config));
	const streams = request.method === 'GET' && wantsStream(request);
	try {
		const wait = await secondsToWait({ house, viewer: null, address: network }, 'live');
		const full = streams ? house.live.full(network) : null;
		if (wait || full === 'network')
			return say(response, 429, 'Too much is open from here just now; the pages themselves work.', {
				'retry-after': String(wait || 60)
			});
		if (full)
			return say(
				response,
				503,
				'No more can be followed live just now; the pages themselves work.',
				{
					'retry-after': full === 'ending' ? '2' : '60'
				}
			);
		const watch = act && isId(id) ? await house.live.watched(id) : undefined;
		const { standing, spaceId } = watch?.now() ?? {};
		if (
			!act ||
			!standing ||
			!spaceId ||
			!may(null, act, spaceId) ||
			!possibleIn(act, standing.state)
		)
			return say(response, 404, 'There is nothing to follow here.');

		const known = request.headers['last-event-id'] ?? asked?.[2] ?? '';
		const since = /^\d{1,15}$/.test(String(known)) ? Number(known) : null;
		const reader = { consultationId: id, network, since };
		if (streams) {
			if (!(await house.live.open(response, streamHeaders(headers), reader)))
				say(response, 503, 'This process is ending.', { 'retry-after': '2' });
			return;
		}
		const { withheld: _, ...shown } = standing;
		response.writeHead(200, {
			...headers,
			'content-type': 'application/json',
			'cache-control': noCaching,
			vary: 'Accept'
		});
		response.end(request.method === 'HEAD' ? undefined : JSON.stringify(shown));
	} catch (cause) {
		const away = isUnavailable(cause);
		if (!away) log.error({ cause }, 'live');
		if (!response.headersSent)
			say(response, away ? 503 : 500, 'This cannot be followed just now.', { 'retry-after': '5' });
	}
}

type Headers = Record<string, string>;

const wantsStream = ({ headers }: IncomingMessage) =>
	headers.accept?.includes('text/event-stream') ?? false;

const streamHeaders = (headers: Headers): Headers => ({
	...headers,
	'content-type': 'text/event-stream; charset=utf-8',
	'cache-control': noCaching,
	vary: 'Accept',
	// nginx would collect what should arrive at once.
	'x-accel-buffering': 'no'
});
