/** C2 and C4 for what leaves the site: pictures, embeds, feeds, calendars, short addresses. */

import { expect, test } from 'vitest';
import { sql } from 'kysely';
import { newId } from '#domain/identity.ts';
import { shortOf } from '#domain/consultation/short.ts';
import { newClient } from '../journeys/client.ts';
import { consultation, moveClock, touched } from '../journeys/consultation.ts';
import { signedIn } from '../journeys/people.ts';
import { db, origin } from '../journeys/site.ts';

const reader = newClient();
const open = await consultation({ slug: 'to-be-shared', title: 'Benches & <b>shade</b>' });
const draft = await consultation({ slug: 'not-to-be-shared', draft: true });
const references: Record<string, string> = {};
for (const [what, row] of Object.entries({
	public: {},
	private: { visibility: 'private' },
	hidden: { state: 'refused' },
	withdrawn: { state: 'withdrawn' }
}))
	references[what] = await said(`words-${what}`, row);
await touched(open.id);

const feeds = '/feeds/en/arcadia';
const card = (id: string, on = 'whole', lang = 'en') => `/card/${id}/${on}/${lang}.png`;
const kinds: [path: string, type: RegExp][] = [
	[card(open.id), /^image\/png$/],
	[card(open.id, 'P2', 'ar'), /^image\/png$/],
	['/embed/en/arcadia/to-be-shared/P2', /^text\/html; charset=utf-8$/],
	['/embed/ar/arcadia/to-be-shared/overview', /^text\/html; charset=utf-8$/],
	[`${feeds}/to-be-shared/remarks.atom`, /^application\/atom\+xml; charset=utf-8$/],
	[`${feeds}/to-be-shared/P2.atom`, /^application\/atom\+xml; charset=utf-8$/],
	[`${feeds}/to-be-shared/dates.ics`, /^text\/calendar; charset=utf-8$/],
	[`${feeds}/dates.ics`, /^text\/calendar; charset=utf-8$/]
];

test.each(kinds)('%s is kept for everyone, and is 304 to who has it', async (path, type) => {
	await touched(open.id);
	const { status, headers, body } = await reader.get(path);
	expect(status).toBe(200);
	expect(headers['content-type']).toMatch(type);
	expect(headers['cache-control']).toMatch(/^public, max-age=0/);
	expect(headers['set-cookie']).toBeUndefined();
	const head = await reader.send({ method: 'HEAD', path });
	expect(head).toMatchObject({ status: 200 });
	expect(head.body.length).toBe(0);
	expect(head.headers['content-type']).toMatch(type);
	const again = await reader.get(path, { 'if-none-match': String(headers.etag) });
	expect([again.status, again.body.length]).toEqual([304, 0]);
	expect((await reader.get(path)).body.equals(body)).toBe(true);
});

test.each(kinds)('%s is the same whoever asks and whatever they send', async (path) => {
	await touched(open.id);
	const staff = await signedIn('marisol');
	const first = await staff.get(path, {
		host: new URL(origin).host,
		'x-forwarded-host': 'evil.example'
	});
	const second = await reader.get(path, { 'accept-language': 'ru', cookie: 'folkmoot=forged' });
	expect(first.headers['cache-control']).toMatch(/^public/);
	expect(second.body.equals(first.body)).toBe(true);
	expect(first.text).not.toContain('evil');
	expect(first.text).not.toContain('Marisol');
});

test.each(kinds)('%s with anything in its query is the one without', async (path) => {
	for (const query of ['?utm_source=x', '?v=%3Cscript%3E', '?page=2', '?lang=ar']) {
		const { status, headers } = await reader.get(path + query);
		expect([status, headers.location], query).toEqual([308, path]);
	}
	for (const method of ['POST', 'PUT', 'DELETE'])
		expect(
			(
				await reader.send({
					method,
					path,
					headers: { 'content-type': 'application/x-www-form-urlencoded' },
					body: ''
				})
			).status
		).toBe(405);
});

test('a picture has one copy under every age, at its one size', async () => {
	// A copy is kept once nothing touches the consultation while it is drawn.
	await expect
		.poll(async () => (await reader.get(card(open.id))).headers.etag, { timeout: 10_000 })
		.toBeDefined();
	const [one, other] = [
		await reader.get(`${card(open.id)}?v=open-1`),
		await reader.get(card(open.id))
	];
	expect(one.body.equals(other.body)).toBe(true);
	expect(one.headers.etag).toBe(other.headers.etag);
	expect(one.headers['content-encoding']).toBeUndefined();
	expect(one.headers['cross-origin-resource-policy']).toBe('cross-origin');
	expect([one.body.readUInt32BE(16), one.body.readUInt32BE(20)]).toEqual([1200, 630]);
});

test('pictures differ by what they are of', async () => {
	const paths = [
		card(open.id),
		card(open.id, 'P1'),
		card(open.id, 'P2'),
		card(open.id, 'whole', 'ar'),
		card(open.id, references.public)
	];
	const all = await Promise.all(paths.map((path) => reader.get(path)));
	expect(new Set(all.map(({ body }) => body.toString('base64'))).size).toBe(paths.length);
});

const nowhere: [what: string, path: string][] = [
	['a draft’s picture', card(draft.id)],
	['a draft’s unit', card(draft.id, 'P1')],
	['a draft in a frame', '/embed/en/arcadia/not-to-be-shared/P1'],
	['a draft’s figures in a frame', '/embed/en/arcadia/not-to-be-shared/overview'],
	['a draft’s feed', `${feeds}/not-to-be-shared/remarks.atom`],
	['a draft’s dates', `${feeds}/not-to-be-shared/dates.ics`],
	['a draft’s short address', `/s/${shortOf('consultation', draft.id)}`],
	['a draft’s code', `/s/${shortOf('consultation', draft.id)}/code.svg`],
	['a draft’s unit by its short address', `/s/${shortOf('unit', draft.unit(1))}`],
	...['private', 'hidden', 'withdrawn'].map((what): [string, string] => [
		`the picture of what is ${what}`,
		card(open.id, references[what])
	]),
	['a contribution of another consultation', card(draft.id, references.public)],
	['a consultation nobody made', card(newId())],
	['a unit the text has not', card(open.id, 'P900')],
	['a place that is none', card(open.id, '..%2f..%2fsecret')],
	['a language we do not speak', `/card/${open.id}/whole/xx.png`],
	['a unit in a frame that the text has not', '/embed/en/arcadia/to-be-shared/P900'],
	['the whole in a frame', '/embed/en/arcadia/to-be-shared/whole'],
	['a feed of nothing', `${feeds}/to-be-shared/nothing.atom`],
	['a feed of a space that is not', '/feeds/en/elsewhere/dates.ics'],
	['a short address of nothing', '/s/00000000'],
	['a short address that is none', '/s/short']
];
test.each(nowhere)('%s is nowhere', async (_, path) => {
	const { status, headers } = await reader.get(path);
	expect(status).toBe(404);
	expect(headers['cache-control']).toBe('no-store');
});

test('a feed has public words and nobody else’s, and forgets what is withdrawn at once', async () => {
	const path = `${feeds}/to-be-shared/remarks.atom`;
	const before = await reader.get(path);
	expect(before.text).toContain('words-public');
	expect(before.text).not.toMatch(/words-(private|hidden|withdrawn)/);
	expect(before.text).toContain(`<id>${origin}/c/${references.public}</id>`);
	expect(before.text).toContain('Benches &amp; &lt;b&gt;shade');
	const reference = await said('words-regretted', {});
	await touched(open.id);
	expect((await reader.get(path)).text).toContain('words-regretted');
	await db
		.updateTable('contribution')
		.set({ state: 'withdrawn', body: '▮' })
		.where('reference', '=', reference)
		.execute();
	await sql`select pg_notify('folkmoot', ${`withheld ${open.id}`})`.execute(db);
	await touched(open.id);
	expect((await reader.get(path)).text).not.toContain('words-regretted');
});

test('what is said moves the feed’s tag, a vote does not redraw the picture', async () => {
	const path = `${feeds}/to-be-shared/remarks.atom`;
	const { headers } = await reader.get(path);
	await said('words-new', {});
	await touched(open.id);
	expect((await reader.get(path, { 'if-none-match': String(headers.etag) })).status).toBe(200);
	const picture = await reader.get(card(open.id));
	await touched(open.id);
	const again = await reader.get(card(open.id), { 'if-none-match': String(picture.headers.etag) });
	expect(again.status).toBe(304);
});

test('short addresses lead to the page in the reader’s language, from any spelling', async () => {
	const [one, unit] = [shortOf('consultation', open.id), shortOf('unit', open.unit(2))];
	const page = '/arcadia/consultations/to-be-shared';
	const cases: [path: string, language: string, to: string][] = [
		[`/s/${one}`, 'en', `/en${page}`],
		[`/s/${one.toLowerCase()}`, 'ar-EG, en;q=0.5', `/ar${page}`],
		[`/s/${one.slice(0, 4)}-${one.slice(4)}`, 'xx', `/en${page}`],
		[`/s/${unit}`, 'ru', `/ru${page}/P2`]
	];
	for (const [path, language, to] of cases) {
		const { status, headers } = await reader.get(path, { 'accept-language': language });
		expect([status, headers.location], path).toEqual([302, to]);
		expect(String(headers.vary)).toContain('Accept-Language');
	}
	const code = await reader.get(`/s/${one}/code.svg`);
	expect(code.headers['content-type']).toMatch(/^image\/svg\+xml/);
	expect(code.headers['content-disposition']).toMatch(/^attachment/);
});

test('an embed says what state the consultation is in, by the clock', async () => {
	const { id } = await consultation({ slug: 'soon-over', closes: '2 seconds' });
	const path = '/embed/en/arcadia/soon-over/overview';
	expect((await reader.get(path)).text).toContain('>Open<');
	await expect
		.poll(async () => (await reader.get(path)).text, { timeout: 5000, interval: 200 })
		.toContain('Closed');
	await moveClock(id, { closes: '1 day' });
	expect((await reader.get(path)).text).toContain('1 day left');
});

test('an embed runs nothing, sends nothing and loads nothing but its look', async () => {
	const { text } = await reader.get('/embed/en/arcadia/to-be-shared/P2');
	expect(text).not.toMatch(/<script|<form|<input|<button|<iframe|\son\w+=|style=/i);
	expect(text).toContain('Benches &amp; &lt;b>shade');
	const loaded = [...text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address ?? '');
	const css = loaded.filter((address) => address.endsWith('.css'));
	expect(css).toHaveLength(1);
	const look = await reader.get(css[0] ?? '');
	expect(look.status).toBe(200);
	expect(look.body.length).toBeLessThan(20_000);
	for (const address of loaded.filter((one) => one !== css[0]))
		expect(address).toMatch(new RegExp(`^${origin}/en/`));
});

test('a page says where its picture, its languages and its feeds are; what is not public says nothing', async () => {
	const { text } = await reader.get(`${open.path}/P2`);
	const meta = (name: string) =>
		new RegExp(`property="og:${name}" content="([^"]*)"`).exec(text)?.[1] ?? '';
	expect(meta('url')).toBe(`${origin}${open.path}/P2`);
	expect(meta('description')).toContain('A bench stands in the shade');
	for (const lang of ['en', 'es', 'fr', 'ru', 'ar'])
		expect(text).toContain(
			`hreflang="${lang}" href="${origin}/${lang}/arcadia/consultations/to-be-shared/P2"`
		);
	const picture = new URL(meta('image'));
	expect(picture.origin).toBe(origin);
	expect((await reader.get(picture.pathname + picture.search)).status).toBe(200);
	for (const [, address] of text.matchAll(
		/type="(?:application\/atom\+xml|text\/calendar)"[^>]*href="([^"]+)"/g
	))
		expect((await reader.get(address ?? '')).status, address).toBe(200);

	const shown = await reader.get(`/en/arcadia/contributions/${references.public}`);
	expect(shown.text).toContain('content="words-public"');
	const hidden = await reader.get(`/en/arcadia/contributions/${references.hidden}`);
	expect(hidden.text).not.toContain('og:');
	expect(hidden.text).toContain('noindex');
});

async function said(body: string, row: { state?: string; visibility?: string }) {
	const person = await db.selectFrom('person').select('id').executeTakeFirstOrThrow();
	const { spaceId } = await db
		.selectFrom('consultation')
		.select('spaceId')
		.where('id', '=', open.id)
		.executeTakeFirstOrThrow();
	const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
	const reference = `C-${Array.from({ length: 6 }, () => letters[Math.floor(Math.random() * 32)]).join('')}`;
	const place = {
		consultationId: open.id,
		versionId: open.versionId,
		spaceId,
		place: 'unit',
		unitId: open.unit(2)
	};
	await db
		.insertInto('contribution')
		.values({
			...{
				id: newId(),
				reference,
				kind: 'comment',
				personId: person.id,
				authorName: 'Ana',
				lang: 'en'
			},
			...{ body, visibility: 'public', receivedAt: sql<Date>`clock_timestamp()` },
			...place,
			...row
		})
		.execute();
	return reference;
}
