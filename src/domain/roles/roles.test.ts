import { expect, test } from 'vitest';
import type { Viewer } from '#domain/accounts/viewer.ts';
import { viewerOf } from '#domain/accounts/store.server.ts';
import { arcadia } from '#seed/arcadia.ts';
import { freshDatabase } from '#tests/database.ts';
import { signedIn } from '#tests/people.ts';
import { endRole } from './end.server.ts';
import { grantRole } from './grant.server.ts';
import { suspensions } from './store.server.ts';
import { lift, suspend } from './suspend.server.ts';

const { db } = await freshDatabase();
const { spaceId } = await arcadia(db);
const space = { id: spaceId, slug: 'arcadia', name: 'Arcadia' };
const [marisol, tobias, casimir, jonas, petra] = await Promise.all(
	['marisol', 'tobias', 'casimir', 'jonas', 'petra'].map((key) => signedIn(db, key))
);
if (!marisol || !tobias || !casimir || !jonas || !petra) throw new Error('Somebody is missing.');

const give = (by: Viewer, email: string, role: string) =>
	grantRole(db, by, { space, email, role, language: 'en' });
const grants = () => db.selectFrom('roleGrant').selectAll().orderBy('id').execute();
const ledger = () =>
	db.selectFrom('ledgerEntry').selectAll().where('type', 'like', 'role.%').execute();
const mails = () => db.selectFrom('mail').select('id').execute();
const everything = async () => [await grants(), await ledger(), await mails(), await people()];
const people = () => db.selectFrom('person').select(['id', 'suspendedAt']).orderBy('id').execute();
const held = async (email: string, role: string) =>
	db
		.selectFrom('roleGrant')
		.innerJoin('person', 'person.id', 'roleGrant.personId')
		.select(['roleGrant.id', 'roleGrant.spaceId'])
		.where('email', '=', email)
		.where('role', '=', role)
		.where('toAt', 'is', null)
		.executeTakeFirst();
const again = async (viewer: Viewer) => {
	const now = await viewerOf(db, viewer.sessionId, viewer.id);
	if (!now) throw new Error('The session is gone.');
	return now;
};

test('the secretariat gives a role in its space to someone new, who is told; the ledger names the giver', async () => {
	const before = (await ledger()).length;
	expect(await give(marisol, 'New@Example.org', 'MODERATOR')).toMatchObject({ ok: true });
	expect(await held('new@example.org', 'MODERATOR')).toMatchObject({ spaceId });
	const entries = await ledger();
	expect(entries).toHaveLength(before + 1);
	expect(entries.at(-1)).toMatchObject({
		type: 'role.granted',
		role: 'SECRETARIAT',
		personId: marisol.id,
		payload: { role: 'MODERATOR' }
	});
	const mail = await db
		.selectFrom('mail')
		.select(['kind'])
		.where('recipient', '=', 'new@example.org')
		.execute();
	expect(mail).toEqual([{ kind: 'role_granted' }]);
});

test('the steward gives roles of the installation and of spaces', async () => {
	expect(await give(petra, 'second@example.org', 'STEWARD')).toMatchObject({ ok: true });
	expect(await held('second@example.org', 'STEWARD')).toMatchObject({ spaceId: null });
	expect(await give(petra, 'jonas@arcadia.example', 'SECRETARIAT')).toMatchObject({ ok: true });
});

test.each([
	['a participant', () => jonas, 'x@example.org', 'MODERATOR', 'not_yours'],
	['a moderator', () => casimir, 'x@example.org', 'MODERATOR', 'not_yours'],
	['the secretariat, a steward', () => marisol, 'x@example.org', 'STEWARD', 'role_bad'],
	['the secretariat, no such role', () => marisol, 'x@example.org', 'KING', 'role_bad'],
	['the secretariat, itself', () => marisol, 'marisol@arcadia.example', 'MODERATOR', 'to_yourself'],
	['the steward, itself', () => petra, 'Petra@arcadia.example', 'SECRETARIAT', 'to_yourself'],
	[
		'to a list of addresses',
		() => marisol,
		'x@example.org, y@example.org',
		'MODERATOR',
		'email_bad'
	],
	['twice', () => marisol, 'casimir@arcadia.example', 'MODERATOR', 'already_held']
])('a role is not given by or to: %s; and nothing is written', async (_, by, email, role, code) => {
	const before = await everything();
	expect(await give(by(), email, role)).toMatchObject({ ok: false, obstacle: { code } });
	expect(await everything()).toEqual(before);
});

test('the secretariat of one space is nobody in another', async () => {
	const elsewhere = { ...space, id: crypto.randomUUID() };
	const before = await everything();
	const given = { space: elsewhere, email: 'x@example.org', role: 'MODERATOR', language: 'en' };
	expect(await grantRole(db, marisol, given)).toMatchObject({ obstacle: { code: 'not_yours' } });
	const role = await held('casimir@arcadia.example', 'MODERATOR');
	const ended = await endRole(db, marisol, elsewhere, role?.id ?? '');
	expect(ended).toMatchObject({ obstacle: { code: 'not_held' } });
	expect(await everything()).toEqual(before);
});

test('a role ends once, with its date, and its holder may no longer do what it allowed', async () => {
	const role = await held('casimir@arcadia.example', 'MODERATOR');
	expect(await endRole(db, casimir, space, role?.id ?? '')).toMatchObject({
		obstacle: { code: 'not_yours' }
	});
	expect(await endRole(db, marisol, space, role?.id ?? '')).toEqual({ ok: true });
	expect((await again(casimir)).grants.map((one) => one.role)).not.toContain('MODERATOR');
	const before = await everything();
	expect(await endRole(db, marisol, space, role?.id ?? '')).toMatchObject({
		obstacle: { code: 'not_held' }
	});
	expect(await everything()).toEqual(before);
});

test('the secretariat cannot end a steward', async () => {
	const steward = await held('petra@arcadia.example', 'STEWARD');
	const before = await everything();
	expect(await endRole(db, marisol, space, steward?.id ?? '')).toMatchObject({
		obstacle: { code: 'not_yours' }
	});
	expect(await everything()).toEqual(before);
});

test('the last of the secretariat stays, also when two end each other at once', async () => {
	const all = (await grants()).filter((one) => one.role === 'SECRETARIAT' && !one.toAt);
	expect(all.length).toBeGreaterThan(1);
	const ended = await Promise.all(all.map((one) => endRole(db, petra, space, one.id)));
	expect(ended.filter((one) => one.ok)).toHaveLength(all.length - 1);
	expect(ended.filter((one) => !one.ok)).toMatchObject([{ obstacle: { code: 'last_one' } }]);
	expect((await grants()).filter((one) => one.role === 'SECRETARIAT' && !one.toAt)).toHaveLength(1);
});

test('only a steward suspends, and never themselves; the sessions of who is suspended end', async () => {
	const before = await everything();
	const why = 'Sold shoes in every thread.';
	expect(await suspend(db, marisol, jonas.email, why)).toMatchObject(code('not_yours'));
	expect(await suspend(db, petra, petra.email, why)).toMatchObject(code('to_yourself'));
	expect(await suspend(db, petra, 'nobody@example.org', why)).toMatchObject(code('no_such_person'));
	expect(await suspend(db, petra, jonas.email, ' \n')).toMatchObject(code('reason_missing'));
	expect(await suspend(db, petra, jonas.email, 'x'.repeat(1001))).toMatchObject(
		code('reason_long')
	);
	expect(await everything()).toEqual(before);

	expect(await suspend(db, petra, jonas.email, why)).toEqual({ ok: true });
	expect(await viewerOf(db, jonas.sessionId, jonas.id)).toBeUndefined();
	expect(await suspend(db, petra, jonas.email, why)).toMatchObject(code('already_suspended'));
	const [one] = await suspensions(db);
	expect(one).toMatchObject({ email: jonas.email, reason: why, by: petra.name, toAt: null });

	expect(await lift(db, marisol, one?.id ?? '')).toMatchObject(code('not_yours'));
	expect(await lift(db, petra, one?.id ?? '')).toEqual({ ok: true });
	expect(await lift(db, petra, one?.id ?? '')).toMatchObject(code('not_suspended'));
	const told = await db
		.selectFrom('mail')
		.select(['kind', 'facts'])
		.where('recipient', '=', jonas.email)
		.where('kind', 'in', ['suspended', 'lifted'])
		.orderBy('createdAt')
		.execute();
	expect(told).toMatchObject([{ kind: 'suspended', facts: { reason: why } }, { kind: 'lifted' }]);
	const entries = await db
		.selectFrom('ledgerEntry')
		.select(['type', 'payload'])
		.where('aboutId', '=', jonas.id)
		.where('type', 'like', 'person.%')
		.orderBy('id')
		.execute();
	expect(entries).toEqual([
		{ type: 'person.suspended', payload: {} },
		{ type: 'person.restored', payload: {} }
	]);
});

const code = (code: string) => ({ ok: false, obstacle: { code } });
