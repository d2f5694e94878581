import { sql, type RawBuilder } from 'kysely';
import { describe, expect, test } from 'vitest';
import { arcadia } from '#seed/arcadia.ts';
import { freshDatabase } from '#tests/database.ts';
import { rememberedChanges } from './changes.server.ts';
import { signedIn } from '#tests/people.ts';
import { textOf } from '../consultation/text.server.ts';
import { edit } from '../contribution/edit.server.ts';
import { searchRemarks } from '../contribution/search.server.ts';
import { searchOf } from '../contribution/search.ts';
import { send, type Said } from '../contribution/send.server.ts';
import { nearlyTheSame, similarTo } from '../contribution/similar.server.ts';
import { changeOf, suggestionsOn } from '../contribution/suggestions.server.ts';
import { support } from '../contribution/support.server.ts';
import { withdraw } from '../contribution/withdraw.server.ts';
import { refuse } from '../moderation/refuse.server.ts';
import { redact } from '../moderation/redact.server.ts';
import { contributionsAfter } from '../open-data/store.server.ts';
import { contributionRow } from '../open-data/rows.ts';
import { bySlug } from '../open-data/store.server.ts';
import { builtOn, countsByUnit } from './store.server.ts';
import type { Asked } from './suggestion.ts';

const { db } = await freshDatabase();
const { texts, spaceId } = await arcadia(db);
const open = texts.find(({ slug }) => slug === 'open-works');
if (!open) throw new Error('The example has no open-works.');
const unit = (await textOf(db, open.versionId)).units.find(({ number }) => number === 26);
if (!unit) throw new Error('open-works has no P26.');
const jonas = await signedIn(db, 'jonas');
const heron = await signedIn(db, 'heron');
const marisol = await signedIn(db, 'marisol');
const leila = await signedIn(db, 'leila');

const canary = 'canary-words-5d1c';

const said = (asked: Partial<Asked> = {}, change: Partial<Said> = {}): Said => ({
	...{ consultationId: open.id, on: { kind: 'unit', number: 26 }, to: null, as: null },
	...{ kind: 'suggestion', visibility: 'public', lang: 'en', body: 'It is clearer so.' },
	suggestion: { act: 'replace', words: `Other words, ${canary}.`, basedOn: null, ...asked },
	...change
});

async function sent(by = jonas, asked: Partial<Asked> = {}, change: Partial<Said> = {}) {
	const outcome = await send(db, by, said(asked, change));
	if (!outcome.ok) throw new Error(outcome.obstacle.code);
	const { id, reference } = await db
		.selectFrom('contribution')
		.select(['id', 'reference'])
		.where('reference', '=', outcome.reference)
		.executeTakeFirstOrThrow();
	return { id, reference, consultationId: open?.id ?? '' };
}

const kept = (id: string) =>
	db.selectFrom('suggestion').selectAll().where('contributionId', '=', id).executeTakeFirst();
const entry = async (id: string, type: string) =>
	(
		await db
			.selectFrom('ledgerEntry')
			.select('payload')
			.where('aboutId', '=', id)
			.where('type', '=', type)
			.executeTakeFirstOrThrow()
	).payload as Record<string, unknown>;
const count = async () => {
	const counts = (['contribution', 'suggestion', 'ledgerEntry', 'mail'] as const).map((table) =>
		db
			.selectFrom(table)
			.select(({ fn }) => fn.countAll<number>().as('n'))
			.executeTakeFirstOrThrow()
	);
	return JSON.stringify(await Promise.all(counts));
};

/** Everything a reader who is not signed in is told of the unit's suggestions, the search and the exports. */
async function told() {
	const spot = { consultationId: open?.id ?? '', spaceId, unit: unit ?? never() };
	const search = searchOf(new URLSearchParams(`q=${canary}`)) ?? never();
	const consultation = (await bySlug(db, spaceId, 'open-works')) ?? never();
	const rows = await contributionsAfter(db, spot.consultationId, 2000);
	return JSON.stringify([
		await suggestionsOn(db, null, spot),
		await searchRemarks(db, null, { ...spot, versionId: open?.versionId ?? '' }, search),
		rows.map((row) => contributionRow({ origin: 'https://x.example', consultation }, row)),
		await similarTo(db, null, {
			...spot,
			unitId: unit?.unitId ?? null,
			lang: 'en',
			body: `${canary} ${canary}`
		})
	]);
}
const never = (): never => {
	throw new Error('missing');
};

describe('a suggestion', () => {
	test('is kept with what it proposes; the ledger has its act and a seal, no words', async () => {
		const one = await sent();
		expect(await kept(one.id)).toMatchObject({
			act: 'replace',
			words: `Other words, ${canary}.`,
			lang: 'en',
			basedOn: null
		});
		const payload = await entry(one.id, 'contribution.received');
		expect(payload).toMatchObject({ kind: 'suggestion', suggests: 'replace' });
		expect(JSON.stringify(payload)).not.toContain('canary');
		const mail = await db
			.selectFrom('mail')
			.selectAll()
			.where('recipient', '=', jonas.email)
			.execute();
		expect(JSON.stringify(mail)).toContain(canary);
		const heard = await told();
		expect(heard.split(canary).length).toBeGreaterThan(3);
		await withdraw(db, jonas, one);
	});

	test('builds on another of the same unit that stands in public', async () => {
		const one = await sent();
		const other = await sent(heron, { words: 'Better still.', basedOn: one.reference });
		expect((await kept(other.id))?.basedOn).toBe(one.id);
		expect(
			await edit(db, jonas, { ...one, body: 'Late.', lang: 'en', words: 'Late.' })
		).toMatchObject({ obstacle: { code: 'answered' } });
		await withdraw(db, jonas, one);
		await withdraw(db, heron, other);
	});

	test('is put differently within a quarter of an hour; what it proposed stays readable', async () => {
		const one = await sent();
		const seal = (await entry(one.id, 'contribution.received')).seal;
		const change = { ...one, body: 'It is clearer so.', lang: 'en' };
		expect(await edit(db, jonas, change)).toMatchObject({ obstacle: { code: 'unchanged' } });
		expect(await edit(db, jonas, { ...change, words: '' })).toMatchObject({
			obstacle: { code: 'words_empty' }
		});
		expect(await edit(db, jonas, { ...change, words: 'Plainer words.' })).toEqual({ ok: true });
		expect((await kept(one.id))?.words).toBe('Plainer words.');
		const [wording] = await db
			.selectFrom('wording')
			.selectAll()
			.where('contributionId', '=', one.id)
			.execute();
		expect(wording?.words).toContain(canary);
		expect((await entry(one.id, 'contribution.edited')).seal).not.toBe(seal);
		await withdraw(db, jonas, one);
		expect(await told()).not.toContain(canary);
	});

	test('withdrawn: its words are nowhere in the database', async () => {
		const one = await sent();
		expect(await withdraw(db, jonas, one)).toEqual({ ok: true });
		expect((await kept(one.id))?.words).toBe('▮');
		expect(await told()).not.toContain(canary);
		const gone = await suggestionsOn(db, null, { consultationId: open.id, spaceId, unit });
		expect(gone.gone.some(({ remark }) => remark.reference === one.reference)).toBe(true);
	});

	test('hidden: its words are told to nobody who reads', async () => {
		const one = await sent();
		await refuse(db, leila, { ...one, rule: 'respect', facts: 'It insults.' });
		expect(await told()).not.toContain(canary);
		await withdraw(db, jonas, one);
	});

	test('redacted: the passage goes from what is proposed and from earlier wordings', async () => {
		const one = await sent();
		await edit(db, jonas, {
			...one,
			body: 'It is clearer so.',
			lang: 'en',
			words: `New words, ${canary}.`
		});
		const decision = { ...one, rule: 'privacy', facts: 'A name.', passages: canary } as const;
		expect(await redact(db, marisol, decision)).toEqual({ ok: true });
		expect((await kept(one.id))?.words).toBe('New words, ▮.');
		const [wording] = await db
			.selectFrom('wording')
			.selectAll()
			.where('contributionId', '=', one.id)
			.execute();
		expect(wording?.words).toBe('Other words, ▮.');
		expect(await told()).not.toContain(canary);
		await withdraw(db, jonas, one);
	});

	test('private: told to its author and the secretariat alone', async () => {
		const one = await sent(jonas, {}, { visibility: 'private' });
		expect(await told()).not.toContain(canary);
		const spot = { consultationId: open.id, spaceId, unit };
		expect(JSON.stringify(await suggestionsOn(db, heron, spot))).not.toContain(canary);
		expect(JSON.stringify(await suggestionsOn(db, leila, spot))).not.toContain(canary);
		expect(JSON.stringify(await suggestionsOn(db, jonas, spot))).toContain(canary);
		expect(JSON.stringify(await suggestionsOn(db, marisol, spot))).toContain(canary);
		await withdraw(db, jonas, one);
	});

	test('private: neither counted nor named on what it builds on', async () => {
		const one = await sent();
		const counted = () => countsByUnit(db, open.id);
		const before = await counted();
		expect(before.get(unit.unitId)).toBeGreaterThan(0);
		const basis = { words: 'Better still.', basedOn: one.reference };
		const other = await sent(heron, basis, { visibility: 'private' });
		expect((await kept(other.id))?.basedOn).toBe(one.id);
		expect(await counted()).toEqual(before);
		expect(await builtOn(db, one.id)).toEqual([]);
		await withdraw(db, heron, other);
		await withdraw(db, jonas, one);
	});
});

describe('what is refused writes nothing', () => {
	const basis = { reference: '' };
	test.each<[says: string, change: () => Promise<Said>, code: string]>([
		[
			'the text itself',
			async () => said({ words: (await import('./spelling.ts')).spelled(unit as never) }),
			'words_same'
		],
		['nothing', async () => said({ words: ' ' }), 'words_empty'],
		['far too much', async () => said({ words: 'x'.repeat(50_000) }), 'words_too_long'],
		['no reason', async () => said({}, { body: ' ' }), 'empty'],
		[
			'a suggestion without what it suggests',
			async () => said({}, { suggestion: null }),
			'unit_unsuitable'
		],
		['on the whole text', async () => said({}, { on: { kind: 'whole' } }), 'unit_unsuitable'],
		[
			'other words for a table',
			async () => said({}, { on: { kind: 'unit', number: 7 } }),
			'not_spelled'
		],
		['in reply to someone', async () => said({}, { to: basis.reference }), 'unit_unsuitable'],
		[
			'built on what is on another unit',
			async () => said({ basedOn: basis.reference }, { on: { kind: 'unit', number: 1 } }),
			'basis_missing'
		],
		['built on nothing', async () => said({ basedOn: 'C-000000' }), 'basis_missing'],
		[
			'built on what is private',
			async () => said({ basedOn: (await sent(jonas, {}, { visibility: 'private' })).reference }),
			'basis_missing'
		]
	])('%s', async (_, change, code) => {
		basis.reference ||= (await sent()).reference;
		const asked = await change();
		const before = await count();
		expect(await send(db, heron, asked)).toMatchObject({ ok: false, obstacle: { code } });
		expect(await count()).toBe(before);
	});
});

describe('already said?', () => {
	test('the same remark in other words is found, on the same unit first, in one’s own language first', async () => {
		const asked = { consultationId: open.id, unitId: null, lang: 'en' };
		const body =
			'A notice on a lamp post is not a notice for someone who cannot see. Let people leave their street name.';
		const [first] = await similarTo(db, null, { ...asked, body });
		expect(first?.remark.body).toContain('A notice on a lamp post is no notice');
		expect(first?.number).toBe(9);
		const spanish = await similarTo(db, null, {
			...asked,
			lang: 'es',
			body: 'Alguien ha contado cuántas PREGUNTAS llegan por obra hoy'
		});
		expect(spanish[0]?.remark.lang).toBe('es');
		expect(await similarTo(db, null, { ...asked, body: 'Too short' })).toEqual([]);
		expect(
			await similarTo(db, null, { ...asked, body: 'zebra xylophone quartz vortex jukebox' })
		).toEqual([]);
	});

	test.each([
		"a'b & c | d ! (e) <-> 'f' \\ : * and more words",
		'%_%_%_%_%_%_%_%_%_%_%_%_%',
		'http://x.example/?a=1&b=2 twice & again',
		'\u0000\u202e'.repeat(20) + 'public works'
	])('%j is compared like any words', async (body) => {
		for (const lang of ['en', 'th', 'xx'])
			expect(
				await similarTo(db, null, { consultationId: open.id, unitId: null, lang, body })
			).toBeInstanceOf(Array);
	});

	test('words without blanks are found by their letters', async () => {
		const thai = 'ควรแจ้งล่วงหน้าสี่สิบวันก่อนเริ่มงานก่อสร้างทุกครั้ง';
		await sent(jonas, {}, { kind: 'comment', suggestion: null, lang: 'th', body: thai });
		const [found] = await similarTo(db, null, {
			consultationId: open.id,
			unitId: unit.unitId,
			lang: 'th',
			body: `${thai}ครับ`
		});
		expect(found?.remark.body).toBe(thai);
	});

	test('a suggestion that changes nearly the same is found, the most supported first', async () => {
		const words = `All of this is repealed, and ${canary} begins.`;
		const one = await sent(jonas, { words });
		const other = await sent(heron, { words: `${words} ` + 'Again.' });
		await support(db, marisol, { ...other, as: null, supports: true });
		const near = await nearlyTheSame(db, null, {
			consultationId: open.id,
			unit,
			proposal: { act: 'replace', words, lang: 'en' }
		});
		expect(near.map(({ remark }) => remark.reference).slice(0, 2)).toEqual([
			other.reference,
			one.reference
		]);
		expect(near[1]?.difference).toEqual(changeOf({ act: 'replace', words, lang: 'en' }, unit));
		const { groups } = await suggestionsOn(db, null, { consultationId: open.id, spaceId, unit });
		const group = groups.find(([first]) => first?.branch.remark.reference === other.reference);
		expect(group?.map(({ branch }) => branch.remark.reference)).toEqual([
			other.reference,
			one.reference
		]);
	});

	test('what is searched for is looked up in an index, stems and letters alike', async () => {
		const plans = await db.transaction().execute(async (tx) => {
			await sql`set local enable_seqscan = off`.execute(tx);
			await sql`set local enable_indexscan = off`.execute(tx);
			await sql`drop index contribution_counts, contribution_latest, contribution_place`.execute(
				tx
			);
			const of = async (query: RawBuilder<unknown>) =>
				JSON.stringify((await sql`explain ${query}`.execute(tx)).rows);
			return [
				await of(
					sql`select id from contribution where search @@ websearch_to_tsquery('english', 'works')`
				),
				await of(
					sql`select contribution_id from suggestion where search @@ websearch_to_tsquery('english', 'works')`
				),
				await of(
					sql`select id from contribution where visibility = 'public' and state = 'published' and folded('public works') <% folded(body)`
				)
			];
		});
		expect(plans[0]).toContain('contribution_search');
		expect(plans[1]).toContain('suggestion_search');
		expect(plans[2]).toContain('contribution_alike');
	});
});

test('what a suggestion changes is found once, and anew when anything of it is another', () => {
	let found = 0;
	const changes = (...compared: unknown[]) =>
		rememberedChanges(compared, () => ({ pieces: [], inserted: 0, deleted: (found += 1) }));
	const first = changes('a unit', 'replace', 'en', 'words');
	expect(changes('a unit', 'replace', 'en', 'words')).toBe(first);
	changes('a unit', 'replace', 'en', 'other words');
	changes('another unit', 'replace', 'en', 'words');
	expect(found).toBe(3);
});
