import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { organisationsOf } from '#domain/accounts/store.server.ts';
import { send } from '#domain/contribution/send.server.ts';
import { arcadia } from '#seed/arcadia.ts';
import { freshDatabase } from '#tests/database.ts';
import { signedIn } from '#tests/people.ts';
import { accept } from './accept.server.ts';
import { decide } from './decide.server.ts';
import { handOver } from './hand-over.server.ts';
import { invite } from './invite.server.ts';
import { endDue } from './leave.server.ts';
import { requestOrganisation } from './request.server.ts';
import { setUntil } from './set-until.server.ts';
import * as store from './store.server.ts';
import { withdrawInvitation } from './withdraw-invitation.server.ts';

const { db } = await freshDatabase();
const { spaceId } = await arcadia(db);
const [marisol, jonas, rafael, petra] = await Promise.all(
	['marisol', 'jonas', 'rafael', 'petra'].map((key) => signedIn(db, key))
);
if (!marisol || !jonas || !rafael || !petra) throw new Error('Somebody is missing.');

const application = { name: 'Night Buses', sector: 'CIVIL_SOCIETY', website: '' };
const asked = await requestOrganisation(db, jonas, spaceId, application);
const { id } = (await store.bySlug(db, spaceId, asked.ok ? asked.slug : '')) ?? { id: '' };
await decide(db, marisol, id, { verified: true });

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);
const invited = async (until: Date | null = null) => {
	const made = await invite(db, jonas, id, { email: rafael.email, language: 'en', until });
	return made.ok ? (made.path.split('/').at(-1) ?? '') : '';
};
const membership = async (personId: string) =>
	(await store.membershipIn(db, id, personId))?.id ?? '';
const written = async () =>
	Promise.all([
		db.selectFrom('membership').selectAll().orderBy('id').execute(),
		db.selectFrom('invitation').selectAll().orderBy('id').execute(),
		db.selectFrom('ledgerEntry').select('id').orderBy('id').execute()
	]);
const expired = (personId: string) =>
	sql`update membership set from_at = from_at - interval '2 days', until_at = clock_timestamp()
		where person_id = ${personId} and organisation_id = ${id} and to_at is null`.execute(db);

test('an invitation may say until when', async () => {
	const until = inDays(30);
	expect(await accept(db, rafael, await invited(until))).toMatchObject({ ok: true });
	const [, mine] = await store.membersOf(db, id);
	expect(mine).toMatchObject({ personId: rafael.id, untilAt: until });
	expect(
		await invite(db, jonas, id, { email: petra.email, language: 'en', until: inDays(-1) })
	).toEqual({ ok: false, obstacle: { code: 'until_past' } });
});

test('whose term is over speaks no more, to the moment, even for who is still remembered', async () => {
	const remembered = await signedIn(db, 'rafael');
	expect(remembered.organisations.map((one) => one.id)).toContain(id);
	await expired(rafael.id);
	expect(await organisationsOf(db, rafael.id)).not.toContainEqual(expect.objectContaining({ id }));
	const consultation = await db
		.selectFrom('consultation')
		.innerJoin('unitText', 'unitText.versionId', 'consultation.versionId')
		.select(['consultation.id', 'unitText.unitId', 'unitText.number'])
		.where('opensAt', '<=', sql<Date>`clock_timestamp()`)
		.where('closesAt', '>', sql<Date>`clock_timestamp()`)
		.where('unitText.number', 'is not', null)
		.executeTakeFirstOrThrow();
	const said = {
		...{ consultationId: consultation.id, on: { kind: 'whole' as const }, to: null, as: id },
		...{ kind: 'comment' as const, visibility: 'public' as const, lang: 'en', body: 'Buses.' }
	};
	expect(await send(db, remembered, said as Parameters<typeof send>[2])).toMatchObject({
		obstacle: { code: 'not_represented' }
	});
	const { rows } = await sql<{ outcome: string }>`select outcome from cast_votes(
		array[${consultation.unitId}]::uuid[], array[${id}]::uuid[], array['organisation'],
		array['agree'], array[${rafael.id}]::uuid[])`.execute(db);
	expect(rows).toEqual([{ outcome: 'not_allowed' }]);
});

test('the end is put on record by the clock, once', async () => {
	expect(await endDue(db)).toBe(1);
	expect(await endDue(db)).toBe(0);
	const [former] = await store.formerMembersOf(db, id);
	expect(former?.name).toBe(rafael.name);
	const last = await db
		.selectFrom('ledgerEntry')
		.select(['type', 'role', 'personId'])
		.where('aboutId', '=', id)
		.orderBy('id', 'desc')
		.executeTakeFirst();
	expect(last).toEqual({ type: 'membership.ended', role: 'CLOCK', personId: null });
});

test('whose term has run out and is invited again speaks again', async () => {
	await accept(db, rafael, await invited(inDays(1)));
	await expired(rafael.id);
	expect(await accept(db, rafael, await invited())).toMatchObject({ ok: true });
	expect(await organisationsOf(db, rafael.id)).toContainEqual(expect.objectContaining({ id }));
});

test('its first representative and the secretariat set dates, nobody else, and never the past', async () => {
	const membershipId = await membership(rafael.id);
	const before = await written();
	const tomorrow = { membershipId, until: inDays(1) };
	expect(await setUntil(db, rafael, id, tomorrow)).toMatchObject({
		obstacle: { code: 'not_yours' }
	});
	expect(await setUntil(db, petra, id, tomorrow)).toMatchObject({
		obstacle: { code: 'not_yours' }
	});
	expect(await setUntil(db, jonas, id, { membershipId, until: inDays(-1) })).toMatchObject({
		obstacle: { code: 'until_past' }
	});
	expect(await setUntil(db, jonas, id, { ...tomorrow, membershipId: id })).toMatchObject({
		obstacle: { code: 'not_held' }
	});
	expect(await written()).toEqual(before);
	expect(await setUntil(db, marisol, id, tomorrow)).toEqual({ ok: true });
	expect(await setUntil(db, jonas, id, { membershipId, until: null })).toEqual({ ok: true });
	expect((await store.membersOf(db, id)).map((one) => one.untilAt)).toEqual([null, null]);
});

test('the first representative hands over; from then on the other is it, and only one is', async () => {
	const next = await membership(rafael.id);
	expect(await handOver(db, petra, id, next)).toMatchObject({ obstacle: { code: 'not_yours' } });
	expect(await handOver(db, jonas, id, next)).toEqual({ ok: true });
	expect(await handOver(db, jonas, id, await membership(jonas.id))).toMatchObject({
		obstacle: { code: 'not_yours' }
	});
	const first = (await store.membersOf(db, id)).filter((one) => one.first);
	expect(first.map((one) => one.personId)).toEqual([rafael.id]);
	expect(await handOver(db, rafael, id, await membership(jonas.id))).toEqual({ ok: true });
});

test('one invitation is taken back alone, and its link is dead', async () => {
	const made = await invite(db, jonas, id, { email: petra.email, language: 'en' });
	const token = made.ok ? (made.path.split('/').at(-1) ?? '') : '';
	const [open] = await store.openInvitations(db, id);
	expect(await withdrawInvitation(db, rafael, id, open?.id ?? '')).toMatchObject({
		obstacle: { code: 'not_first' }
	});
	const both = await Promise.all([
		withdrawInvitation(db, jonas, id, open?.id ?? ''),
		withdrawInvitation(db, jonas, id, open?.id ?? '')
	]);
	expect(both.filter((one) => one.ok)).toHaveLength(1);
	expect(await accept(db, petra, token)).toMatchObject({ obstacle: { code: 'invitation_over' } });
});

test('when the first one’s term ends, the longest-standing other follows', async () => {
	await expired(jonas.id);
	expect(await endDue(db)).toBe(1);
	const members = await store.membersOf(db, id);
	expect(members).toMatchObject([{ personId: rafael.id, first: true }]);
});
