/** How providers are asked: within seconds, following nothing, reading no more than a megabyte. */

import type { CustomFetchOptions } from 'openid-client';

const seconds = 10;
const most = 1024 * 1024;

/** Fetch with limits; what is too slow or too much throws. */
export async function fetchWithin(url: string, { method, headers, body }: CustomFetchOptions) {
	const signal = AbortSignal.timeout(seconds * 1000);
	const answer = await fetch(url, {
		method,
		headers,
		body: body as BodyInit | null,
		signal,
		redirect: 'manual'
	});
	const parts: Uint8Array[] = [];
	let size = 0;
	for await (const part of answer.body ?? []) {
		size += part.length;
		if (size > most) throw new RangeError('The provider says more than anyone needs.');
		parts.push(part);
	}
	const empty = [101, 204, 205, 304].includes(answer.status) || answer.status < 200;
	const read = empty ? null : Buffer.concat(parts);
	return new Response(read, { status: answer.status, headers: answer.headers });
}
