import { sql } from 'kysely';
import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import type { Challenge } from 'altcha-lib/types';
import { expect, test } from 'vitest';
import { viewerOf } from '#domain/accounts/store.server.ts';
import { standingsOf, type Viewer } from '#domain/accounts/viewer.ts';
import { send, type Said } from '#domain/contribution/send.server.ts';
import { support } from '#domain/contribution/support.server.ts';
import { newId, newToken } from '#domain/identity.ts';
import { confirm, type Performed } from '#domain/pending/confirm.server.ts';
import { hold } from '#domain/pending/hold.server.ts';
import { bind, byToken } from '#domain/pending/store.server.ts';
import { castAll } from '#domain/voting/cast.server.ts';
import { tallies } from '#domain/voting/store.server.ts';
import { together, total, voterOf } from '#domain/voting/vote.ts';
import { differences } from '#platform/check.server.ts';
import { cleanUp } from '#platform/cleanup.server.ts';
import { challengeFor, isProven } from '#platform/proof.server.ts';
import { freshDatabase } from '#tests/database.ts';
import { office, openIn, person } from '#tests/staff.ts';
import { enter } from './enter.server.ts';
import { letIn, turnAway } from './let-in.server.ts';
import * as store from './store.server.ts';
import { welcome } from './welcome.server.ts';

const { db } = await freshDatabase();
const place = await office(db);
const { id: consultationId } = await openIn(db, place);
const other = await office(db);
await welcome(db, place.secretariat, place.spaceId, true);
const { unitId } = await db
	.selectFrom('unitText')
	.innerJoin('unit', 'unit.id', 'unitText.unitId')
	.select('unitId')
	.where('unit.consultationId', '=', consultationId)
	.where('number', '=', 1)
	.executeTakeFirstOrThrow();

async function guest(proven: boolean, name = 'Wanderer'): Promise<Viewer> {
	const entered = await enter(db, { name, language: 'en', proven });
	if (!entered.ok) throw new Error(entered.obstacle.code);
	const id = newId();
	const expiresAt = new Date(Date.now() + 86_400_000);
	await db
		.insertInto('session')
		.values({ id, personId: entered.personId, token: newToken(), expiresAt })
		.execute();
	const viewer = await viewerOf(db, id, entered.personId);
	if (!viewer) throw new Error('A guest cannot be found.');
	return viewer;
}
const said = (body = 'Lamps.') =>
	({
		...{ consultationId, on: { kind: 'whole' }, to: null, as: null, kind: 'comment' },
		...{ visibility: 'public', lang: 'en', body }
	}) as Said;
const vote = async (viewer: Viewer, kind = voterOf(viewer, null)) => {
	const [outcome] = await castAll(db, [{ unitId, value: 'agree', ...kind }]);
	return outcome;
};

test('who proved their work takes part at once, counted apart from everyone verified', async () => {
	const [wanderer, rosa] = [await guest(true), await person(db, 'Rosa')];
	expect(standingsOf(wanderer, place.spaceId)).toEqual(['PUBLIC', 'PARTICIPANT']);
	const sent = await send(db, wanderer, said());
	expect(sent).toMatchObject({ ok: true });
	const row = await db
		.selectFrom('contribution')
		.select(['id', 'guest', 'authorName'])
		.where('reference', '=', sent.ok ? sent.reference : '')
		.executeTakeFirstOrThrow();
	expect(row).toMatchObject({ guest: true, authorName: 'Wanderer' });
	expect(
		await db.selectFrom('mail').select('recipient').where('kind', '=', 'receipt').execute()
	).toEqual([]);

	await vote(wanderer);
	await vote(rosa);
	const tally = (await tallies(db, consultationId)).get(unitId);
	expect(tally?.guest.agree).toBe(1);
	expect(tally && total(together(tally))).toBe(1);

	const second = await guest(true, 'Second');
	const choice = { id: row.id, consultationId, as: null, supports: true };
	expect(await support(db, second, choice)).toMatchObject({
		ok: true,
		people: 0,
		organisations: 0
	});
	expect(await support(db, wanderer, choice)).toMatchObject({ obstacle: { code: 'own' } });
	expect(await differences(db)).toEqual([]);
});

test('nobody votes under another kind than their own, by the database itself', async () => {
	const [wanderer, rosa] = [await guest(true), await person(db, 'Rosa')];
	const asPerson = { ...voterOf(wanderer, null), voterKind: 'person' as const };
	const asGuest = { ...voterOf(rosa, null), voterKind: 'guest' as const };
	expect(await vote(wanderer, asPerson)).toMatchObject({ obstacle: { code: 'not_allowed' } });
	expect(await vote(rosa, asGuest)).toMatchObject({ obstacle: { code: 'not_allowed' } });
});

test('who is not let in is nobody, and nothing of theirs is kept as said or counted', async () => {
	const stranger = await guest(false);
	expect(stranger.step).toBe('waiting');
	expect(standingsOf(stranger, place.spaceId)).toEqual(['PUBLIC']);
	expect(await send(db, stranger, said())).toMatchObject({ obstacle: { code: 'not_allowed' } });
	expect(await vote(stranger)).toMatchObject({ obstacle: { code: 'not_allowed' } });
});

test('where a space no longer welcomes guests, those it let in go silent', async () => {
	const wanderer = await guest(true);
	expect(await welcome(db, wanderer, place.spaceId, false)).toMatchObject({
		obstacle: { code: 'not_yours' }
	});
	await welcome(db, place.secretariat, place.spaceId, false);
	expect(await send(db, wanderer, said())).toMatchObject({ obstacle: { code: 'not_allowed' } });
	expect(await vote(wanderer)).toMatchObject({ obstacle: { code: 'not_allowed' } });
	await welcome(db, place.secretariat, place.spaceId, true);
	expect(await vote(wanderer)).toMatchObject({ ok: true });
});

async function waiting(viewer: Viewer, body: string, more: Partial<Said> = {}) {
	const payload = { ...said(body), ...more, home: '/en/x' };
	const held = { act: 'remark' as const, payload, language: 'en', returnTo: '/en' };
	const token = await hold(db, { ...held, key: crypto.randomUUID() });
	const id = (await bind(db, token, viewer.email)) ?? '';
	expect(await store.ask(db, id, viewer)).toBe(true);
	return { id, token };
}
const carry = async (tx: typeof db, viewer: Viewer, { payload }: { payload: unknown }) => {
	const sent = await send(tx, viewer, payload as Said);
	return (sent.ok ? { ok: true, to: sent.reference } : sent) as Performed;
};

test('a moderator lets somebody in: all they sent is carried out as theirs, once', async () => {
	const stranger = await guest(false, 'Stranger');
	const one = await waiting(stranger, 'First words.');
	await waiting(stranger, 'Second words.');
	expect(
		(await store.queue(db, place.secretariat, place.spaceId, 1)).items.map(({ name }) => name)
	).toContain('Stranger');
	expect((await store.queue(db, other.secretariat, other.spaceId, 1)).total).toBe(0);
	for (const by of [stranger, other.secretariat])
		expect(await letIn(db, by, place.spaceId, stranger.id)).toMatchObject({
			obstacle: { code: 'not_yours' }
		});
	expect(await letIn(db, other.secretariat, other.spaceId, stranger.id)).toMatchObject({
		obstacle: { code: 'gone' }
	});

	const let_ = await letIn(db, place.secretariat, place.spaceId, stranger.id);
	if (!let_.ok) throw new Error(let_.obstacle.code);
	expect(let_.acts).toHaveLength(2);
	for (const id of [...let_.acts, ...let_.acts]) await confirm(db, let_.guest, id, carry);
	const rows = await db
		.selectFrom('contribution')
		.select(['body', 'guest'])
		.where('personId', '=', stranger.id)
		.orderBy('receivedAt')
		.execute();
	expect(rows).toEqual([
		{ body: 'First words.', guest: true },
		{ body: 'Second words.', guest: true }
	]);
	expect(await byToken(db, one.token)).toBeUndefined();
	expect(await vote(stranger)).toMatchObject({ ok: true });
});

test('what a guest wrote to the secretariat alone waits for the secretariat, unread by moderators', async () => {
	const [stranger, leila] = [await guest(false, 'Whistle'), await person(db, 'Leila')];
	const moderator = { ...leila, grants: [{ spaceId: place.spaceId, role: 'MODERATOR' as const }] };
	await waiting(stranger, 'A canary.', { visibility: 'private' });
	const seen = async (by: Viewer) => JSON.stringify(await store.queue(db, by, place.spaceId, 1));
	expect(await seen(moderator)).not.toContain('canary');
	expect(await seen(place.secretariat)).toContain('canary');
	expect(await letIn(db, moderator, place.spaceId, stranger.id)).toMatchObject({
		obstacle: { code: 'gone' }
	});
	await waiting(stranger, 'In the open.');
	const let_ = await letIn(db, moderator, place.spaceId, stranger.id);
	expect(let_).toMatchObject({ ok: true, acts: [expect.any(String)] });
	expect(await letIn(db, place.secretariat, place.spaceId, stranger.id)).toMatchObject({
		ok: true,
		acts: [expect.any(String), expect.any(String)]
	});
});

test('what was sent after a moderator’s page was made waits for its own reading', async () => {
	const stranger = await guest(false, 'Quick');
	const read = await waiting(stranger, 'What was read.');
	const { rows } = await sql<{ at: Date }>`select clock_timestamp() as at`.execute(db);
	await waiting(stranger, 'What was not.');
	const let_ = await letIn(db, place.secretariat, place.spaceId, stranger.id, rows[0]?.at);
	expect(let_.ok && let_.acts).toEqual([read.id]);
});

test('who is turned away reads why, and nothing of theirs was said', async () => {
	const stranger = await guest(false, 'Noise');
	const { id } = await waiting(stranger, 'Buy lamps at example.');
	const away = (by: Viewer, reason: string) =>
		turnAway(db, by, place.spaceId, { personId: stranger.id, reason });
	expect(await away(place.secretariat, ' ')).toMatchObject({
		obstacle: { code: 'reason_missing' }
	});
	expect(await away(stranger, 'No.')).toMatchObject({ obstacle: { code: 'not_yours' } });
	expect(await away(place.secretariat, 'Advertising.')).toEqual({ ok: true });
	expect((await store.standings(db, stranger.email)).refused).toEqual(
		new Map([[id, 'Advertising.']])
	);
	expect(await letIn(db, place.secretariat, place.spaceId, stranger.id)).toMatchObject({
		obstacle: { code: 'gone' }
	});
	const { rows } = await sql`select 1 from contribution where person_id = ${stranger.id}`.execute(
		db
	);
	expect(rows).toEqual([]);
});

const secret = 'a secret of a test, 32 characters long or more';
const purpose = { action: 'guest', token: 'a token' };
const solved = async (challenge: Challenge) => {
	const solution = await solveChallenge({ challenge, deriveKey });
	return { challenge: JSON.stringify(challenge), solution: JSON.stringify(solution) };
};

test('a proof is good once, for its own act, in time, and as it was given', async () => {
	const proof = await solved(await challengeFor(db, secret, purpose));
	const proven = (sent = proof, what = purpose, by = secret) => isProven(db, by, sent, what);
	expect(await proven(proof, { ...purpose, action: 'vote' })).toBe(false);
	expect(await proven(proof, { ...purpose, token: 'another' })).toBe(false);
	expect(await proven(proof, purpose, `${secret} of somebody else`)).toBe(false);

	const challenge = JSON.parse(proof.challenge) as Challenge;
	const spliced = (parameters: Partial<Challenge['parameters']>) => ({
		...proof,
		challenge: JSON.stringify({
			...challenge,
			parameters: { ...challenge.parameters, ...parameters }
		})
	});
	const later = (challenge.parameters.expiresAt ?? 0) + 3600;
	expect(await proven(spliced({ expiresAt: later }))).toBe(false);
	expect(await proven(spliced({ cost: 1 }))).toBe(false);
	expect(await proven(spliced({ keyPrefix: '' }))).toBe(false);
	expect(await proven(spliced({ nonce: '00' }))).toBe(false);
	expect(await proven({ ...proof, solution: '{"counter":1,"derivedKey":"00"}' })).toBe(false);
	expect(await proven({ challenge: '{', solution: '[]' })).toBe(false);
	expect(await proven({ ...proof, solution: 'x'.repeat(5000) })).toBe(false);

	const all = await Promise.all(Array.from({ length: 8 }, () => proven()));
	expect(all.filter(Boolean)).toHaveLength(1);
	expect(await proven()).toBe(false);
});

test('a proof that comes too late is refused', async () => {
	const late = await solved(await challengeFor(db, secret, purpose, -1));
	expect(await isProven(db, secret, late, purpose)).toBe(false);
});

test('guests of whom nothing was let in go after a month; those who were heard stay', async () => {
	const [gone, heard] = [await guest(false, 'Gone'), await guest(true, 'Heard')];
	await vote(heard);
	await sql`delete from session where person_id in (${gone.id}, ${heard.id})`.execute(db);
	await sql`update person set created_at = created_at - interval '33 days'
		where id in (${gone.id}, ${heard.id})`.execute(db);
	await cleanUp(db);
	const left = await db
		.selectFrom('person')
		.select('id')
		.where('id', 'in', [gone.id, heard.id])
		.execute();
	expect(left).toEqual([{ id: heard.id }]);
});
