import { beforeAll, describe, expect, test } from 'vitest';
import { sql } from 'kysely';
import { arcadia } from '#seed/arcadia.ts';
import { freshDatabase } from '#tests/database.ts';
import { signedIn } from '#tests/people.ts';
import { send } from '../../contribution/send.server.ts';
import { withdraw } from '../../contribution/withdraw.server.ts';
import { hold } from '../hold.server.ts';
import { redact } from '../redact.server.ts';
import { refuse } from '../refuse.server.ts';
import { restore } from '../restore.server.ts';
import { statementsOn } from '../statements.server.ts';
import { appealable, mayAppeal, mayDecide, reasonsOf, stands, wordsOf } from './appeal.ts';
import { decideAppeal } from './decide.server.ts';
import { appeal } from './send.server.ts';
import { countAppeals, waitingAppeals } from './waiting.server.ts';

const { db } = await freshDatabase();
const { texts, spaceId } = await arcadia(db);
const consultationId = texts.find(({ slug }) => slug === 'open-works')?.id ?? '';
const jonas = await signedIn(db, 'jonas');
const heron = await signedIn(db, 'heron');
const marisol = await signedIn(db, 'marisol');
const leila = await signedIn(db, 'leila');
const casimir = await signedIn(db, 'casimir');
const rafael = await signedIn(db, 'rafael');

const ground = { rule: 'privacy', facts: 'It names a home.' } as const;
const reversed = { outcome: 'reversed', reasons: 'It is a public office.' } as const;
const upheld = { outcome: 'upheld', reasons: 'It is a home.' } as const;

async function said(
	body = 'She lives at 14 Canary Lane.',
	visibility: 'public' | 'private' = 'public'
) {
	const sent = await send(db, jonas, {
		...{ consultationId, on: { kind: 'unit', number: 9 }, to: null, as: null },
		...{ kind: 'comment', visibility, lang: 'en', body }
	});
	if (!sent.ok) throw new Error(sent.obstacle.code);
	return row(sent.reference);
}
const row = (reference: string) =>
	db
		.selectFrom('contribution')
		.selectAll()
		.where('reference', '=', reference)
		.executeTakeFirstOrThrow();
const lastAct = async (id: string) => (await statementsOn(db, id)).at(-1)?.id ?? '';
const appealOn = (actId: string) =>
	db.selectFrom('appeal').selectAll().where('actId', '=', actId).executeTakeFirstOrThrow();

/** A remark of Jonas’s that Leila refused and he appeals against. */
async function appealed(by = leila, act: typeof refuse = refuse, body?: string) {
	const one = await said(body);
	const done = await act(db, by, { ...one, ...ground });
	if (!done.ok) throw new Error(done.obstacle.code);
	const actId = await lastAct(one.id);
	expect(await appeal(db, jonas, { actId, words: 'It is an office.', lang: 'en' })).toEqual({
		ok: true
	});
	return { one, actId, id: (await appealOn(actId)).id };
}

async function everything() {
	const tables = ['contribution', 'moderationAct', 'appeal', 'ledgerEntry', 'mail'] as const;
	const rows = await Promise.all(tables.map((table) => db.selectFrom(table).selectAll().execute()));
	return JSON.stringify(rows.map((all) => all.map((one) => JSON.stringify(one)).toSorted()));
}
async function refusesQuietly(act: () => Promise<unknown>, code: string) {
	const before = await everything();
	expect(await act()).toMatchObject({ ok: false, obstacle: { code } });
	expect(await everything()).toBe(before);
}

describe('the rules', () => {
	const at = new Date('2026-05-01T12:00:00Z');
	const until = new Date('2026-10-01T12:00:00Z');
	const open = { act: 'refuse', appealUntil: until, standing: true, appealed: false };
	test.each([
		['a refusal', {}, at, undefined],
		['what was shown again', { act: 'restore', appealUntil: null }, at, 'not_against'],
		['the same act twice', { appealed: true }, at, 'appealed'],
		['what another decision replaced', { standing: false }, at, 'replaced'],
		['it in the last moment', {}, new Date(until.getTime() - 1), undefined],
		['it when the time is over', {}, until, 'too_late']
	])('to appeal against %s', (_, more, when, code) => {
		expect(mayAppeal({ ...open, ...more }, when)?.code).toBe(code);
	});

	test.each([
		['hold', 'held', true, true],
		['hold', 'refused', false, false],
		['hold', 'published', true, false],
		['refuse', 'refused', true, true],
		['refuse', 'refused', false, false],
		['redact', 'published', false, true],
		['redact', 'withdrawn', true, false]
	] as const)('%s of what is %s (the latest: %s) stands: %s', (act, state, latest, standing) => {
		expect(stands(act, state, latest)).toBe(standing);
	});

	test('nobody judges their own act, their own request, or their own words', () => {
		const open = { authorId: 'author', takenBy: ['taker', 'asker', null], decidedAt: null };
		expect(mayDecide(open, 'another')).toBeNull();
		for (const [who, code] of [
			['taker', 'same_person'],
			['asker', 'same_person'],
			['author', 'own']
		] as const)
			expect(mayDecide(open, who)).toEqual({ code });
		expect(mayDecide({ ...open, decidedAt: at }, 'another')).toEqual({ code: 'decided' });
	});

	test('words and reasons have a length', () => {
		expect(wordsOf(' \u202e ')).toMatchObject({ obstacle: { code: 'words_missing' } });
		expect(wordsOf('𝒙'.repeat(2000)).ok).toBe(true);
		expect(wordsOf('x'.repeat(2001))).toMatchObject({ obstacle: { code: 'words_too_long' } });
		expect(reasonsOf('')).toMatchObject({ obstacle: { code: 'reasons_missing' } });
		expect(reasonsOf('x'.repeat(1001))).toMatchObject({ obstacle: { code: 'reasons_too_long' } });
	});

	test('of several acts, the one that holds it out of sight and what took words out', () => {
		const taken = ['hold', 'redact', 'refuse'].map((act, n) => ({
			...{ id: `${n}`, act, appealUntil: until, appealedAt: null }
		}));
		expect(appealable(taken, 'refused', at)).toEqual(['1', '2']);
		expect(appealable(taken, 'published', at)).toEqual(['1']);
	});
});

describe('appealing', () => {
	test('is its author’s, once, and told to those who had no part in the act', async () => {
		const { one, actId } = await appealed();
		expect(await appealOn(actId)).toMatchObject({
			...{ personId: jonas.id, actBy: leila.id, words: 'It is an office.', outcome: null }
		});
		const entry = await db
			.selectFrom('ledgerEntry')
			.selectAll()
			.where('aboutId', '=', one.id)
			.where('type', '=', 'appeal.received')
			.executeTakeFirstOrThrow();
		expect(entry.personId).toBeNull();
		expect(JSON.stringify(entry.payload)).not.toContain('office');
		await refusesQuietly(
			() => appeal(db, jonas, { actId, words: 'Again.', lang: 'en' }),
			'appealed'
		);

		const references = async (by: typeof leila) =>
			(await waitingAppeals(db, by, spaceId)).items.map(({ reference }) => reference);
		for (const by of [casimir, marisol, rafael])
			expect(await references(by)).toContain(one.reference);
		expect(await references(leila)).not.toContain(one.reference);
		expect((await waitingAppeals(db, leila, spaceId)).others).toBeGreaterThan(0);
		// The day's page counts what the list holds: for each those they may decide.
		for (const by of [casimir, marisol, rafael, leila])
			expect((await countAppeals(db, by, spaceId)).mine).toBe((await references(by)).length);
		expect((await countAppeals(db, leila, spaceId)).mine).toBeLessThan(
			(await countAppeals(db, marisol, spaceId)).mine
		);
	});

	test('is refused to others, without words, after six months, and against what was replaced', async () => {
		const one = await said();
		await hold(db, leila, { ...one, ...ground });
		const held = await lastAct(one.id);
		const words = 'Why?';
		await refusesQuietly(() => appeal(db, heron, { actId: held, words, lang: 'en' }), 'missing');
		await refusesQuietly(
			() => appeal(db, jonas, { actId: held, words: ' ', lang: 'en' }),
			'words_missing'
		);
		await refuse(db, leila, { ...one, ...ground });
		await refusesQuietly(() => appeal(db, jonas, { actId: held, words, lang: 'en' }), 'replaced');
		const refusal = await lastAct(one.id);
		await db
			.updateTable('moderationAct')
			.set({ at: sql<Date>`at - interval '6 months'` })
			.where('contributionId', '=', one.id)
			.execute();
		await refusesQuietly(
			() => appeal(db, jonas, { actId: refusal, words, lang: 'en' }),
			'too_late'
		);
		await restore(db, leila, { ...one, ...ground });
		const again = await lastAct(one.id);
		await refusesQuietly(
			() => appeal(db, jonas, { actId: again, words, lang: 'en' }),
			'not_against'
		);
	});
});

describe('deciding', () => {
	test('upheld, it stays as it is; its author is told why', async () => {
		const { one, actId, id } = await appealed();
		expect(await decideAppeal(db, rafael, { id, ...upheld })).toEqual({ ok: true });
		expect((await row(one.reference)).state).toBe('refused');
		expect(await appealOn(actId)).toMatchObject({ ...upheld, decidedBy: rafael.id });
		expect(await mailAbout(one.reference)).toMatchObject([
			{ came: 'upheld', reasons: upheld.reasons }
		]);
		await refusesQuietly(() => decideAppeal(db, marisol, { id, ...reversed }), 'decided');
	});

	test.each([
		['a refusal', refuse],
		['a hold', hold]
	])('reversed, %s is over and the words are there again', async (_, act) => {
		const { one, id } = await appealed(leila, act);
		expect(await decideAppeal(db, casimir, { id, ...reversed })).toEqual({ ok: true });
		expect(await row(one.reference)).toMatchObject({ state: 'published', endedAt: null });
		expect(await mailAbout(one.reference)).toMatchObject([{ came: 'restored' }]);
		const entry = await db
			.selectFrom('ledgerEntry')
			.selectAll()
			.where('aboutId', '=', one.id)
			.where('type', '=', 'appeal.reversed')
			.executeTakeFirstOrThrow();
		expect(entry).toMatchObject({ role: 'MODERATOR', personId: casimir.id });
	});

	test('reversed, words that were taken out stay out, and that is said', async () => {
		const one = await said();
		await redact(db, marisol, { ...one, ...ground, passages: '14 Canary Lane' });
		const actId = await lastAct(one.id);
		await appeal(db, jonas, { actId, words: 'It is an office.', lang: 'en' });
		const { id } = await appealOn(actId);
		expect(await decideAppeal(db, rafael, { id, ...reversed })).toEqual({ ok: true });
		expect((await row(one.reference)).body).toBe('She lives at ▮.');
		expect(await mailAbout(one.reference)).toMatchObject([{ came: 'gone' }]);
	});

	test('reversed after something else was decided, that stands', async () => {
		const { one, id } = await appealed(leila, hold);
		await refuse(db, casimir, { ...one, ...ground });
		expect(await decideAppeal(db, marisol, { id, ...reversed })).toEqual({ ok: true });
		expect((await row(one.reference)).state).toBe('refused');
		expect(await mailAbout(one.reference)).toMatchObject([{ came: 'moot' }]);
		// What was withdrawn meanwhile stays withdrawn.
		const other = await appealed();
		await withdraw(db, jonas, other.one);
		expect(await decideAppeal(db, marisol, { id: other.id, ...reversed })).toEqual({ ok: true });
		expect((await row(other.one.reference)).state).toBe('withdrawn');
	});

	test('is never for whoever took the act, whatever else they are; nor for readers, nor without reasons', async () => {
		const { id } = await appealed();
		const chair = { ...leila, grants: [...leila.grants, { spaceId, role: 'MSF_CHAIR' as const }] };
		await refusesQuietly(() => decideAppeal(db, chair, { id, ...upheld }), 'same_person');
		await refusesQuietly(() => decideAppeal(db, heron, { id, ...upheld }), 'not_allowed');
		const staff = { ...casimir, id: jonas.id };
		await refusesQuietly(() => decideAppeal(db, staff, { id, ...upheld }), 'own');
		await refusesQuietly(
			() => decideAppeal(db, casimir, { id, outcome: 'upheld', reasons: ' ' }),
			'reasons_missing'
		);
	});

	test('is kept from whoever took the act by the database too', async () => {
		const { id } = await appealed();
		const decided = { decidedAt: new Date(), outcome: 'upheld', reasons: 'x' };
		const as = (decidedBy: string) =>
			db
				.updateTable('appeal')
				.set({ ...decided, decidedBy })
				.where('id', '=', id)
				.execute();
		await expect(as(leila.id)).rejects.toThrow('appeal_another_person');
		await expect(as(jonas.id)).rejects.toThrow('appeal_not_own');
	});

	test('of what is private is the secretariat’s', async () => {
		const one = await said('For the secretariat.', 'private');
		await refuse(db, marisol, { ...one, ...ground });
		const actId = await lastAct(one.id);
		await appeal(db, jonas, { actId, words: 'Why?', lang: 'en' });
		const { id } = await appealOn(actId);
		for (const by of [rafael, casimir]) {
			await refusesQuietly(() => decideAppeal(db, by, { id, ...upheld }), 'missing');
			const { items } = await waitingAppeals(db, by, spaceId);
			expect(items.map(({ reference }) => reference)).not.toContain(one.reference);
		}
		const tobias = await signedIn(db, 'tobias');
		expect(await decideAppeal(db, tobias, { id, ...reversed })).toEqual({ ok: true });
	});

	beforeAll(async () => {
		await db.deleteFrom('mail').where('kind', '=', 'appeal_decided').execute();
	});
	const mailAbout = async (reference: string) => {
		const mails = await db
			.selectFrom('mail')
			.select(['recipient', 'facts'])
			.where('kind', '=', 'appeal_decided')
			.execute();
		const about = mails.filter(({ facts }) => JSON.stringify(facts).includes(reference));
		expect(about.every(({ recipient }) => recipient === jonas.email)).toBe(true);
		return about.map(({ facts }) => facts);
	};
});
