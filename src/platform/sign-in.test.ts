import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { linkOf } from '#domain/accounts/link.server.ts';
import { endOtherSessions, endSession, sessionsOf } from '#domain/accounts/sessions.server.ts';
import { openedHouse } from '#tests/opened.ts';
import { askForLink, signIn } from './sign-in.server.ts';

const { db, house } = await openedHouse();

const browser = () => ({
	headers: new Headers({ 'user-agent': 'test' }),
	viewer: null,
	language: 'fr'
});
const ask = (email: string) =>
	askForLink(house, { email, language: 'en', act: null, to: '/en/arcadia' });
const tokenIn = (path: string) => path.split('/').at(-1) ?? '';
const linked = async (email: string) => tokenIn(await ask(email));
const viewing = (cookie: string) =>
	house.sessions.viewer(new Headers({ cookie: `${house.auth.cookie}=${cookie}` }));
const sessions = async () => (await db.selectFrom('session').select('id').execute()).length;
const mailsTo = (email: string) =>
	db.selectFrom('mail').select('kind').where('recipient', '=', email).execute();

test('a link is used once, by its button, and opens a session for a new person with the name they gave', async () => {
	const token = await linked('ines@example.org');
	expect(await linkOf(db, token)).toMatchObject({
		email: 'ines@example.org',
		firstTime: true,
		to: '/en/arcadia'
	});
	const signed = await signIn(house, token, 'Inês', browser());
	if (!signed.ok) throw new Error(signed.obstacle.code);
	expect(signed.viewer).toMatchObject({ name: 'Inês', email: 'ines@example.org', language: 'fr' });
	expect(await viewing(signed.cookie)).toMatchObject({ id: signed.viewer.id });
	expect(await linkOf(db, token)).toBeNull();
	expect(await signIn(house, token, 'Inês', browser())).toEqual({
		ok: false,
		obstacle: { code: 'link_over' }
	});
});

test('fifty looks of a mail scanner use nothing up', async () => {
	const token = await linked('scanned@example.org');
	for (let n = 0; n < 50; n++) expect(await linkOf(db, token)).not.toBeNull();
	expect(await signIn(house, token, 'Scanned', browser())).toMatchObject({ ok: true });
});

test('pressed in ten windows at once, a link opens one session', async () => {
	const token = await linked('many@example.org');
	const before = await sessions();
	const all = await Promise.all(
		Array.from({ length: 10 }, () => signIn(house, token, 'Many', browser()))
	);
	expect(all.filter((one) => one.ok)).toHaveLength(1);
	expect(await sessions()).toBe(before + 1);
});

test('after fifteen minutes a link opens nothing', async () => {
	const token = await linked('late@example.org');
	await sql`update verification set expires_at = expires_at - interval '15 minutes'`.execute(db);
	expect(await linkOf(db, token)).toBeNull();
	expect(await signIn(house, token, 'Late', browser())).toMatchObject({ ok: false });
	expect(
		await db.selectFrom('person').select('id').where('email', '=', 'late@example.org').execute()
	).toEqual([]);
});

test('a token is kept as its hash only', async () => {
	const token = await linked('hashed@example.org');
	const { rows } =
		await sql`select * from verification where position(${token} in verification::text) > 0`.execute(
			db
		);
	expect(rows).toEqual([]);
	await sql`update mail set facts = null`.execute(db);
});

test('known and unknown addresses are answered and mailed alike', async () => {
	const known = await ask('ines@example.org');
	const unknown = await ask('nobody@example.org');
	expect(known.length).toBe(unknown.length);
	expect((await mailsTo('ines@example.org')).at(-1)).toEqual(
		(await mailsTo('nobody@example.org')).at(-1)
	);
});

test('an address gets three mails an hour at most, and the answer is the same', async () => {
	const paths = await Promise.all(Array.from({ length: 8 }, () => ask('Flooded@Example.org')));
	expect(new Set(paths.map((path) => path.length)).size).toBe(1);
	expect(await mailsTo('flooded@example.org')).toHaveLength(3);
	await sql`update mail set created_at = created_at - interval '61 minutes' where recipient = 'flooded@example.org'`.execute(
		db
	);
	await ask('flooded@example.org');
	expect(await mailsTo('flooded@example.org')).toHaveLength(4);
});

test('signing in where someone was signed in ends that session', async () => {
	const first = await signIn(house, await linked('twice@example.org'), 'Twice', browser());
	if (!first.ok) throw new Error(first.obstacle.code);
	const again = await signIn(house, await linked('twice@example.org'), '', {
		...browser(),
		viewer: first.viewer
	});
	if (!again.ok) throw new Error(again.obstacle.code);
	expect(again.cookie).not.toBe(first.cookie);
	expect(again.viewer.name).toBe('Twice');
	expect(await sessionsOf(db, first.viewer.id)).toHaveLength(1);
});

test('a forged or altered cookie is nobody’s', async () => {
	const signed = await signIn(house, await linked('forged@example.org'), 'Forged', browser());
	if (!signed.ok) throw new Error(signed.obstacle.code);
	const [token = '', signature = ''] = signed.cookie.split('.');
	expect(await viewing(`${token}x.${signature}`)).toBeNull();
	expect(await viewing(token)).toBeNull();
	expect(
		await viewing(`${token}.${signature.replace(/^./, (c) => (c === 'A' ? 'B' : 'A'))}`)
	).toBeNull();
	expect(await viewing(signed.cookie)).not.toBeNull();
});

test('who is suspended is signed out, and no link signs them in', async () => {
	const signed = await signIn(house, await linked('gone@example.org'), 'Gone', browser());
	if (!signed.ok) throw new Error(signed.obstacle.code);
	await db
		.updateTable('person')
		.set({ suspendedAt: new Date() })
		.where('id', '=', signed.viewer.id)
		.execute();
	house.sessions.forget(signed.viewer.id);
	expect(await viewing(signed.cookie)).toBeNull();
	const before = await sessions();
	const refused = await signIn(house, await linked('gone@example.org'), '', browser());
	expect(refused).toEqual({ ok: false, obstacle: { code: 'suspended' } });
	expect(await sessions()).toBe(before);
});

test('one ends one’s own sessions, and nobody else’s', async () => {
	const open = async (email: string) => {
		const signed = await signIn(house, await linked(email), 'Someone', browser());
		if (!signed.ok) throw new Error(signed.obstacle.code);
		return signed.viewer;
	};
	const here = await open('owner@example.org');
	const there = await open('owner@example.org');
	const stranger = await open('stranger@example.org');
	expect(await endSession(db, stranger, there.sessionId)).toEqual({ ok: true, ended: 0 });
	expect(await sessionsOf(db, here.id)).toHaveLength(2);
	expect(await endOtherSessions(db, here)).toEqual({ ok: true, ended: 1 });
	expect((await sessionsOf(db, here.id)).map((one) => one.id)).toEqual([here.sessionId]);
	expect(await sessionsOf(db, stranger.id)).toHaveLength(1);
});
