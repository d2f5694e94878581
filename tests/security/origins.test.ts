/** C5: nothing but a form of this site changes anything, and looking changes nothing at all. */

import { afterAll, expect, test } from 'vitest';
import { doors } from '../../src/doors.ts';
import { newClient, type Client, type Sent } from '../journeys/client.ts';
import { signedIn } from '../journeys/people.ts';
import { requestAt, samplesOf } from '../journeys/samples.ts';
import { siteOf } from '../journeys/site.ts';
import { startServer } from '../server.ts';
import { digest } from './digest.ts';

// A server of its own: nothing else may write while the state is compared.
const server = await startServer();
afterAll(() => server.stop());
const site = siteOf(server.origin, server.data);
const params = await samplesOf(site);
const everyone = [
	newClient(site.origin),
	await signedIn('jonas', site),
	await signedIn('marisol', site),
	await signedIn('petra', site)
];

const split = (door: string) => requestAt(door, params);
const changing = Object.keys(doors)
	.filter((door) => / POST/.test(door))
	.map(split);
/** The one form that other programs send: mail programs, for whoever wants no more of a mail. */
const stopping = '/[lang=lang]/unsubscribe/[token] POST';
const ours = changing.filter(({ routeId }) => !stopping.startsWith(`${routeId} `));
const reading = Object.keys(doors)
	.filter((door) => / GET/.test(door))
	.map(split);

const { hostname, port } = new URL(site.origin);
const strangers: Record<string, string | null> = {
	none: null,
	null: 'null',
	foreign: 'https://evil.example',
	'sub-domain': `http://sub.${hostname}:${port}`,
	'look-alike': `http://${hostname}:${port}.evil.example`,
	'other port': `http://${hostname}:${Number(port) + 1}`,
	'other scheme': `https://${hostname}:${port}`,
	'other case': `http://${hostname.toUpperCase()}:${port}`,
	'two at once': `http://${hostname}:${port}, https://evil.example`
};

const unit = await site.db
	.selectFrom('unitText')
	.select('unitId')
	.where('number', '=', 7)
	.executeTakeFirstOrThrow();
const fields = {
	value: 'disagree',
	unit: unit.unitId,
	body: 'Sent from elsewhere.',
	kind: 'comment',
	visibility: 'public',
	lang: 'en',
	on: 'P7',
	email: 'victim@elsewhere.example',
	name: 'Someone',
	rule: 'off_topic',
	facts: 'Because.',
	reason: 'Because.',
	note: 'Because.',
	key: '00000000-0000-7000-8000-000000000000',
	title: 'Changed',
	role: 'STEWARD'
};
const boundary = 'edge';
const bodies: Record<string, { type: string; body: string }> = {
	form: { type: 'application/x-www-form-urlencoded', body: new URLSearchParams(fields).toString() },
	multipart: { type: `multipart/form-data; boundary=${boundary}`, body: multipart() },
	text: { type: 'text/plain', body: new URLSearchParams(fields).toString() },
	json: { type: 'application/json', body: JSON.stringify(fields) },
	'no type': { type: '', body: new URLSearchParams(fields).toString() }
};

async function unchanged(attempts: [Client, Sent][]): Promise<number[]> {
	const before = await digest(site.pool);
	const statuses: number[] = [];
	for (const [client, sent] of attempts) statuses.push((await client.send(sent)).status);
	expect(await digest(site.pool)).toEqual(before);
	return [...new Set(statuses)].sort();
}

test.each(Object.entries(strangers))(
	'a form from an origin that is %s changes nothing',
	async (_, origin) => {
		const attempts = ours.flatMap(({ path }) =>
			Object.values(bodies).flatMap(({ type, body }) =>
				everyone
					.slice(1)
					.map((client): [Client, Sent] => [
						client,
						{ path, method: 'POST', body, headers: { origin, 'content-type': type || null } }
					])
			)
		);
		expect(await unchanged(attempts)).toEqual([403]);
	}
);

test('the form of mail programs comes from anywhere, without anybody’s session, and changes nothing without its token', async () => {
	const { path } = split(stopping);
	const attempts = Object.values(strangers).flatMap((origin) =>
		Object.values(bodies).flatMap(({ type, body }) =>
			everyone.map((client): [Client, Sent] => [
				client,
				{ path, method: 'POST', body, headers: { origin, 'content-type': type || null } }
			])
		)
	);
	expect(await unchanged(attempts)).toEqual([410, 415]);
});

test.each(['PUT', 'PATCH', 'DELETE', 'TRACE', 'QUERY'])(
	'%s changes nothing, wherever it comes from',
	async (method) => {
		const attempts = changing.flatMap(({ path }) =>
			everyone.slice(1).map((client): [Client, Sent] => [
				client,
				{
					path,
					method,
					body: bodies.form?.body ?? '',
					headers: { origin: site.origin, 'content-type': bodies.form?.type ?? '' }
				}
			])
		);
		expect(await unchanged(attempts)).toEqual([405]);
	}
);

test.each(['text', 'json', 'no type'])(
	'a body of %s is no form, even from this site',
	async (kind) => {
		const { type = '', body = '' } = bodies[kind] ?? {};
		const attempts = changing.map(({ path }): [Client, Sent] => [
			everyone[2] ?? newClient(),
			{ path, method: 'POST', body, headers: { 'content-type': type || null } }
		]);
		const statuses = await unchanged(attempts);
		expect(statuses.filter((status) => status < 400)).toEqual([]);
		expect(statuses).toContain(415);
	}
);

test('a method named in a form or header is not the method', async () => {
	const named = ['_method=DELETE', '_method=POST', 'method=post'];
	const headers = { 'x-http-method-override': 'POST', 'x-http-method': 'POST' };
	const query = new URLSearchParams(fields).toString();
	const attempts = changing.flatMap(({ path }) =>
		named.map((name): [Client, Sent] => {
			const and = path.includes('?') ? '&' : '?';
			return [everyone[2] ?? newClient(), { path: `${path}${and}${name}&${query}`, headers }];
		})
	);
	await unchanged(attempts);
});

test('looking changes nothing: every page, by everyone, with GET and HEAD', async () => {
	const attempts = [...reading, ...changing].flatMap(({ path }) =>
		everyone.flatMap((client) => [
			[client, { path }] satisfies [Client, Sent],
			[client, { path, method: 'HEAD' }] satisfies [Client, Sent]
		])
	);
	const statuses = await unchanged(attempts);
	expect(statuses).toContain(200);
	expect(statuses.filter((status) => status >= 500)).toEqual([]);
});

test('the same form from this site does change something: the comparison sees it', async () => {
	const before = await digest(site.pool);
	const path = `/en/arcadia/consultations/open-works/votes`;
	const answer = await everyone[1]?.post(path, { unit: unit.unitId, value: 'changes' });
	expect(answer?.status).toBeLessThan(400);
	expect(await digest(site.pool)).not.toEqual(before);
});

function multipart(): string {
	const parts = Object.entries(fields).map(
		([name, value]) =>
			`--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
	);
	return `${parts.join('')}--${boundary}--\r\n`;
}
