import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { organisationsOf } from '#domain/accounts/store.server.ts';
import type { Viewer } from '#domain/accounts/viewer.ts';
import { arcadia } from '#seed/arcadia.ts';
import { freshDatabase } from '#tests/database.ts';
import { signedIn } from '#tests/people.ts';
import { accept } from './accept.server.ts';
import { decide } from './decide.server.ts';
import { invite } from './invite.server.ts';
import { endMembership } from './leave.server.ts';
import { isWebsite, requestObstacle, slugOf } from './organisation.ts';
import { requestOrganisation } from './request.server.ts';
import * as store from './store.server.ts';

const { db } = await freshDatabase();
const { spaceId } = await arcadia(db);
const [marisol, jonas, rafael, petra] = await Promise.all(
	['marisol', 'jonas', 'rafael', 'petra'].map((key) => signedIn(db, key))
);
if (!marisol || !jonas || !rafael || !petra) throw new Error('Somebody is missing.');

const light = {
	name: 'Light for All',
	sector: 'CIVIL_SOCIETY',
	website: 'https://light.example.org'
};
const ask = (by: Viewer, application = light) => requestOrganisation(db, by, spaceId, application);
const named = async (slug: string) => {
	const found = await store.bySlug(db, spaceId, slug);
	if (!found) throw new Error(`There is no ${slug}.`);
	return found;
};
const everything = async () =>
	Promise.all([
		db.selectFrom('organisation').selectAll().orderBy('id').execute(),
		db.selectFrom('membership').selectAll().orderBy('id').execute(),
		db.selectFrom('invitation').selectAll().orderBy('id').execute(),
		db.selectFrom('ledgerEntry').select('id').orderBy('id').execute(),
		db.selectFrom('mail').select('id').orderBy('id').execute()
	]);
const types = async (id: string) =>
	(
		await db
			.selectFrom('ledgerEntry')
			.select('type')
			.where('aboutId', '=', id)
			.orderBy('id')
			.execute()
	).map((one) => one.type);
const tokenIn = (invited: Awaited<ReturnType<typeof invite>>) =>
	invited.ok ? (invited.path.split('/').at(-1) ?? '') : '';

test.each([
	['Light for All', 'light-for-all'],
	['Verein für Straßenlicht e. V.', 'verein-fur-stra-enlicht-e-v'],
	['Общество света', 'organisation'],
	['Request', 'organisation'],
	['x'.repeat(100), 'x'.repeat(60)]
])('the address of %s begins with %s', (name, slug) => expect(slugOf(name)).toBe(slug));

test.each([
	['https://example.org/a?b', true],
	['http://example.org', true],
	['javascript:alert(1)', false],
	['https://localhost', false],
	['https://user:pass@example.org', false],
	['data:text/html,x', false],
	['example.org', false]
])('a website may be %s: %s', (text, may) => expect(isWebsite(text)).toBe(may));

test.each([
	[{ ...light, name: ' ' }, 'name_missing'],
	[{ ...light, name: 'x'.repeat(121) }, 'name_long'],
	[{ ...light, sector: 'ARMY' }, 'sector_missing'],
	[{ ...light, website: 'javascript:alert(1)' }, 'website_bad'],
	[{ ...light, website: '' }, undefined]
])('a request as %j is refused as %s', (application, code) =>
	expect(requestObstacle(application)?.code).toBe(code)
);

test('asked for, verified, spoken for: and the ledger tells it', async () => {
	expect(await ask(jonas)).toEqual({ ok: true, slug: 'light-for-all' });
	const { id } = await named('light-for-all');
	expect(await organisationsOf(db, jonas.id)).toEqual([]);
	expect(await decide(db, marisol, id, { verified: true })).toEqual({ ok: true });
	expect(await organisationsOf(db, jonas.id)).toMatchObject([{ id, slug: 'light-for-all' }]);
	expect(await store.membershipIn(db, id, jonas.id)).toMatchObject({ first: true });
	expect(await types(id)).toEqual(['organisation.requested', 'organisation.verified']);
});

test('a refusal carries its reason, and nobody speaks', async () => {
	await ask(rafael, { ...light, name: 'Light for None' });
	const { id } = await named('light-for-none');
	expect(await decide(db, marisol, id, { verified: false, reason: 'Not registered.' })).toEqual({
		ok: true
	});
	expect(await organisationsOf(db, rafael.id)).toEqual([]);
	const mail = await db
		.selectFrom('mail')
		.select(['kind', 'facts'])
		.orderBy('createdAt', 'desc')
		.executeTakeFirst();
	expect(mail).toMatchObject({
		kind: 'organisation_refused',
		facts: { reason: 'Not registered.' }
	});
	const before = await everything();
	expect(await decide(db, marisol, id, { verified: true })).toMatchObject({
		obstacle: { code: 'already_decided' }
	});
	expect(await everything()).toEqual(before);
});

test('refused requests and decisions write nothing', async () => {
	await ask(rafael, { ...light, name: 'First' });
	await ask(rafael, { ...light, name: 'Second' });
	await ask(rafael, { ...light, name: 'Third' });
	const { id } = await named('first');
	const before = await everything();
	expect(await ask(jonas, { ...light, name: 'LIGHT for  all' })).toMatchObject({
		obstacle: { code: 'name_taken' }
	});
	expect(await ask(rafael, { ...light, name: 'Fourth' })).toMatchObject({
		obstacle: { code: 'too_many_waiting' }
	});
	expect(await decide(db, jonas, id, { verified: true })).toMatchObject({
		obstacle: { code: 'not_yours' }
	});
	expect(await decide(db, petra, id, { verified: true })).toMatchObject({
		obstacle: { code: 'not_yours' }
	});
	expect(await decide(db, marisol, id, { verified: false, reason: ' \n' })).toMatchObject({
		obstacle: { code: 'reason_missing' }
	});
	expect(await decide(db, marisol, crypto.randomUUID(), { verified: true })).toMatchObject({
		obstacle: { code: 'no_such_organisation' }
	});
	expect(await everything()).toEqual(before);
});

test('two requests of one name at once: one is taken', async () => {
	const both = await Promise.all([
		ask(jonas, { ...light, name: 'Twins' }),
		ask(marisol, { ...light, name: 'Twins' })
	]);
	expect(both.filter((one) => one.ok)).toHaveLength(1);
});

test('an invitation is for one address and one use', async () => {
	const { id } = await named('light-for-all');
	const invited = await invite(db, jonas, id, { email: 'Rafael@arcadia.example', language: 'en' });
	const token = tokenIn(invited);
	const { rows } =
		await sql`select 1 from invitation where position(${token} in invitation::text) > 0`.execute(
			db
		);
	expect(rows).toEqual([]);

	const before = await everything();
	expect(await accept(db, petra, token)).toEqual({
		ok: false,
		obstacle: { code: 'other_address' }
	});
	expect(await accept(db, rafael, `${token}x`)).toMatchObject({
		obstacle: { code: 'invitation_over' }
	});
	expect(await everything()).toEqual(before);

	const all = await Promise.all(Array.from({ length: 5 }, () => accept(db, rafael, token)));
	expect(all.filter((one) => one.ok)).toHaveLength(1);
	expect(await store.membershipIn(db, id, rafael.id)).toMatchObject({ first: false });
	expect((await types(id)).at(-1)).toBe('membership.begun');
});

test('only the first representative invites, and only whom it may', async () => {
	const { id } = await named('light-for-all');
	const { id: waiting } = await named('first');
	const before = await everything();
	const to = { email: 'someone@example.org', language: 'en' };
	expect(await invite(db, rafael, id, to)).toMatchObject({ obstacle: { code: 'not_first' } });
	expect(await invite(db, marisol, id, to)).toMatchObject({ obstacle: { code: 'not_first' } });
	expect(await invite(db, rafael, waiting, to)).toMatchObject({ obstacle: { code: 'not_first' } });
	expect(await invite(db, jonas, id, { ...to, email: 'a@b, c@d' })).toMatchObject({
		obstacle: { code: 'email_bad' }
	});
	expect(await invite(db, jonas, id, { ...to, email: rafael.email })).toMatchObject({
		obstacle: { code: 'already_speaks' }
	});
	expect(await everything()).toEqual(before);
});

test('an invitation ends after fourteen days, when another replaces it, and with who made it', async () => {
	const { id } = await named('light-for-all');
	const to = { email: petra.email, language: 'en' };
	const first = tokenIn(await invite(db, jonas, id, to));
	const second = tokenIn(await invite(db, jonas, id, to));
	expect(await accept(db, petra, first)).toMatchObject({ obstacle: { code: 'invitation_over' } });
	await sql`update invitation set created_at = created_at - interval '14 days',
		expires_at = expires_at - interval '14 days' where used_at is null`.execute(db);
	expect(await accept(db, petra, second)).toMatchObject({ obstacle: { code: 'invitation_over' } });

	const third = tokenIn(await invite(db, jonas, id, to));
	const mine = await store.membershipIn(db, id, jonas.id);
	expect(await endMembership(db, jonas, mine?.id ?? '')).toEqual({ ok: true });
	expect(await accept(db, petra, third)).toMatchObject({ obstacle: { code: 'invitation_over' } });
});

test('when the first representative leaves, the longest-standing other follows', async () => {
	const { id } = await named('light-for-all');
	expect(await organisationsOf(db, jonas.id)).toEqual([]);
	expect(await store.membershipIn(db, id, rafael.id)).toMatchObject({ first: true });
});

test('who speaks for an organisation is ended by themselves, its first or the secretariat, by nobody else', async () => {
	const { id } = await named('light-for-all');
	const mine = (await store.membershipIn(db, id, rafael.id))?.id ?? '';
	const before = await everything();
	expect(await endMembership(db, petra, mine)).toMatchObject({ obstacle: { code: 'not_yours' } });
	expect(await everything()).toEqual(before);
	const twice = await Promise.all([
		endMembership(db, marisol, mine),
		endMembership(db, rafael, mine)
	]);
	expect(twice.filter((one) => one.ok)).toHaveLength(1);
	expect(await organisationsOf(db, rafael.id)).toEqual([]);
});

test('only a verified organisation of the space has a name to speak under', async () => {
	const { id } = await named('light-for-all');
	expect(await store.nameOf(db, spaceId, id)).toBe('Light for All');
	expect(await store.nameOf(db, marisol.id, id)).toBeUndefined();
	expect(await store.nameOf(db, spaceId, 'light-for-all')).toBeUndefined();
	const [asked] = await store.waiting(db, spaceId);
	const unverified = (await named(asked?.slug ?? '')).id;
	expect(await store.nameOf(db, spaceId, unverified)).toBeUndefined();
});

test('accepting an invitation while it is replaced never waits in a circle', async () => {
	const asked = await ask(jonas, { ...light, name: 'Circles' });
	const { id } = await named(asked.ok ? asked.slug : '');
	expect(await decide(db, marisol, id, { verified: true })).toEqual({ ok: true });
	const to = { email: petra.email, language: 'en' };
	for (let round = 0; round < 25; round++) {
		const tokens = [tokenIn(await invite(db, jonas, id, to))];
		await Promise.all([
			accept(db, petra, tokens[0] ?? ''),
			invite(db, jonas, id, to),
			accept(db, petra, tokens[0] ?? '')
		]);
		const [mine] = (await store.membersOf(db, id)).filter((one) => one.personId === petra.id);
		if (mine) expect(await endMembership(db, petra, mine.id)).toEqual({ ok: true });
	}
});
