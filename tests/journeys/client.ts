/** A reader without a browser: plain HTTP with a jar of cookies, as forms and scripts on the outside send it. */

import { Agent, request } from 'node:http';
import { faultsIn, type Headers } from './headers.ts';
import { formsOf, valuesOf, type Form } from './forms.ts';
import { origin as ordinary } from './site.ts';

export type Sent = {
	method?: string;
	path: string;
	/** A header given as null is left out. */
	headers?: Record<string, string | null>;
	body?: string | Buffer;
};

export type Answer = { status: number; headers: Headers; body: Buffer; text: string; path: string };

export type Client = ReturnType<typeof newClient>;

const agent = new Agent({ maxSockets: 8 });
const form = 'application/x-www-form-urlencoded';

/** A client of its own: no cookie yet, and the Origin header a page of the site would send. */
export function newClient(origin = ordinary) {
	const jar = new Map<string, string>();
	const { hostname, port } = new URL(origin);

	async function send({ method = 'GET', path, headers = {}, body }: Sent): Promise<Answer> {
		const reading = method === 'GET' || method === 'HEAD';
		const length = body === undefined ? null : String(Buffer.byteLength(body));
		const all = {
			accept: 'text/html',
			cookie: [...jar].map((pair) => pair.join('=')).join('; ') || null,
			origin: reading ? null : origin,
			'content-length': reading ? null : (length ?? '0'),
			...headers
		};
		const given = Object.entries(all).filter((pair): pair is [string, string] => pair[1] !== null);
		const answer = await new Promise<Answer>((done, fail) => {
			const options = { hostname, port, method, path, agent, headers: Object.fromEntries(given) };
			const asked = request(options, (incoming) => {
				const parts: Buffer[] = [];
				incoming.on('data', (part: Buffer) => parts.push(part));
				incoming.on('error', fail);
				incoming.on('end', () => {
					const whole = Buffer.concat(parts);
					const status = incoming.statusCode ?? 0;
					done({ status, headers: incoming.headers, body: whole, text: whole.toString(), path });
				});
			});
			asked.on('error', fail);
			asked.end(reading ? undefined : body);
		});
		keepCookies(answer);
		const faults = faultsIn(answer.status, answer.headers, path);
		if (faults.length)
			throw new Error(`${method} ${path} → ${answer.status}: ${faults.join('; ')}`);
		return answer;
	}

	function keepCookies({ headers }: Answer) {
		for (const line of [headers['set-cookie'] ?? []].flat()) {
			const [pair = '', ...attributes] = line.split(/;\s*/);
			const [name = '', ...value] = pair.split('=');
			const over = attributes.some((one) => /^max-age=0$/i.test(one)) || value.join('=') === '';
			if (over) jar.delete(name);
			else jar.set(name, value.join('='));
		}
	}

	const get = (path: string, headers?: Sent['headers']) => send({ path, headers });

	const post = (path: string, fields: Record<string, string> | URLSearchParams, headers = {}) =>
		send({
			method: 'POST',
			path,
			headers: { 'content-type': form, ...headers },
			body: new URLSearchParams(fields).toString()
		});

	/** Follows redirects within the site, as a browser does after a form. */
	async function follow(answer: Answer): Promise<Answer> {
		for (let at = answer, step = 0; ; step++) {
			const place = at.headers.location;
			if (at.status < 300 || at.status > 399 || typeof place !== 'string') return at;
			const to = new URL(place, origin + at.path);
			if (to.origin !== origin || step > 8) return at;
			at = await get(to.pathname + to.search);
		}
	}

	const open = async (path: string) => follow(await get(path));

	/** Sends a form of a page with its hidden fields, as a person's browser would. */
	async function submit(sent: Form, given: Record<string, string> = {}, button?: string) {
		const values = valuesOf(sent, given, button);
		if (sent.method === 'get') return open(`${sent.action}?${values}`);
		return post(sent.action, values);
	}

	/** The one form of a page that has a field or a button of this name, or an address like this. */
	async function formOn(path: string, what: string | RegExp): Promise<Form> {
		return formIn(await open(path), what);
	}

	return { origin, jar, send, get, post, follow, open, submit, formOn };
}

/** The form of an answer with such a field, or whose address is like this. */
export function formIn(answer: Answer, what: string | RegExp): Form {
	const fits = (one: Form) =>
		typeof what === 'string'
			? [...one.fields, ...one.buttons].some(({ name }) => name === what)
			: what.test(one.action);
	const found = formsOf(answer.text, answer.path).find(fits);
	if (found) return found;
	const title = /<title>(.*?)<\/title>/s.exec(answer.text)?.[1];
	throw new Error(`${answer.path} (${answer.status}, “${title}”) has no form ${what}.`);
}
