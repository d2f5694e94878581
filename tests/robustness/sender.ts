/** Forms sent as a browser without script sends them, over a connection that may break. */

import { Agent, request } from 'node:http';

export type Sending = {
	origin: string;
	/** Where the connection goes, when that is not the origin itself. */
	port?: number;
	path: string;
	cookie?: string;
	address?: string;
	/** Headers beside those. */
	headers?: Record<string, string>;
	form?: Record<string, string>;
	accept?: string;
	agent?: Agent;
	/** Milliseconds to wait for an answer. */
	patience?: number;
};

export type Got = {
	status: number;
	location: string;
	headers: NodeJS.Dict<string | string[]>;
	text: string;
};

/** The answer, or null when the connection broke before the whole of it came. */
export function ask(sending: Sending): Promise<Got | null> {
	const {
		origin,
		port,
		path,
		cookie,
		address,
		headers: more = {},
		form,
		accept = 'text/html',
		agent,
		patience = 20_000
	} = sending;
	const { host, port: own } = new URL(origin);
	const body = form && new URLSearchParams(form).toString();
	const headers = {
		...more,
		host,
		accept,
		...(cookie ? { cookie } : {}),
		...(address ? { 'x-forwarded-for': address } : {}),
		...(body === undefined
			? {}
			: {
					origin,
					'content-type': 'application/x-www-form-urlencoded',
					'content-length': String(Buffer.byteLength(body))
				})
	};
	return new Promise((done) => {
		const options = {
			host: '127.0.0.1',
			port: port ?? Number(own),
			path,
			headers,
			agent: agent ?? false
		};
		const asked = request(
			{ ...options, method: form ? 'POST' : 'GET', timeout: patience },
			(answer) => {
				let text = '';
				answer.setEncoding('utf8').on('data', (part: string) => (text += part));
				answer.on('error', () => done(null));
				answer.on('end', () => {
					const { statusCode: status = 0, headers: got, complete } = answer;
					done(complete ? { status, location: got.location ?? '', headers: got, text } : null);
				});
			}
		);
		asked.on('timeout', () => asked.destroy());
		asked.on('error', () => done(null));
		asked.end(body);
	});
}
