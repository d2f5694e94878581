import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Viewer } from '#domain/accounts/viewer.ts';
import { withdraw } from '#domain/contribution/withdraw.server.ts';
import { refuse } from '#domain/moderation/refuse.server.ts';
import { redact } from '#domain/moderation/redact.server.ts';
import { dismiss } from '#domain/moderation/dismiss.server.ts';
import { report } from '#domain/moderation/report.server.ts';
import { arcadia } from '#seed/arcadia.ts';
import { openedHouse } from '#tests/opened.ts';
import { signedIn } from '#tests/people.ts';
import { pageCache } from './page-cache.server.ts';

const { db, house } = await openedHouse();
const { texts } = await arcadia(db);
const consultationId = texts.find(({ slug }) => slug === 'open-works')?.id ?? '';
const leila = await signedIn(db, 'leila');
const marisol = await signedIn(db, 'marisol');
const heron = await signedIn(db, 'heron');
const rendered = { status: 200, headers: {}, body: Buffer.from('What someone said.') };

const later = () => performance.now() + 600_000;

/** What is left of a kept page some time after something was done to a remark on it. */
async function after(act: (on: Said) => Promise<{ ok: boolean }>) {
	const said = await someRemark();
	const { pages } = house;
	await pages.keep('/page', consultationId, pages.begin(consultationId), rendered, later());
	expect(pages.get('/page')).toBeDefined();
	expect(await act(said)).toMatchObject({ ok: true });
	for (let n = 0; n < 100 && pages.get('/page'); n++) await pause(20);
	// Of two words of one transaction the second comes with the first.
	await pause(50);
	return { fresh: pages.get('/page') !== undefined, old: pages.stale('/page') !== undefined };
}

type Said = { id: string; personId: string; body: string };

const someRemark = async (): Promise<Said> => {
	const one = await db
		.selectFrom('contribution')
		.select(['id', 'personId', 'body'])
		.where('consultationId', '=', consultationId)
		.where('state', '=', 'published')
		.where('visibility', '=', 'public')
		.where('organisationId', 'is', null)
		.where('personId', 'not in', [heron.id, leila.id, marisol.id])
		.executeTakeFirstOrThrow();
	return { ...one, personId: one.personId ?? '' };
};

const ground = { consultationId, rule: 'privacy' as const, facts: 'It names a neighbour.' };
const as = (id: string): Viewer => ({ ...heron, id });

test.each([
	['refused', ({ id }: Said) => refuse(db, leila, { id, ...ground })],
	[
		'redacted',
		({ id, body }: Said) =>
			redact(db, marisol, { id, ...ground, passages: body.slice(0, 20).trim() })
	],
	['withdrawn', ({ id, personId }: Said) => withdraw(db, as(personId), { id, consultationId })]
])('of a page whose words were %s no copy is kept, for an outage neither', async (_, act) => {
	expect(await after(act)).toEqual({ fresh: false, old: false });
});

test('any other change leaves the old page for the time of an outage', async () => {
	const kept = await after(async ({ id }) => {
		await report(db, heron, { id, consultationId, rule: 'privacy', note: '' });
		return dismiss(db, leila, { id, ...ground });
	});
	expect(kept).toEqual({ fresh: false, old: true });
});

test('a page rendered before the words went is not kept after', async () => {
	const pages = pageCache();
	const begun = pages.begin('a text');
	pages.erase('a text');
	await pages.keep('/page', 'a text', begun, rendered, later());
	expect(pages.stale('/page')).toBeUndefined();
});

test('the oldest pages leave when there is no room for more', async () => {
	const pages = pageCache(500);
	for (const key of ['/a', '/b', '/c', '/d', '/e', '/f', '/g', '/h'])
		await pages.keep(
			key,
			'a text',
			pages.begin('a text'),
			{ ...rendered, body: Buffer.alloc(100) },
			later()
		);
	expect(pages.get('/a')).toBeUndefined();
	expect(pages.get('/h')).toBeDefined();
	expect(pages.size()).toBeLessThan(5);
});

test('a picture is compressed by itself and has one copy; a page has three', async () => {
	const pages = pageCache();
	const body = Buffer.alloc(5000, 'a');
	const keep = (key: string, type: string) =>
		pages.keep(key, 'topic', 0, { status: 200, headers: { 'content-type': type }, body }, later());
	const picture = await keep('/a.png', 'image/png');
	expect([picture.bodies.br, picture.bodies.gzip]).toEqual([body, body]);
	const page = await keep('/a', 'text/html');
	expect(page.bodies.br.length).toBeLessThan(page.bodies.identity.length);
});
