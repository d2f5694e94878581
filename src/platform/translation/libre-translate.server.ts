/** The adapter for services that speak like LibreTranslate: one address, set by the operator; no redirects, bounded in time and size. */

import { request as overHttp, type IncomingMessage } from 'node:http';
import { request as overHttps } from 'node:https';
import { z } from 'zod';
import { judged, mayBeAsked, type Resolve } from './addresses.server.ts';
import {
	failed,
	limits,
	longestAnswer,
	type Asked,
	type Translated,
	type Translator
} from './translator.ts';

type Settings = { url: string; key: string | null };

const Answer = z.object({ translatedText: z.array(z.string()) });

export function libreTranslate({ url, key }: Settings, resolve?: Resolve): Translator {
	const place = new URL(url.endsWith('/translate') ? url : `${url.replace(/\/+$/, '')}/translate`);
	return {
		name: place.origin,
		translate: (asked) => (mayBeAsked(place) ? ask(place, key, asked, resolve) : refuse())
	};
}

const refuse = () => Promise.resolve(failed('down'));

async function ask(
	place: URL,
	key: string | null,
	{ texts, from, to }: Asked,
	resolve?: Resolve
): Promise<Translated> {
	const body = JSON.stringify({
		q: texts,
		source: from,
		target: to,
		format: 'text',
		...(key ? { api_key: key } : {})
	});
	try {
		const { status, type, text } = await send(place, body, resolve);
		if (status === 429 || status === 503) return failed('busy');
		if (status === 400) return failed('unknown');
		if (status >= 500) return failed('down');
		// A redirect is an answer like any other that is none.
		if (status !== 200 || !/^application\/json\b/i.test(type)) return failed('lied');
		return read(text, texts);
	} catch (error) {
		return failed(error instanceof TooMuch ? 'lied' : 'down');
	}
}

function read(text: string, texts: readonly string[]): Translated {
	let said: unknown;
	try {
		said = JSON.parse(text);
	} catch {
		return failed('lied');
	}
	const answer = Answer.safeParse(said);
	if (!answer.success || answer.data.translatedText.length !== texts.length) return failed('lied');
	const { translatedText } = answer.data;
	const fits = translatedText.every((one, at) => one.length <= longestAnswer(texts[at] ?? ''));
	return fits ? { ok: true, texts: translatedText } : failed('lied');
}

class TooMuch extends Error {}

type Said = { status: number; type: string; text: string };

/** One request on a connection of its own; the time counts from the name's lookup to the last byte. */
function send(place: URL, body: string, resolve?: Resolve): Promise<Said> {
	const over = place.protocol === 'https:' ? overHttps : overHttp;
	return new Promise((done, fail) => {
		const asking = over(
			place,
			{
				method: 'POST',
				agent: false,
				signal: AbortSignal.timeout(limits.seconds * 1000),
				lookup: judged(place.hostname, resolve),
				headers: {
					'content-type': 'application/json',
					'content-length': Buffer.byteLength(body),
					accept: 'application/json',
					'accept-encoding': 'identity'
				}
			},
			(answer) => received(answer).then(done, fail)
		);
		asking.on('error', fail);
		asking.end(body);
	});
}

async function received(answer: IncomingMessage): Promise<Said> {
	const pieces: Buffer[] = [];
	let size = 0;
	for await (const piece of answer as AsyncIterable<Buffer>) {
		size += piece.length;
		if (size > limits.bytes) {
			answer.destroy();
			throw new TooMuch('The translator says too much.');
		}
		pieces.push(piece);
	}
	const type = answer.headers['content-type'] ?? '';
	return { status: answer.statusCode ?? 0, type, text: Buffer.concat(pieces).toString('utf8') };
}
