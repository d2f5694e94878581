/** G3: a campaign's texts stand together, nobody's own words with them; all stay readable and counted. */

import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { differences } from '#platform/check.server.ts';
import { arcadia } from '#seed/arcadia.ts';
import { contributions } from '#seed/arcadia/contributions.ts';
import { freshDatabase } from '#tests/database.ts';
import { signedIn } from '#tests/people.ts';
import { foldAlike, refoldAlike } from './alike.server.ts';
import { saysTheSame } from './alike.ts';
import { edit } from './edit.server.ts';
import { send, type Said } from './send.server.ts';
import { announced } from './spot.server.ts';
import { thread } from './thread.server.ts';
import { withdraw } from './withdraw.server.ts';

const template =
	'Works that close a street should be announced two weeks before they begin, on paper in every letter box and on the page of the city, because many people in our street read only one of them.';

describe('two texts say the same', () => {
	test.each([
		['word for word', template, template],
		['typed otherwise', template, `${template.toUpperCase().replaceAll(',', '  —')}!`],
		['with a greeting', template, `Dear council, ${template}`],
		['with a name and a town', template, `${template} Marta Ruiz, Tellin`],
		['with one word of their own', template, template.replace('many', 'most')],
		['short and identical', 'I agree.', 'i agree'],
		['no words at all', '👍👍', '👍👍'],
		['in Arabic without vowel signs', 'أؤيد هذا المقترح', 'اؤيد هذا المُقترح']
	])('%s', (_, one, other) => {
		expect(saysTheSame(one, other, 'en')).toBe(true);
		expect(saysTheSame(other, one, 'en')).toBe(true);
	});

	test.each([
		['one says not', template, template.replace('should', 'should not')],
		['one more, one less', `${template} More of it.`, `${template} Less of it.`],
		['figures differ', `${template} On page 12.`, `${template} On page 13.`],
		['two weeks, three weeks', template, template.replace('two', 'three')],
		['against, for', `${template} I am for it.`, `${template} I am against it.`],
		['short and nearly', 'Please keep the benches there', 'Please keep the fountains there'],
		['the other way round', ...turnedAround()],
		['different signs', '👍', '👎']
	])('not where %s', (_, one, other) => {
		expect(saysTheSame(one, other, 'en')).toBe(false);
	});

	test('nobody’s own words are anybody else’s, in the whole example', () => {
		const own = contributions.filter(({ body }) => body);
		const same = own.flatMap((one, at) =>
			own
				.slice(at + 1)
				.filter((other) => other.lang === one.lang && saysTheSame(one.body, other.body, one.lang))
				.map((other) => [one.body, other.body])
		);
		expect(own.length).toBeGreaterThan(100);
		expect(same).toEqual([]);
	});
});

function turnedAround(): [string, string] {
	const walkers = 'people who walk here each day with their children';
	const drivers = 'people who drive through on their way to other places';
	return [
		`The street belongs to ${walkers} and then to ${drivers} and to nobody else`,
		`The street belongs to ${drivers} and then to ${walkers} and to nobody else`
	];
}

const { db, pool } = await freshDatabase();
const { texts } = await arcadia(db);
const open = texts.find(({ slug }) => slug === 'open-works');
if (!open) throw new Error('The example changed.');
const jonas = await signedIn(db, 'jonas');
const amara = await signedIn(db, 'amara');
const heron = await signedIn(db, 'heron');

const said = (body: string, change: Partial<Said> = {}): Said => ({
	...{ consultationId: open.id, on: { kind: 'unit', number: 3 }, to: null, as: null },
	...{ kind: 'comment', visibility: 'public', lang: 'en', body, ...change }
});
async function sent(by: typeof jonas, body: string, change: Partial<Said> = {}) {
	const outcome = await send(db, by, said(body, change));
	if (!outcome.ok) throw new Error(outcome.obstacle.code);
	return row(outcome.reference);
}
const row = (reference: string) =>
	db
		.selectFrom('contribution')
		.select(['id', 'reference', 'alikeOf', 'alikeCount', 'state', 'body'])
		.where('reference', '=', reference)
		.executeTakeFirstOrThrow();
/** Carries out what the queue was left. */
async function settle() {
	const { rows } = await pool.query<{ id: string }>(
		`select payload ->> 'id' as id from graphile_worker._private_jobs j
			join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'refold_alike'`
	);
	for (const { id } of rows) await refoldAlike(db, id);
	await pool.query(`delete from graphile_worker._private_jobs`);
}
const right = async () => (await differences(db)).filter(({ count }) => count === 'folded');

describe('in a place', () => {
	test('the second stands under the first, the third too; another place, language or visibility does not', async () => {
		const first = await sent(jonas, template);
		const second = await sent(amara, template);
		const third = await sent(heron, `Hello! ${template}`);
		const elsewhere = [
			await sent(heron, template, { on: { kind: 'unit', number: 4 } }),
			await sent(heron, template, { lang: 'fr' }),
			await sent(heron, template, { visibility: 'private' }),
			await sent(heron, template, { to: first.reference }),
			await sent(heron, template, { kind: 'question' })
		];
		expect(await row(first.reference)).toMatchObject({ alikeOf: null, alikeCount: 2 });
		for (const one of [second, third]) expect(one.alikeOf).toBe(first.id);
		for (const one of elsewhere) expect(one.alikeOf).toBeNull();
		expect(await right()).toEqual([]);
	});

	test('when the first is withdrawn the next takes its place; put differently, one stands alone', async () => {
		const body = `${template} Benches too, please, as old people must rest somewhere.`;
		const on = { on: { kind: 'unit', number: 5 } } as const;
		const [first, second, third] = [
			await sent(jonas, body, on),
			await sent(amara, body, on),
			await sent(heron, body, on)
		];
		await withdraw(db, jonas, { id: first.id, consultationId: open.id });
		await settle();
		expect(await row(first.reference)).toMatchObject({ alikeOf: null, alikeCount: 0 });
		expect(await row(second.reference)).toMatchObject({ alikeOf: null, alikeCount: 1 });
		expect(await row(third.reference)).toMatchObject({ alikeOf: second.id });

		const change = { id: third.id, consultationId: open.id, lang: 'en' };
		expect(await edit(db, heron, { ...change, body: 'Something of my own.' })).toEqual({
			ok: true
		});
		await settle();
		expect(await row(second.reference)).toMatchObject({ alikeOf: null, alikeCount: 0 });
		expect(await row(third.reference)).toMatchObject({ alikeOf: null, alikeCount: 0 });
		expect(await right()).toEqual([]);
	});

	test('said at the same moment by sixteen, one stands above fifteen', async () => {
		const body = `${template} Together.`;
		const on = { on: { kind: 'unit', number: 6 } } as const;
		const all = await Promise.all(
			Array.from({ length: 16 }, (_, n) => sent([jonas, amara, heron][n % 3] ?? jonas, body, on))
		);
		const now = await Promise.all(all.map(({ reference }) => row(reference)));
		expect(now.filter(({ alikeOf }) => alikeOf === null)).toHaveLength(1);
		expect(Math.max(...now.map(({ alikeCount }) => alikeCount))).toBe(15);
		expect(await right()).toEqual([]);
	});

	test('one that came earlier and is entered later takes the place above', async () => {
		const body = `${template} Entered from a letter.`;
		const on = { on: { kind: 'unit', number: 7 } } as const;
		const [first, second] = [await sent(jonas, body, on), await sent(amara, body, on)];
		const letter = await sent(heron, 'For now.', on);
		await db
			.updateTable('contribution')
			.set({ body, receivedAt: sql<Date>`received_at - interval '1 day'` })
			.where('id', '=', letter.id)
			.execute();
		await db.transaction().execute((tx) => foldAlike(tx, letter.id));
		expect(await row(letter.reference)).toMatchObject({ alikeOf: null, alikeCount: 2 });
		for (const { reference } of [first, second])
			expect((await row(reference)).alikeOf).toBe(letter.id);
		expect(await right()).toEqual([]);
	});

	test('a thread shows them under the first, and counts them all', async () => {
		const consultation = await announced(db, open.id);
		if (!consultation) throw new Error('The example changed.');
		const unit = consultation.text.units.find(({ number }) => number === 6);
		const spot = {
			consultationId: open.id,
			spaceId: consultation.head.spaceId,
			unitId: unit?.unitId ?? ''
		};
		const shown = await thread(db, amara, spot, { page: 1, sort: 'latest' });
		const [head] = shown.branches.filter(({ remark }) => remark.alike > 0);
		expect(head?.remark.alike).toBe(15);
		expect(head?.alike.map(({ remark }) => remark.body)).toEqual(
			Array(10).fill(`${template} Together.`)
		);
		const { roots, said: all } = await db
			.selectFrom('contribution')
			.where('unitId', '=', spot.unitId)
			.where('visibility', '=', 'public')
			.where('kind', '!=', 'suggestion')
			.select(({ fn, eb }) => [
				fn.countAll<number>().as('said'),
				fn
					.countAll<number>()
					.filterWhere(eb('depth', '=', 0))
					.as('roots')
			])
			.executeTakeFirstOrThrow();
		expect(shown).toMatchObject({ said: all, roots: roots - 15 });
	});
});

test(
	'of a campaign 95 in a hundred stand together, and at least 99 of these belong there',
	{ timeout: 60_000 },
	async () => {
		const names = ['Ana', 'Bruno', 'Carla', 'Dmitri', 'Elena', 'Farid', 'Grace', 'Hassan'];
		const towns = ['Tellin', 'Arvo', 'Marsh', 'Kessel', 'Orla', 'Pinto', 'Velm'];
		const campaign = [
			...Array.from({ length: 80 }, () => template),
			...Array.from({ length: 60 }, (_, n) => {
				const [name, town] = [names[n % 8] ?? '', towns[n % 7] ?? ''];
				return (
					[
						`${template} ${name}, ${town}`,
						`My name is ${name}. ${template}`,
						`${template} As someone from ${town} I know this well.`
					][n % 3] ?? ''
				);
			})
		];
		const genuine = contributions
			.filter(({ lang, body }) => lang === 'en' && body)
			.slice(0, 60)
			.map(({ body }) => body);
		const on = { on: { kind: 'unit', number: 8 } } as const;
		const meant = new Map<string, boolean>();
		for (const [at, body] of [...campaign, ...genuine].entries())
			meant.set((await sent(jonas, body, on)).id, at < campaign.length);
		const rows = await db
			.selectFrom('contribution')
			.select(['id', 'alikeOf'])
			.where('id', 'in', [...meant.keys()])
			.execute();
		const folded = rows.filter(({ alikeOf }) => alikeOf !== null);
		const rightly = folded.filter(({ id }) => meant.get(id));
		expect(rightly.length / folded.length).toBeGreaterThanOrEqual(0.99);
		expect(rightly.length / (campaign.length - 1)).toBeGreaterThanOrEqual(0.95);
		expect(await right()).toEqual([]);
	}
);
