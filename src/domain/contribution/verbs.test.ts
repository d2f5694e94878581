import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { once } from '#platform/once.server.ts';
import { arcadia } from '#seed/arcadia.ts';
import { freshDatabase } from '#tests/database.ts';
import { signedIn } from '#tests/people.ts';
import { edit } from './edit.server.ts';
import { send, type Said } from './send.server.ts';
import { support } from './support.server.ts';
import { withdraw } from './withdraw.server.ts';

const { db } = await freshDatabase();
const { texts, organisation } = await arcadia(db);
const text = (slug: string) => {
	const found = texts.find((one) => one.slug === slug);
	if (!found) throw new Error(`The example has no ${slug}.`);
	return found;
};
const open = text('open-works');
const closed = text('school-meals');
const announced = text('night-buses');

const jonas = await signedIn(db, 'jonas');
const heron = await signedIn(db, 'heron');
const amara = await signedIn(db, 'amara');
const marisol = await signedIn(db, 'marisol');

const said = (change: Partial<Said> = {}): Said => ({
	...{ consultationId: open.id, on: { kind: 'unit', number: 9 }, to: null, as: null },
	...{ kind: 'comment', visibility: 'public', lang: 'en', body: 'Say by when.' },
	...change
});

async function sent(by = jonas, change: Partial<Said> = {}) {
	const outcome = await send(db, by, said(change));
	if (!outcome.ok) throw new Error(outcome.obstacle.code);
	return row(outcome.reference);
}

const row = (reference: string) =>
	db
		.selectFrom('contribution')
		.selectAll()
		.where('reference', '=', reference)
		.executeTakeFirstOrThrow();

const entries = (id: string) =>
	db
		.selectFrom('ledgerEntry')
		.select(['type', 'role', 'personId', 'payload'])
		.where('aboutId', '=', id)
		.orderBy('id')
		.execute();

/** Everything an act could have written. */
async function everything() {
	const tables = [
		...(['contribution', 'wording', 'support', 'ledgerEntry', 'mail', 'sentForm'] as const),
		'consultationGeneration' as const
	];
	const counts = tables.map((table) =>
		db
			.selectFrom(table)
			.select(({ fn }) => fn.countAll<number>().as('n'))
			.executeTakeFirstOrThrow()
	);
	const generations = await db.selectFrom('consultationGeneration').selectAll().execute();
	const bodies = await db
		.selectFrom('contribution')
		.select(['id', 'body', 'state'])
		.orderBy('id')
		.execute();
	return JSON.stringify([await Promise.all(counts), generations, bodies]);
}

async function refusesQuietly(
	act: () => Promise<{ ok: boolean; obstacle?: { code: string } }>,
	code: string
) {
	const before = await everything();
	const outcome = await act();
	expect(outcome).toMatchObject({ ok: false, obstacle: { code } });
	expect(await everything()).toBe(before);
}

describe('saying something', () => {
	test('is kept with its place, its ledger entry without words, and a receipt', async () => {
		const one = await sent(jonas, { kind: 'question', body: 'When, and by whom?' });
		expect(one).toMatchObject({
			...{
				place: 'unit',
				kind: 'question',
				authorName: 'Jonas Withey',
				body: 'When, and by whom?'
			},
			...{ depth: 0, state: 'published', visibility: 'public', personId: jonas.id }
		});
		expect(one.reference).toMatch(/^C-[0-9A-HJKMNP-TV-Z]{6}$/);
		const [entry, ...others] = await entries(one.id);
		expect(others).toEqual([]);
		expect(entry).toMatchObject({ type: 'contribution.received', personId: null });
		expect(JSON.stringify(entry)).not.toContain('whom');
		const mail = await db
			.selectFrom('mail')
			.selectAll()
			.where('recipient', '=', jonas.email)
			.where('kind', '=', 'receipt')
			.executeTakeFirstOrThrow();
		expect(JSON.stringify(mail.facts)).toContain(one.reference);
	});

	test('for an organisation is signed with both names, and on record', async () => {
		const one = await sent(amara, { as: amara.organisations[0]?.id ?? '' });
		expect(one.organisationId).toBe(organisation('ledger'));
		expect((await entries(one.id))[0]).toMatchObject({ personId: amara.id });
	});

	test('on the whole and on a section has its own place', async () => {
		const heading = await db
			.selectFrom('unitText')
			.select('unitId')
			.where('versionId', '=', open.versionId)
			.where('kind', '=', 'heading')
			.executeTakeFirstOrThrow();
		expect(await sent(jonas, { on: { kind: 'whole' } })).toMatchObject({
			place: 'whole',
			unitId: null
		});
		const section = await sent(jonas, { on: { kind: 'section', unitId: heading.unitId } });
		expect(section).toMatchObject({ place: 'section', unitId: heading.unitId });
	});

	test('in reply goes two levels deep and is counted where it replies', async () => {
		const root = await sent();
		const reply = await sent(heron, { to: root.reference });
		const second = await sent(jonas, { to: reply.reference });
		await sent(amara, { to: reply.reference, visibility: 'private' });
		expect([reply.depth, second.depth]).toEqual([1, 2]);
		expect(second).toMatchObject({ parentId: reply.id, rootId: root.id });
		expect((await row(root.reference)).replyCount).toBe(1);
		expect((await row(reply.reference)).replyCount).toBe(1);
		await refusesQuietly(() => send(db, heron, said({ to: second.reference })), 'too_deep');
	});

	test('ten times with one key is said once, and answered alike', async () => {
		const form = { key: randomUUID(), sender: jonas.id, body: { body: 'Once.' } };
		const outcomes = await Promise.all(
			Array.from({ length: 10 }, () =>
				once(db, form, (tx) => send(tx, jonas, said({ body: 'Once.' })))
			)
		);
		expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome))).size).toBe(1);
		const kept = await db
			.selectFrom('contribution')
			.select('id')
			.where('body', '=', 'Once.')
			.execute();
		expect(kept).toHaveLength(1);
	});

	test.each([
		['after closing', () => said({ consultationId: closed.id }), 'closed'],
		['before opening', () => said({ consultationId: announced.id }), 'not_open'],
		['in a consultation there is not', () => said({ consultationId: randomUUID() }), 'missing'],
		['nothing', () => said({ body: '\u0000\u202e \u0301' }), 'empty'],
		['5,001 characters', () => said({ body: 'é'.repeat(5001) }), 'too_long'],
		['on a unit there is not', () => said({ on: { kind: 'unit', number: 999 } }), 'place_missing'],
		[
			'on a section there is not',
			() => said({ on: { kind: 'section', unitId: randomUUID() } }),
			'place_missing'
		],
		[
			'for an organisation of others',
			() => said({ as: organisation('ledger') }),
			'not_represented'
		],
		['in reply to nothing', () => said({ to: 'C-000000' }), 'reply_missing']
	])('is refused %s', async (_, what, code) => {
		await refusesQuietly(() => send(db, jonas, what()), code);
	});

	test('is refused in reply to what stands elsewhere, is private, or is gone', async () => {
		const elsewhere = await sent(heron, { on: { kind: 'unit', number: 8 } });
		await refusesQuietly(() => send(db, jonas, said({ to: elsewhere.reference })), 'reply_missing');
		const secret = await sent(heron, { visibility: 'private' });
		await refusesQuietly(() => send(db, heron, said({ to: secret.reference })), 'private');
		const gone = await sent(heron);
		await withdraw(db, heron, gone);
		await refusesQuietly(() => send(db, jonas, said({ to: gone.reference })), 'gone');
	});

	test('is refused to a suspended account and to who left the organisation a moment ago', async () => {
		const lucia = await signedIn(db, 'lucia');
		const as = lucia.organisations[0]?.id ?? '';
		await db
			.updateTable('membership')
			.set({ toAt: new Date() })
			.where('personId', '=', lucia.id)
			.execute();
		await refusesQuietly(() => send(db, lucia, said({ as })), 'not_represented');
		await db
			.updateTable('person')
			.set({ suspendedAt: new Date() })
			.where('id', '=', lucia.id)
			.execute();
		await refusesQuietly(() => send(db, lucia, said()), 'not_allowed');
	});
});

describe('putting it differently', () => {
	test('keeps what it said before', async () => {
		const one = await sent();
		expect(await edit(db, jonas, { ...one, body: 'Say by which day.' })).toEqual({ ok: true });
		expect(await edit(db, jonas, { ...one, body: 'Diga el día.', lang: 'es' })).toEqual({
			ok: true
		});
		const wordings = await db
			.selectFrom('wording')
			.select(['n', 'body', 'lang'])
			.where('contributionId', '=', one.id)
			.orderBy('n')
			.execute();
		expect(wordings).toEqual([
			{ n: 1, body: 'Say by when.', lang: 'en' },
			{ n: 2, body: 'Say by which day.', lang: 'en' }
		]);
		expect(await row(one.reference)).toMatchObject({ body: 'Diga el día.', lang: 'es' });
		expect((await entries(one.id)).map(({ type }) => type)).toEqual([
			...['contribution.received', 'contribution.edited', 'contribution.edited']
		]);
	});

	test('is refused to others, without change, without words, once answered, and after the quarter of an hour', async () => {
		const one = await sent();
		const change = { ...one, body: 'Never.' };
		await refusesQuietly(() => edit(db, heron, change), 'missing');
		await refusesQuietly(() => edit(db, marisol, change), 'missing');
		await refusesQuietly(() => edit(db, jonas, { ...one }), 'unchanged');
		await refusesQuietly(() => edit(db, jonas, { ...one, body: ' ' }), 'empty');
		await refusesQuietly(
			() => edit(db, jonas, { ...change, consultationId: closed.id }),
			'missing'
		);
		await db
			.updateTable('contribution')
			.set({ receivedAt: new Date(Date.now() - 15 * 60_000 - 1000) })
			.where('id', '=', one.id)
			.execute();
		await refusesQuietly(() => edit(db, jonas, change), 'edit_over');
		const answered = await sent();
		await support(db, heron, { ...answered, as: null, supports: true });
		await refusesQuietly(() => edit(db, jonas, { ...answered, body: 'Never.' }), 'answered');
	});

	test('and a reply at the same moment never both succeed', async () => {
		for (let round = 0; round < 8; round++) {
			const one = await sent();
			const [edited, replied] = await Promise.all([
				edit(db, jonas, { ...one, body: `Otherwise ${round}.` }),
				send(db, heron, said({ to: one.reference }))
			]);
			expect(replied.ok).toBe(true);
			const [first] = await db
				.selectFrom('contribution')
				.select('receivedAt')
				.where('parentId', '=', one.id)
				.execute();
			const { editedAt } = await row(one.reference);
			// Either the edit came first or it was refused: a reply never sees words change under it.
			expect(edited.ok).toBe(editedAt !== null);
			expect(first).toBeDefined();
		}
	});
});

describe('taking it back', () => {
	test('leaves the place and the counts, and no words anywhere', async () => {
		const one = await sent(jonas, { body: 'Canary of a withdrawal.' });
		await edit(db, jonas, { ...one, body: 'Canary, second wording.' });
		await support(db, heron, { ...one, as: null, supports: true });
		expect(await withdraw(db, jonas, one)).toEqual({ ok: true });
		const after = await row(one.reference);
		expect(after).toMatchObject({ state: 'withdrawn', supportPeople: 1, salt: null });
		const all = await Promise.all(
			(['contribution', 'wording', 'ledgerEntry'] as const).map((table) =>
				db.selectFrom(table).selectAll().execute()
			)
		);
		expect(JSON.stringify(all)).not.toContain('Canary');
	});

	test('is refused to others and a second time', async () => {
		const one = await sent();
		await refusesQuietly(() => withdraw(db, marisol, one), 'missing');
		await withdraw(db, jonas, one);
		await refusesQuietly(() => withdraw(db, jonas, one), 'gone');
	});

	test('is refused after closing', async () => {
		const old = await db
			.selectFrom('contribution')
			.selectAll()
			.where('consultationId', '=', closed.id)
			.where('state', '=', 'published')
			.executeTakeFirstOrThrow();
		await refusesQuietly(() => withdraw(db, { ...jonas, id: old.personId ?? '' }, old), 'closed');
	});
});

describe('standing behind it', () => {
	let everyone: string[] = [];
	beforeAll(async () => {
		const rows = await db
			.selectFrom('person')
			.select('id')
			.where('id', '!=', jonas.id)
			.limit(64)
			.execute();
		everyone = rows.map(({ id }) => id);
	});

	test('64 at once are counted 64 times, and 64 times the same person once', async () => {
		const one = await sent();
		const give = (id: string, supports = true) =>
			support(db, { ...heron, id }, { ...one, as: null, supports });
		await Promise.all(everyone.map((id) => give(id)));
		expect((await row(one.reference)).supportPeople).toBe(everyone.length);
		await Promise.all(Array.from({ length: 64 }, (_, n) => give(heron.id, n % 2 === 0)));
		const { supportPeople } = await row(one.reference);
		const rows = await db
			.selectFrom('support')
			.selectAll()
			.where('contributionId', '=', one.id)
			.execute();
		expect(supportPeople).toBe(rows.length);
		expect([everyone.length, everyone.length - 1, everyone.length + 1]).toContain(rows.length);
	}, 30_000);

	test('an organisation stands behind it once, whoever of it says so, apart from people', async () => {
		const one = await sent();
		const as = amara.organisations[0]?.id ?? '';
		await support(db, amara, { ...one, as, supports: true });
		await support(db, amara, { ...one, as, supports: true });
		await support(db, amara, { ...one, as: null, supports: true });
		expect(await row(one.reference)).toMatchObject({ supportPeople: 1, supportOrganisations: 1 });
		const again = await support(db, amara, { ...one, as, supports: false });
		expect(again).toEqual({ ok: true, supports: false, people: 1, organisations: 0 });
	});

	test('is refused for one’s own, for others’ organisations, and for what is private', async () => {
		const one = await sent();
		const yes = { as: null, supports: true };
		await refusesQuietly(() => support(db, jonas, { ...one, ...yes }), 'own');
		await refusesQuietly(
			() => support(db, heron, { ...one, ...yes, as: organisation('ledger') }),
			'not_represented'
		);
		const secret = await sent(jonas, { visibility: 'private' });
		await refusesQuietly(() => support(db, marisol, { ...secret, ...yes }), 'private');
	});
});
