import { expect, test } from 'vitest';
import { sql } from 'kysely';
import { arcadia } from '#seed/arcadia.ts';
import { freshDatabase } from '#tests/database.ts';
import { signedIn } from '#tests/people.ts';
import { highlightsOf, textKey } from '../consultation/highlights.server.ts';
import type { Chosen } from '../text/anchor/quote.ts';
import { longest } from '../text/anchor/quote.ts';
import { send, type Said } from './send.server.ts';
import { announced } from './spot.server.ts';
import { story } from './story.server.ts';
import { thread } from './thread.server.ts';
import { withdraw } from './withdraw.server.ts';

const { db } = await freshDatabase();
const { texts } = await arcadia(db);
const open = texts.find(({ slug }) => slug === 'open-works');
if (!open) throw new Error('The example has no open-works.');
const jonas = await signedIn(db, 'jonas');
const marisol = await signedIn(db, 'marisol');
const unitId = (number: number) => open.place(number).unitId ?? '';

const chosen = (exact: string, more: Partial<Chosen> = {}): Chosen => ({
	...{ exact, prefix: '', suffix: '', start: null, end: null, lang: 'en' },
	...more
});
const said = (quote: Chosen | null, change: Partial<Said> = {}): Said => ({
	...{ consultationId: open.id, on: { kind: 'unit', number: 10 }, to: null, as: null, quote },
	...{ kind: 'comment', visibility: 'public', lang: 'en', body: 'Which riverbank?' },
	...change
});

async function sent(quote: Chosen | null, change: Partial<Said> = {}) {
	const outcome = await send(db, jonas, said(quote, change));
	if (!outcome.ok) throw new Error(outcome.obstacle.code);
	const row = await db
		.selectFrom('contribution')
		.leftJoin('quote', 'quote.contributionId', 'contribution.id')
		.select(['id', 'reference', 'exact', 'prefix', 'suffix', 'startAt', 'endAt', 'quote.lang'])
		.where('reference', '=', outcome.reference)
		.executeTakeFirstOrThrow();
	return row;
}

const shownOn = async (number: number, lang = 'en') =>
	(await highlightsOf(db, open.id)).get(textKey(unitId(number), lang));

test('chosen words are kept with their place, and only their place is on record', async () => {
	const one = await sent(chosen('a riverbank'));
	expect(one).toMatchObject({
		exact: 'a riverbank',
		prefix: 'When a wall, a roof or ',
		startAt: 23,
		endAt: 34
	});
	const [entry] = await db
		.selectFrom('ledgerEntry')
		.select('payload')
		.where('aboutId', '=', one.id)
		.execute();
	expect(entry?.payload).toMatchObject({ words: [23, 34] });
	expect(JSON.stringify(entry)).not.toContain('riverbank');
});

test('a remark on all of its place, and a reply, are about no words', async () => {
	const root = await sent(chosen('ninety days'));
	const reply = await sent(null, { to: root.reference, body: 'Why ninety?' });
	expect((await sent(null)).exact).toBeNull();
	expect(reply.exact).toBeNull();
});

test('words are found in the language they were chosen in', async () => {
	const arabic = chosen('لوحة الموقع', { lang: 'ar' });
	const one = await sent(arabic, { on: { kind: 'unit', number: 23 } });
	expect(one).toMatchObject({ exact: 'لوحة الموقع', lang: 'ar' });
	expect((await shownOn(23, 'ar'))?.remarks).toBe(2);
	expect(await shownOn(23, 'en')).toBeUndefined();
});

async function everything() {
	const count = (table: 'contribution' | 'quote' | 'ledgerEntry' | 'mail') =>
		db
			.selectFrom(table)
			.select(({ fn }) => fn.countAll<number>().as('n'))
			.executeTakeFirstOrThrow();
	const generations = await db.selectFrom('consultationGeneration').selectAll().execute();
	const counts = await Promise.all(
		(['contribution', 'quote', 'ledgerEntry', 'mail'] as const).map(count)
	);
	return JSON.stringify([counts, generations]);
}

const mark = '\u0301';
test.each<[string, string, Chosen, Partial<Said>?]>([
	['words that are not there', 'quote_not_there', chosen('a mountain')],
	['words of another unit', 'quote_not_there', chosen('the notice has stood')],
	['words of two units', 'quote_not_there', chosen('a planned one. A board')],
	[
		'words in a language the text is not in',
		'quote_not_there',
		chosen('a riverbank', { lang: 'fr' })
	],
	['words of the whole text', 'quote_not_there', chosen('a riverbank'), { on: { kind: 'whole' } }],
	['words that stand twice', 'quote_several', chosen('days')],
	[
		'words that stand twice, at a place where they do not',
		'quote_several',
		chosen('days', { start: 0, end: 4 })
	],
	['half a character', 'quote_inside', chosen('a riverban\ud83d')],
	['nothing', 'quote_empty', chosen(' \u200b\n ')],
	['control characters and overrides alone', 'quote_empty', chosen('\u0000\u0007\u202e\u2066')],
	['ten thousand marks', 'quote_not_there', chosen(`a${mark.repeat(10_000)}`)],
	['a chapter', 'quote_too_long', chosen('word '.repeat(longest))],
	['places of another planet', 'quote_not_there', chosen('a mountain', { start: -1, end: 2 ** 40 })]
])('%s are refused, and nothing is written', async (_, code, quote, change = {}) => {
	const before = await everything();
	const outcome = await send(db, jonas, said(quote, change));
	expect(outcome).toMatchObject({ ok: false, obstacle: { code } });
	expect(await everything()).toBe(before);
});

test('a reply about words of the text is refused, and nothing is written', async () => {
	const root = await sent(null);
	const before = await everything();
	const outcome = await send(db, jonas, said(chosen('a riverbank'), { to: root.reference }));
	expect(outcome).toMatchObject({ ok: false, obstacle: { code: 'quote_reply' } });
	expect(await everything()).toBe(before);
});

test('the database keeps no quote whose place is not as long as its words', async () => {
	const { id } = await sent(null);
	const row = { contributionId: id, exact: 'wall', prefix: '', suffix: '', startAt: 7, lang: 'en' };
	await expect(
		db
			.insertInto('quote')
			.values({ ...row, endAt: 12 })
			.execute()
	).rejects.toMatchObject({ constraint: 'quote_place' });
	await expect(
		db
			.insertInto('quote')
			.values({ ...row, startAt: -1, endAt: 3 })
			.execute()
	).rejects.toMatchObject({ constraint: 'quote_start' });
});

test('what is private, hidden or withdrawn highlights nothing, and shows its words to those who may read it', async () => {
	const on = { on: { kind: 'unit', number: 19 } } as const;
	const words = 'we walk past it every day';
	const [secret, hidden, gone] = [
		await sent(chosen(words), { ...on, visibility: 'private' }),
		await sent(chosen(words), on),
		await sent(chosen(words), on)
	];
	expect((await shownOn(19))?.remarks).toBe(2);
	await db
		.updateTable('contribution')
		.set({ state: 'refused', endedAt: sql`clock_timestamp()` })
		.where('id', '=', hidden.id)
		.execute();
	expect(await withdraw(db, jonas, { id: gone.id, consultationId: open.id })).toEqual({ ok: true });
	expect(await shownOn(19)).toBeUndefined();
	expect(
		await db.selectFrom('quote').selectAll().where('contributionId', '=', gone.id).execute()
	).toEqual([]);

	const read = await announced(db, open.id);
	if (!read) throw new Error('The consultation is gone.');
	const wordsFor = async (viewer: typeof jonas | null, reference: string) =>
		(await story(db, viewer, read, reference))?.remark.quote?.exact;
	expect(await wordsFor(jonas, secret.reference)).toBe(words);
	expect(await wordsFor(marisol, secret.reference)).toBe(words);
	expect(await wordsFor(null, secret.reference)).toBeUndefined();
	expect(await wordsFor(jonas, hidden.reference)).toBe(words);
	expect(await wordsFor(null, hidden.reference)).toBeUndefined();
});

test('a thread narrowed to words holds the remarks on them and no others', async () => {
	const { spaceId } = await db
		.selectFrom('space')
		.select('id as spaceId')
		.executeTakeFirstOrThrow();
	const spot = {
		consultationId: open.id,
		spaceId,
		unitId: unitId(5)
	};
	const narrowed = async (quote: Parameters<typeof thread>[3]['quote']) => {
		const found = await thread(db, null, spot, { page: 1, sort: 'oldest', quote });
		return [found.roots, ...found.branches.map(({ remark }) => remark.quote?.exact)];
	};
	const cost = 'what it will cost to build and to keep for twenty years';
	expect(await narrowed({ start: 120, end: 136, lang: 'en' })).toEqual([
		2,
		cost,
		'for twenty years'
	]);
	expect(await narrowed({ start: 81, end: 120, lang: 'en' })).toEqual([1, cost]);
	expect(await narrowed({ start: 81, end: 120, lang: 'fr' })).toEqual([0]);
	expect((await narrowed('any'))[0]).toBe(4);
	expect(Number((await narrowed(null))[0])).toBeGreaterThan(4);
});
