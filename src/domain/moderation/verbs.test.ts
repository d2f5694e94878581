import { describe, expect, test } from 'vitest';
import { arcadia } from '#seed/arcadia.ts';
import { freshDatabase } from '#tests/database.ts';
import { signedIn } from '#tests/people.ts';
import { edit } from '../contribution/edit.server.ts';
import { announced } from '../contribution/spot.server.ts';
import { story as storyOf } from '../contribution/story.server.ts';
import { send } from '../contribution/send.server.ts';
import { dismiss } from './dismiss.server.ts';
import { hold } from './hold.server.ts';
import { refuse } from './refuse.server.ts';
import { queue, waitingByRule } from './queue.server.ts';
import { redact } from './redact.server.ts';
import { report } from './report.server.ts';
import { restore } from './restore.server.ts';

const { db } = await freshDatabase();
const { texts, spaceId } = await arcadia(db);
const open = texts.find(({ slug }) => slug === 'open-works');
if (!open) throw new Error('The example changed.');

const jonas = await signedIn(db, 'jonas');
const heron = await signedIn(db, 'heron');
const marisol = await signedIn(db, 'marisol');
const leila = await signedIn(db, 'leila');
const moderatorOnly = {
	...leila,
	grants: leila.grants.filter(({ role }) => role === 'MODERATOR')
};

async function said(body: string, visibility: 'public' | 'private' = 'public') {
	const outcome = await send(db, jonas, {
		...{ consultationId: open?.id ?? '', on: { kind: 'unit', number: 9 }, to: null, as: null },
		...{ kind: 'comment', visibility, lang: 'en', body }
	});
	if (!outcome.ok) throw new Error(outcome.obstacle.code);
	return row(outcome.reference);
}

const row = (reference: string) =>
	db
		.selectFrom('contribution')
		.selectAll()
		.where('reference', '=', reference)
		.executeTakeFirstOrThrow();

async function story(reference: string, viewer: typeof jonas | null) {
	const consultation = await announced(db, open?.id ?? '', { asked: null, own: 'en' });
	return consultation && storyOf(db, viewer, consultation, reference);
}

const mails = (kind: string) =>
	db.selectFrom('mail').select(['recipient', 'facts']).where('kind', '=', kind).execute();

const ground = { rule: 'privacy', facts: 'It names a home.' } as const;

async function everything() {
	const tables = [
		'contribution',
		'wording',
		'report',
		'moderationAct',
		'ledgerEntry',
		'mail'
	] as const;
	const rows = await Promise.all(tables.map((table) => db.selectFrom(table).selectAll().execute()));
	return JSON.stringify(rows.map((all) => all.map((one) => JSON.stringify(one)).toSorted()));
}

async function refusesQuietly(
	act: () => Promise<{ ok: boolean; obstacle?: { code: string } }>,
	code: string
) {
	const before = await everything();
	expect(await act()).toMatchObject({ ok: false, obstacle: { code } });
	expect(await everything()).toBe(before);
}

describe('reporting', () => {
	test('a hundred reports on one remark hide nothing, and each person’s counts once', async () => {
		const one = await said('An innocent remark.');
		const readers = await db
			.selectFrom('person')
			.select('id')
			.where('id', '!=', jonas.id)
			.limit(100)
			.execute();
		const complaint = { ...one, rule: 'subject', note: '' } as const;
		const sent = await Promise.all(
			readers.flatMap(({ id }) => [1, 2].map(() => report(db, { ...heron, id }, complaint)))
		);
		expect(sent.every(({ ok }) => ok)).toBe(true);
		expect((await row(one.reference)).state).toBe('published');
		const reports = await db
			.selectFrom('report')
			.select('id')
			.where('contributionId', '=', one.id)
			.execute();
		expect(reports).toHaveLength(readers.length);
		const { items } = await queue(db, leila, spaceId, { page: 1 });
		expect(items.find(({ id }) => id === one.id)?.reports).toHaveLength(readers.length);
		await dismiss(db, leila, { ...one, ...ground });
		const after = await queue(db, leila, spaceId, { page: 1 });
		expect(after.items.some(({ id }) => id === one.id)).toBe(false);
		expect(await mails('report_settled')).toHaveLength(readers.length);
	}, 30_000);

	test('is refused for one’s own, for what one may not see, for what is refused, and with too long a note', async () => {
		const one = await said('Mine.');
		const complaint = { ...one, rule: 'subject', note: '' } as const;
		await refusesQuietly(() => report(db, jonas, complaint), 'own');
		await refusesQuietly(
			() => report(db, heron, { ...complaint, note: 'x'.repeat(1001) }),
			'note_too_long'
		);
		const secret = await said('Secret.', 'private');
		await refusesQuietly(() => report(db, heron, { ...complaint, id: secret.id }), 'missing');
		await refuse(db, leila, { ...one, ...ground });
		await refusesQuietly(() => report(db, heron, complaint), 'gone');
	});
});

describe('refusing and showing again', () => {
	test('keeps the words, names the rule, tells the author how to appeal', async () => {
		const one = await said('An insult of a kind.');
		expect(await refuse(db, moderatorOnly, { ...one, ...ground })).toEqual({ ok: true });
		expect(await row(one.reference)).toMatchObject({ state: 'refused', body: one.body });
		const acts = await db
			.selectFrom('moderationAct')
			.selectAll()
			.where('contributionId', '=', one.id)
			.execute();
		expect(acts).toMatchObject([{ act: 'refuse', ...ground, byId: leila.id }]);
		const entry = await db
			.selectFrom('ledgerEntry')
			.selectAll()
			.where('aboutId', '=', one.id)
			.where('type', '=', 'moderation.refused')
			.executeTakeFirstOrThrow();
		expect(entry).toMatchObject({ role: 'MODERATOR', personId: leila.id });
		expect(JSON.stringify(entry.payload)).not.toContain('insult');
		const [mail] = (await mails('refused')).filter(({ facts }) =>
			JSON.stringify(facts).includes(one.reference)
		);
		expect(mail?.recipient).toBe(jonas.email);
		expect(mail?.facts).toMatchObject({
			...{ rule: { word: 'rules.privacy.title' }, facts: ground.facts, found: 'report' },
			...{ automated: 'no', asked: 'none', law: 'none', until: { zone: expect.any(String) } }
		});

		await refusesQuietly(() => refuse(db, leila, { ...one, ...ground }), 'gone');
		expect(await restore(db, leila, { ...one, ...ground })).toEqual({ ok: true });
		expect((await row(one.reference)).state).toBe('published');
		await refusesQuietly(() => restore(db, leila, { ...one, ...ground }), 'not_refused');
	});

	test('is for others to decide than who said it', async () => {
		const one = await said('An opinion of staff.');
		const staff = { ...leila, id: jonas.id };
		await refusesQuietly(() => refuse(db, staff, { ...one, ...ground }), 'own');
		expect(await refuse(db, leila, { ...one, ...ground })).toEqual({ ok: true });
		await refusesQuietly(() => restore(db, staff, { ...one, ...ground }), 'own');
	});

	test('is refused to participants, without facts, and to a moderator for what is private', async () => {
		const one = await said('Nothing wrong with it.');
		await refusesQuietly(() => refuse(db, heron, { ...one, ...ground }), 'not_allowed');
		await refusesQuietly(() => refuse(db, jonas, { ...one, ...ground }), 'not_allowed');
		await refusesQuietly(
			() => refuse(db, leila, { ...one, ...ground, facts: ' ' }),
			'facts_missing'
		);
		await refusesQuietly(() => dismiss(db, leila, { ...one, ...ground }), 'no_reports');
		const secret = await said('For the secretariat.', 'private');
		await refusesQuietly(() => refuse(db, moderatorOnly, { ...secret, ...ground }), 'missing');
	});
});

describe('holding', () => {
	test('takes it out of sight, keeps its place, its words and its reports, and waits until it is decided', async () => {
		const one = await said('Somebody should look at this.');
		await report(db, heron, { ...one, rule: 'honesty', note: 'Is this so?' });
		expect(await hold(db, moderatorOnly, { ...one, ...ground })).toEqual({ ok: true });
		expect(await row(one.reference)).toMatchObject({
			state: 'held',
			body: one.body,
			endedAt: null
		});
		const shown = await story(one.reference, null);
		expect(shown?.remark).toMatchObject({ state: 'held', body: null, author: null });
		expect(shown?.remark.rule).toBe('privacy');
		expect((await story(one.reference, jonas))?.remark.body).toBe(one.body);

		// Nobody is told that anything is settled, and it does not leave the list.
		const item = await waitingItem(one.id);
		expect(item).toMatchObject({ state: 'held', heldSince: expect.any(Date) });
		expect(item?.reports).toHaveLength(1);
		await refusesQuietly(() => hold(db, leila, { ...one, ...ground }), 'gone');
		await refusesQuietly(() => dismiss(db, leila, { ...one, ...ground }), 'held');
		await refusesQuietly(() => edit(db, jonas, { ...one, body: 'Another.' }), 'gone');

		expect(await restore(db, leila, { ...one, ...ground })).toEqual({ ok: true });
		expect((await row(one.reference)).state).toBe('published');
		expect(await waitingItem(one.id)).toBeUndefined();
		const settled = (await mails('report_settled')).filter(({ facts }) =>
			JSON.stringify(facts).includes(one.reference)
		);
		expect(settled.map(({ facts }) => facts)).toMatchObject([{ outcome: 'restore' }]);
	});

	test('waits in the list with no report at all, under the rule it was held by', async () => {
		const one = await said('Held by the staff.');
		await hold(db, leila, { ...one, ...ground, foundBy: 'staff' });
		expect((await waitingItem(one.id))?.reports).toEqual([]);
		const under = async (rule: 'privacy' | 'hatred') =>
			(await queue(db, leila, spaceId, { page: 1, rule })).items.some(({ id }) => id === one.id);
		expect([await under('privacy'), await under('hatred')]).toEqual([true, false]);
		expect(await refuse(db, leila, { ...one, ...ground })).toEqual({ ok: true });
		expect(await waitingItem(one.id)).toBeUndefined();
	});

	test('of what is private waits for the secretariat alone', async () => {
		const one = await said('For the secretariat’s eyes.', 'private');
		await refusesQuietly(() => hold(db, moderatorOnly, { ...one, ...ground }), 'missing');
		await hold(db, marisol, { ...one, ...ground });
		expect(await waitingItem(one.id, moderatorOnly)).toBeUndefined();
		expect(await waitingItem(one.id, marisol)).toBeDefined();
		expect((await waitingByRule(db, moderatorOnly, spaceId)).size).toBeGreaterThan(0);
	});

	async function waitingItem(id: string, by = leila) {
		const { items, total } = await queue(db, by, spaceId, { page: 1 });
		expect(items).toHaveLength(Math.min(total, 20));
		return items.find((one) => one.id === id);
	}
});

describe('taking words out', () => {
	test('takes them out of every wording, and of the facts', async () => {
		const one = await said('She lives at 14 Canary Lane.');
		await edit(db, jonas, { ...one, body: 'She lives at 14 Canary Lane, I am told.' });
		const decision = {
			...one,
			...ground,
			facts: 'It gives 14 Canary Lane.',
			passages: '14 Canary Lane'
		};
		expect(await redact(db, marisol, decision)).toEqual({ ok: true });
		expect(await row(one.reference)).toMatchObject({
			body: 'She lives at ▮, I am told.',
			redacted: true
		});
		const kept = await Promise.all(
			(['contribution', 'wording', 'moderationAct', 'ledgerEntry'] as const).map((table) =>
				db.selectFrom(table).selectAll().execute()
			)
		);
		expect(JSON.stringify(kept)).not.toContain('Canary Lane');
		const found = await db
			.selectFrom('contribution')
			.select('id')
			.where('search', '@@', (eb) => eb.fn('to_tsquery', [eb.val('canary')]))
			.execute();
		expect(found).toEqual([]);
	});

	test('is the secretariat’s: moderators never touch the words', async () => {
		const one = await said('She lives at 15 Canary Lane.');
		const decision = { ...one, ...ground, passages: '15 Canary Lane' };
		await refusesQuietly(() => redact(db, moderatorOnly, decision), 'not_allowed');
		expect(await redact(db, marisol, decision)).toEqual({ ok: true });
	});

	test('is refused where they do not stand', async () => {
		const one = await said('Short.');
		await refusesQuietly(
			() => redact(db, marisol, { ...one, ...ground, passages: 'Long' }),
			'passage_absent'
		);
		await refusesQuietly(
			() => redact(db, marisol, { ...one, ...ground, passages: ' \n ' }),
			'passages_missing'
		);
		await refusesQuietly(
			() => redact(db, heron, { ...one, ...ground, passages: 'Short' }),
			'not_allowed'
		);
	});
});
