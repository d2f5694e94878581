import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { now } from '#domain/clock.server.ts';
import { lock } from '#domain/consultation/lock.server.ts';
import { newId } from '#domain/identity.ts';
import { freshDatabase } from '#tests/database.ts';
import * as staff from '#tests/staff.ts';
import { announce } from './announce.server.ts';
import { cancel } from './cancel.server.ts';
import { changeRule } from './change-rule.server.ts';
import { close, closeDue } from './close.server.ts';
import { seenAs, type Details } from './details.ts';
import { extend } from './extend.server.ts';
import { notice } from './notice.server.ts';
import { detailsOf, setDetails } from './set-details.server.ts';

const { db } = await freshDatabase();
const place = await staff.office(db);
const desk = place.secretariat;
const words = { reason: 'Because of the holidays.', lang: 'en' };

const acts = (id: string) =>
	db.selectFrom('publicAct').selectAll().where('consultationId', '=', id).orderBy('at').execute();
const types = async (id: string) => (await staff.ledgerOf(db, id)).map(({ type }) => type);
const generation = async (id: string) =>
	(
		await db
			.selectFrom('consultationGeneration')
			.select('n')
			.where('consultationId', '=', id)
			.executeTakeFirst()
	)?.n ?? 0;

async function castVote(id: string, value = 'agree') {
	const voter = await staff.person(db, 'Voter');
	const unit = await db
		.selectFrom('unitText as t')
		.innerJoin('unit as u', 'u.id', 't.unitId')
		.select('u.id')
		.where('u.consultationId', '=', id)
		.where('t.number', 'is not', null)
		.executeTakeFirstOrThrow();
	const { rows } = await sql<{ outcome: string }>`select outcome from cast_votes(
		${[unit.id]}::uuid[], ${[voter.id]}::uuid[], ${['person']}, ${[value]}, ${[voter.id]}::uuid[])`.execute(
		db
	);
	return rows[0]?.outcome;
}

describe('announcing', () => {
	test('freezes the text with its numbers, promises the dates and says so in the ledger', async () => {
		const { id } = await staff.draftIn(db, place);
		const revision = await staff.prepare(db, desk, id);
		const before = await generation(id);
		const announced = await announce(db, desk, id, { revision, opening: 'planned' });
		expect(announced).toEqual({ ok: true, units: 3 });

		const row = await staff.rowOf(db, id);
		const texts = await db
			.selectFrom('unitText')
			.select(['position', 'number', 'kind', 'level', 'plain', 'hash'])
			.where('versionId', '=', row.versionId)
			.orderBy('position')
			.execute();
		expect(texts).toMatchObject([
			{ position: 0, number: null, kind: 'heading', level: 1, plain: 'A title' },
			{ position: 1, number: 1, kind: 'paragraph', level: null, plain: 'First.' },
			{ position: 2, number: 2, kind: 'paragraph', level: null, plain: 'Second.' }
		]);
		expect(new Set(texts.map(({ hash }) => hash)).size).toBe(3);
		const entry = (await staff.ledgerOf(db, id)).at(-1);
		expect(entry).toMatchObject({
			type: 'consultation.announced',
			personId: desk.id,
			at: row.announcedAt
		});
		expect(await generation(id)).not.toBe(before);
	});

	test('refuses what is not ready, and writes nothing', async () => {
		const { id } = await staff.draftIn(db, place);
		const { draftRevision: revision } = await staff.rowOf(db, id);
		const refused = await announce(db, desk, id, { revision, opening: 'planned' });
		expect(refused).toMatchObject({ ok: false, obstacle: { code: 'not_ready' } });
		expect(await staff.rowOf(db, id)).toMatchObject({ announcedAt: null, versionId: null });
		const versions = await db
			.selectFrom('textVersion')
			.where('consultationId', '=', id)
			.selectAll()
			.execute();
		expect(versions).toEqual([]);
		expect(await types(id)).toEqual(['consultation.created']);
	});

	test('refuses a draft that changed after it was looked at', async () => {
		const { id } = await staff.draftIn(db, place);
		const revision = await staff.prepare(db, desk, id);
		const refused = await announce(db, desk, id, { revision: revision - 1, opening: 'planned' });
		expect(refused).toEqual({ ok: false, obstacle: { code: 'changed_meanwhile' } });
	});

	test('happens once, and not by people of another space or without the role', async () => {
		const { id } = await staff.draftIn(db, place);
		const revision = await staff.prepare(db, desk, id);
		const elsewhere = await staff.office(db);
		const sent = { revision, opening: 'planned' as const };
		const participant = await staff.person(db, 'Someone');
		for (const by of [elsewhere.secretariat, participant]) {
			expect(await announce(db, by, id, sent)).toEqual({
				ok: false,
				obstacle: { code: 'not_allowed' }
			});
		}
		const both = await Promise.all([announce(db, desk, id, sent), announce(db, desk, id, sent)]);
		expect(both.filter(({ ok }) => ok)).toHaveLength(1);
		expect(both).toContainEqual({
			ok: false,
			obstacle: { code: 'wrong_state', state: 'ANNOUNCED' }
		});
	});

	test('at once opens at the moment of announcing', async () => {
		const { id } = await staff.openIn(db, place);
		const row = await staff.rowOf(db, id);
		expect(row.opensAt).toEqual(row.announcedAt);
		expect(await castVote(id)).toBe('ok');
	});
});

describe('extending', () => {
	test('moves the closing, tells everyone why, and asks the queue anew', async () => {
		const { id, closesAt } = await staff.openIn(db, place);
		const to = new Date(closesAt.getTime() + 3600_000);
		const before = await generation(id);
		const done = await extend(db, desk, id, { closesAt: to, responseBy: null, ...words });
		expect(done).toMatchObject({ ok: true });
		expect(await staff.rowOf(db, id)).toMatchObject({ closesAt: to });
		expect(await acts(id)).toMatchObject([
			{ kind: 'extension', body: words.reason, fromAt: closesAt, toAt: to, byId: desk.id }
		]);
		expect((await staff.ledgerOf(db, id)).at(-1)).toMatchObject({
			type: 'consultation.extended',
			payload: { from: closesAt.toISOString(), to: to.toISOString() }
		});
		expect(Number(await generation(id))).toBe(Number(before) + 1);
		const { rows } = await sql<{ runAt: Date }>`select run_at from graphile_worker.jobs
			where key = ${`consultation_closes ${id}`}`.execute(db);
		expect(rows).toEqual([{ runAt: to }]);
	});

	test('is refused without a reason, earlier, or after closing, and writes nothing', async () => {
		const { id, closesAt } = await staff.openIn(db, place, 1);
		const later = new Date(closesAt.getTime() + 3600_000);
		const sent = { closesAt: later, responseBy: null, ...words };
		const noReason = await extend(db, desk, id, { ...sent, reason: ' \n ' });
		expect(noReason).toEqual({ ok: false, obstacle: { code: 'reason_missing' } });
		const earlier = await extend(db, desk, id, {
			...sent,
			closesAt: new Date(closesAt.getTime() - 1)
		});
		expect(earlier).toMatchObject({ obstacle: { code: 'not_later_than_before' } });
		await new Promise((resolve) => setTimeout(resolve, 1100));
		const late = await extend(db, desk, id, sent);
		expect(late).toMatchObject({ obstacle: { code: 'wrong_state', state: 'CLOSED' } });
		expect(await acts(id)).toEqual([]);
		expect(await staff.rowOf(db, id)).toMatchObject({ closesAt });
	});

	test('is judged after the lock: who waits past the closing comes too late', async () => {
		const { id, closesAt } = await staff.openIn(db, place, 1);
		const later = new Date(closesAt.getTime() + 3600_000);
		let waiting: ReturnType<typeof extend> | undefined;
		await db.transaction().execute(async (tx) => {
			await lock(tx, id, 'shared');
			waiting = extend(db, desk, id, { closesAt: later, responseBy: null, ...words });
			await new Promise((resolve) => setTimeout(resolve, 1200));
		});
		expect(await waiting).toMatchObject({ obstacle: { code: 'wrong_state', state: 'CLOSED' } });
		expect(await staff.rowOf(db, id)).toMatchObject({ closesAt });
	});
});

describe('closing', () => {
	test('is recorded once, at the promised moment, however often and late it is asked', async () => {
		const { id, closesAt } = await staff.openIn(db, place, 1);
		expect(await castVote(id, 'disagree')).toBe('ok');
		expect(await close(db, id)).toEqual({ ok: false, obstacle: { code: 'not_due', closesAt } });
		await new Promise((resolve) => setTimeout(resolve, 1100));
		expect(await castVote(id)).toBe('closed');

		const asked = await Promise.all([close(db, id), close(db, id), close(db, id)]);
		expect(asked.filter((one) => one.ok && !one.already)).toHaveLength(1);
		await closeDue(db);
		const closings = (await staff.ledgerOf(db, id)).filter(
			({ type }) => type === 'consultation.closed'
		);
		expect(closings).toHaveLength(1);
		expect(closings[0]).toMatchObject({
			at: closesAt,
			role: 'CLOCK',
			personId: null,
			payload: { votesOfPeople: 1, tally: [{ kind: 'person', counts: [0, 0, 1, 0] }] }
		});
		expect(await staff.rowOf(db, id)).toMatchObject({ closedAt: closesAt });
		const left = await db
			.selectFrom('voteDelta')
			.where('consultationId', '=', id)
			.selectAll()
			.execute();
		expect(left).toEqual([]);
	});

	test('waits for a writer that was let in before it, and counts what they wrote', async () => {
		const { id } = await staff.openIn(db, place, 1);
		const voter = await staff.person(db, 'In flight');
		const [unit] = await db
			.selectFrom('unitText')
			.select(['unitId', 'versionId'])
			.where('number', '=', 1)
			.where('versionId', '=', (await staff.rowOf(db, id)).versionId)
			.execute();
		let closing: ReturnType<typeof close> | undefined;
		await db.transaction().execute(async (tx) => {
			await sql`select * from cast_votes(${[unit?.unitId]}::uuid[], ${[voter.id]}::uuid[],
				${['person']}, ${['agree']}, ${[voter.id]}::uuid[])`.execute(tx);
			await new Promise((resolve) => setTimeout(resolve, 1100));
			closing = close(db, id);
			await new Promise((resolve) => setTimeout(resolve, 200));
			expect((await staff.rowOf(db, id)).closedAt).toBe(null);
		});
		expect(await closing).toEqual({ ok: true, already: false });
		const entry = (await staff.ledgerOf(db, id)).at(-1);
		expect(entry).toMatchObject({ type: 'consultation.closed', payload: { votesOfPeople: 1 } });
	});

	test('the sweep finds what no job closed, and passes over what is cancelled or extended', async () => {
		const due = await staff.openIn(db, place, 1);
		const cancelled = await staff.openIn(db, place, 1);
		const extended = await staff.openIn(db, place, 1);
		await cancel(db, desk, cancelled.id, words);
		const later = await staff.inSeconds(db, 3600);
		await extend(db, desk, extended.id, { closesAt: later, responseBy: null, ...words });
		await new Promise((resolve) => setTimeout(resolve, 1100));
		expect(await closeDue(db)).toBe(1);
		expect(await types(due.id)).toContain('consultation.closed');
		expect(await types(cancelled.id)).not.toContain('consultation.closed');
		expect(await types(extended.id)).not.toContain('consultation.closed');
		expect(await close(db, cancelled.id)).toEqual({ ok: false, obstacle: { code: 'cancelled' } });
	});
});

describe('details', () => {
	const change = async (id: string, changes: Partial<Details>, reason = '') => {
		const before = detailsOf(await staff.rowOf(db, id));
		const sent = { details: { ...before, ...changes }, seen: seenAs(before), reason, lang: 'en' };
		return setDetails(db, desk, id, sent);
	};

	test('of a draft change freely, and each change is in the ledger', async () => {
		const { id } = await staff.draftIn(db, place);
		expect(await change(id, { title: 'Other' })).toMatchObject({ ok: true });
		expect((await staff.ledgerOf(db, id)).at(-1)).toMatchObject({
			type: 'consultation.drafted',
			payload: { fields: ['title'] }
		});
		expect(await acts(id)).toEqual([]);
	});

	test('of an announced one change only in public, with a reason, and never fall away', async () => {
		const { id, slug } = await staff.draftIn(db, place);
		const revision = await staff.prepare(db, desk, id);
		await announce(db, desk, id, { revision, opening: 'planned' });
		expect(await change(id, { title: 'Other' })).toMatchObject({
			obstacle: { code: 'reason_missing' }
		});
		expect(await change(id, { slug: `${slug}-x` }, 'Why')).toMatchObject({
			obstacle: { code: 'fixed' }
		});
		expect(await change(id, { feedsInto: '' }, 'Why')).toMatchObject({
			obstacle: { code: 'invalid' }
		});
		const past = { opensAt: new Date(Date.now() - 60_000) };
		expect(await change(id, past, 'Why')).toMatchObject({
			obstacle: { code: 'opens_in_the_past' }
		});
		expect(await acts(id)).toEqual([]);

		expect(await change(id, { title: 'Other' }, 'The name was wrong.')).toMatchObject({ ok: true });
		expect(await acts(id)).toMatchObject([{ kind: 'rule_change', body: 'The name was wrong.' }]);
		expect((await staff.ledgerOf(db, id)).at(-1)).toMatchObject({ type: 'consultation.changed' });
	});

	test('of an open one do not change', async () => {
		const { id } = await staff.openIn(db, place);
		const before = await staff.rowOf(db, id);
		const refused = await change(
			id,
			{ title: 'Other', closesAt: await staff.inSeconds(db, 60) },
			'Why'
		);
		expect(refused).toEqual({ ok: false, obstacle: { code: 'wrong_state', state: 'OPEN' } });
		expect(await staff.rowOf(db, id)).toEqual(before);
	});

	test('two people at once: the second is told, nothing is overwritten', async () => {
		const { id } = await staff.draftIn(db, place);
		const before = detailsOf(await staff.rowOf(db, id));
		const send = (title: string) =>
			setDetails(db, desk, id, { details: { ...before, title }, seen: seenAs(before), ...words });
		const both = await Promise.all([send('One'), send('Two')]);
		expect(both.filter(({ ok }) => ok)).toHaveLength(1);
		expect(both).toContainEqual({ ok: false, obstacle: { code: 'changed_meanwhile' } });
	});

	test('an address belongs to one consultation of a space', async () => {
		const first = await staff.draftIn(db, place);
		const second = await staff.draftIn(db, place);
		expect(second.slug).not.toBe(first.slug);
		expect(await change(second.id, { slug: first.slug })).toMatchObject({
			obstacle: { code: 'slug_taken' }
		});
		const races = await Promise.all(Array.from({ length: 8 }, () => staff.draftIn(db, place)));
		expect(new Set(races.map(({ slug }) => slug)).size).toBe(8);
	});
});

describe('beside a frozen text', () => {
	test('a notice stands at a unit or at the whole', async () => {
		const { id } = await staff.openIn(db, place);
		const sent = { number: 2, body: 'The figure is 12, not 21.', lang: 'en' };
		expect(await notice(db, desk, id, sent)).toMatchObject({ ok: true });
		expect(await notice(db, desk, id, { ...sent, number: null })).toMatchObject({ ok: true });
		expect(await notice(db, desk, id, { ...sent, number: 99 })).toEqual({
			ok: false,
			obstacle: { code: 'no_such_unit' }
		});
		const found = await acts(id);
		expect(found.map(({ unitId }) => unitId !== null)).toEqual([true, false]);
	});

	test('a rule change is published and logged', async () => {
		const { id } = await staff.openIn(db, place);
		expect(
			await changeRule(db, desk, id, { body: 'Votes of bodies count.', lang: 'en' })
		).toMatchObject({ ok: true });
		expect(await types(id)).toContain('consultation.rule_changed');
		expect(await changeRule(db, desk, id, { body: 'x'.repeat(2001), lang: 'en' })).toMatchObject({
			obstacle: { code: 'reason_too_long', length: 2001 }
		});
	});

	test('no statement changes or removes a published unit', async () => {
		const { id } = await staff.openIn(db, place);
		const { versionId } = await staff.rowOf(db, id);
		const change = db
			.updateTable('unitText')
			.set({ plain: 'x' })
			.where('versionId', '=', versionId)
			.execute();
		await expect(change).rejects.toThrow(/unit_text_frozen/);
		const removal = db.deleteFrom('unitText').where('versionId', '=', versionId).execute();
		await expect(removal).rejects.toThrow(/unit_text_frozen/);
	});

	test('cancelling ends it for good, with its reason', async () => {
		const { id } = await staff.openIn(db, place);
		expect(await cancel(db, desk, id, words)).toMatchObject({ ok: true });
		expect(await castVote(id)).toBe('closed');
		expect(await staff.rowOf(db, id)).toMatchObject({ cancelReason: words.reason });
		expect(await cancel(db, desk, id, words)).toMatchObject({ obstacle: { code: 'wrong_state' } });
		expect(await types(id)).toContain('consultation.cancelled');
	});

	test('what is missing is missing', async () => {
		expect(await cancel(db, desk, newId(), words)).toEqual({
			ok: false,
			obstacle: { code: 'missing' }
		});
		expect((await now(db)).getTime()).toBeGreaterThan(0);
	});
});
