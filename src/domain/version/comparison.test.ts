import { sql, type KyselyPlugin } from 'kysely';
import { expect, test } from 'vitest';
import { story } from '#domain/contribution/story.server.ts';
import { announced } from '#domain/contribution/spot.server.ts';
import { suggestionsOn } from '#domain/contribution/suggestions.server.ts';
import { thread } from '#domain/contribution/thread.server.ts';
import { textOf } from '#domain/consultation/text.server.ts';
import { headOf } from '#domain/consultation/store.server.ts';
import { highlightsOf, textKey } from '#domain/consultation/highlights.server.ts';
import { hearing, saidOn } from '#tests/answers.ts';
import { freshDatabase } from '#tests/database.ts';
import * as staff from '#tests/staff.ts';
import { nextVersion, unitsNow, type Next } from '#tests/versions.ts';
import { talliesIn } from './as-it-stood.server.ts';
import { comparison } from './comparison.server.ts';
import { goneWithRemarks } from './gone.server.ts';
import { placeQuotes } from './place-quotes.server.ts';
import { versionsOf } from './store.server.ts';

const { db } = await freshDatabase();
const idOf = async (reference: string) =>
	(
		await db
			.selectFrom('contribution')
			.select('id')
			.where('reference', '=', reference)
			.executeTakeFirstOrThrow()
	).id;
const as = (units: Awaited<ReturnType<typeof unitsNow>>): Next[] =>
	units.map(({ id, unit }) => ({ id, unit }));
const words = (text: string) => staff.paragraph(text);
async function versions(id: string) {
	const all = await versionsOf(db, id);
	return (n: number) => {
		const found = all.find((one) => one.n === n);
		if (!found) throw new Error(`There is no version ${n}.`);
		return found;
	};
}

test('a change names its causes along the whole chain: public ones by reference, private ones as a number', async () => {
	const place = await hearing(db);
	const [open, more, hidden, gone] = [
		await saidOn(db, place, 'Name the day.'),
		await saidOn(db, place, 'Name the month.'),
		await saidOn(db, place, 'canary-private-cause', { visibility: 'private' }),
		await saidOn(db, place, 'canary-refused-cause')
	];
	await sql`update contribution set state = 'refused' where reference = ${gone}`.execute(db);
	const because = async (...references: string[]) =>
		Promise.all(references.map(async (one) => ({ id: await idOf(one) })));
	const [first, ...rest] = as(await unitsNow(db, place.id));
	if (!first) throw new Error('There are four.');
	await nextVersion(db, place.id, [
		{
			...first,
			unit: words('Paragraph 1 of the next text.'),
			change: { kind: 'change', note: 'Asked for.', because: await because(open, hidden, gone) }
		},
		...rest
	]);
	await nextVersion(db, place.id, [
		{
			...first,
			unit: words('Paragraph 1 of the last text.'),
			change: {
				kind: 'change',
				because: [...(await because(open)), { id: await idOf(more), how: 'adapted' }]
			}
		},
		...rest
	]);
	const at = await versions(place.id);
	const { rows, counts } = await comparison(db, place.id, at(1), at(3));
	expect(counts).toMatchObject({ changed: 1, same: 3, moved: 0 });
	expect(rows[0]).toMatchObject({
		kind: 'changed',
		notes: [{ n: 2, note: 'Asked for.' }],
		causes: {
			all: 4,
			private: 1,
			named: [
				{ reference: more, how: 'adapted', authorName: 'Author' },
				{ reference: open, how: 'because' }
			]
		}
	});
	const told = JSON.stringify(rows);
	for (const secret of ['canary', hidden, gone]) expect(told).not.toContain(secret);
	const { rows: half } = await comparison(db, place.id, at(2), at(3));
	expect(half[0]?.causes).toMatchObject({ all: 2, private: 0 });
	expect(half[0]?.notes).toEqual([]);
});

test('however much lies between two versions, it is asked for in as many queries', async () => {
	const counts: number[] = [];
	for (const size of [2, 40]) {
		const place = await staff.office(db);
		const units = Array.from({ length: size }, (_, at) => words(`Unit ${at} says so.`));
		const { id } = await staff.openIn(db, place, 3600, units);
		const next = as(await unitsNow(db, id)).map((one, at) => ({
			...one,
			unit: words(`Unit ${at} says this.`),
			change: { kind: 'change' as const }
		}));
		await nextVersion(db, id, next);
		const at = await versions(id);
		let asked = 0;
		const counting: KyselyPlugin = {
			transformQuery: ({ node }) => {
				asked += 1;
				return node;
			},
			transformResult: async ({ result }) => result
		};
		await comparison(db.withPlugin(counting), id, at(1), at(2));
		counts.push(asked);
	}
	expect(counts[0]).toBe(counts[1]);
	expect(counts[0]).toBeLessThanOrEqual(6);
});

test('votes are shown on the words they were given on: corrections carry them, changes leave them behind', async () => {
	const place = await hearing(db);
	const units = await unitsNow(db, place.id);
	const [a, b, c, d] = units;
	if (!a || !b || !c || !d) throw new Error('There are four.');
	const { versionId } = await staff.rowOf(db, place.id);
	const count = async (
		table: 'tally' | 'earlier_tally',
		unitId: string,
		agree: number,
		version = ''
	) =>
		table === 'tally'
			? sql`insert into tally (unit_id, voter_kind, consultation_id, agree)
				values (${unitId}, 'person', ${place.id}, ${agree})`.execute(db)
			: sql`insert into earlier_tally (version_id, unit_id, voter_kind, consultation_id, agree, changes, disagree, unsure)
				values (${version}, ${unitId}, 'person', ${place.id}, ${agree}, 0, 0, 0)`.execute(db);
	const second = await nextVersion(
		db,
		place.id,
		[
			{ ...a, unit: words('Paragraph 1 of a text.'), change: { kind: 'correction' } },
			{ ...b, unit: words('Something else.'), change: { kind: 'change' } },
			{ id: c.id, unit: c.unit }
		],
		{ removed: { [d.id]: { kind: 'removal' } } }
	);
	await count('earlier_tally', b.id, 7, versionId ?? '');
	await count('earlier_tally', d.id, 4, versionId ?? '');
	await nextVersion(db, place.id, [
		{ ...a, unit: words('All is other.'), change: { kind: 'change' } },
		{ id: b.id, unit: words('Something else.') },
		{ id: c.id, unit: c.unit }
	]);
	// Given on version 1 and carried by the correction to version 2, where they were set aside.
	await count('earlier_tally', a.id, 9, second.id);
	await count('tally', b.id, 2);
	await count('tally', c.id, 5);
	const at = await versions(place.id);
	const on = async (n: number) => {
		const found = await talliesIn(db, { id: place.id }, at(n));
		return [a, b, c, d].map(({ id }) => found.get(id)?.person.agree ?? 0);
	};
	expect(await on(1)).toEqual([9, 7, 5, 4]);
	expect(await on(2)).toEqual([9, 2, 5, 0]);
	expect(await on(3)).toEqual([0, 2, 5, 0]);
});

test('what was said says so when its words are others now, and keeps them', async () => {
	const place = await hearing(db);
	const quote = (exact: string) => ({
		...{ exact, prefix: '', suffix: '', start: null, end: null, lang: 'en' }
	});
	const on = (number: number) => ({ on: { kind: 'unit' as const, number } });
	const plain = await saidOn(db, place, 'On one.', on(1));
	const lost = await saidOn(db, place, 'On its words.', {
		...on(1),
		quote: quote('1 of the text')
	});
	const same = await saidOn(db, place, 'On two.', on(2));
	const kept = await saidOn(db, place, 'On words of two.', {
		...on(2),
		quote: quote('of the text')
	});
	const removed = await saidOn(db, place, 'On three.', on(3));
	await saidOn(db, place, 'Between us, on three.', { ...on(3), visibility: 'private' });
	const suggested = await saidOn(db, place, 'Because.', {
		...{ ...on(1), kind: 'suggestion' as const },
		suggestion: { act: 'replace', words: 'Paragraph 1 of the whole text.', basedOn: null }
	});
	const [a, b, c, d] = as(await unitsNow(db, place.id));
	if (!a?.id || !b?.id || !c?.id || !d) throw new Error('There are four.');
	const second = await nextVersion(
		db,
		place.id,
		[b, { ...a, unit: words('Another sentence stands here.'), change: { kind: 'change' } }, d],
		{ removed: { [c.id]: { kind: 'removal' } } }
	);
	const read = async () => {
		const found = await announced(db, place.id);
		if (!found) throw new Error('It is announced.');
		const remark = async (reference: string) =>
			(await story(db, null, found, reference))?.remark ?? null;
		return { found, remark };
	};
	const before = await read();
	expect((await before.remark(lost))?.quote).toMatchObject({ stands: null, waits: true });
	await placeQuotes(db, second.id);
	const { remark, found } = await read();
	expect((await remark(plain))?.since).toMatchObject({
		what: 'changed',
		version: 1,
		now: 2,
		anchor: 'p2'
	});
	expect((await remark(removed))?.since).toMatchObject({ what: 'removed', anchor: 'was-p3' });
	expect((await remark(same))?.since).toBeNull();
	const orphan = (await remark(lost))?.quote;
	expect(orphan).toMatchObject({ exact: '1 of the text', stands: null });
	expect(orphan).not.toHaveProperty('waits');
	expect((await remark(kept))?.quote).toMatchObject({
		stands: { anchor: 'p1', start: 12, end: 23 }
	});

	// The highlight leads to a thread that has the remark in it.
	const shown = await highlightsOf(db, place.id);
	expect(shown.get(textKey(b.id, 'en'))?.segments).toMatchObject([
		{ start: 12, end: 23, count: 1 }
	]);
	expect(shown.has(textKey(a.id, 'en'))).toBe(false);
	const spot = { consultationId: place.id, spaceId: place.spaceId, unitId: b.id };
	const narrowed = await thread(db, null, spot, {
		...{ page: 1, sort: 'latest' as const },
		quote: { start: 12, end: 23, lang: 'en' }
	});
	expect(narrowed.branches.map((one) => one.remark.reference)).toEqual([kept]);
	expect(narrowed).toMatchObject({ roots: 1, said: 2 });

	// A suggestion changes the words it was made for, not those that stand now.
	const unit = found.text.byId.get(a.id);
	if (!unit) throw new Error('It stands.');
	const { groups } = await suggestionsOn(db, null, { ...spot, unit });
	const [one] = groups.flat();
	expect(one?.branch.remark.reference).toBe(suggested);
	expect(one?.difference).toMatchObject({ inserted: 1, deleted: 0 });

	const versionId = second.id;
	const gone = await goneWithRemarks(db, { consultationId: place.id, versionId });
	expect(gone).toMatchObject([{ unitId: c.id, n: 1, number: 3, said: 1 }]);
	const left = await thread(db, null, { ...spot, unitId: c.id }, { page: 1, sort: 'latest' });
	expect(left.branches.map(({ remark: { reference } }) => reference)).toEqual([removed]);
	expect((await textOf(db, versionId)).byId.has(c.id)).toBe(false);
	expect((await headOf(db, place.id))?.version).toBe(2);
});

test('words that went into another unit are found in the thread of that unit', async () => {
	const place = await hearing(db);
	const one = 'Every river is measured each month, and the office that measured it says so.';
	const other =
		'No wall is built on a bank before the neighbours were asked what they think of it.';
	const office = await staff.office(db);
	const { id } = await staff.openIn(db, office, 3600, [words(one), words(other)]);
	const exact = 'before the neighbours were asked';
	const moved = await saidOn(db, { ...place, id }, 'All of them?', {
		on: { kind: 'unit', number: 2 },
		quote: { exact, prefix: '', suffix: '', start: null, end: null, lang: 'en' }
	});
	const [a, b] = as(await unitsNow(db, id));
	if (!a?.id || !b?.id) throw new Error('There are two.');
	const { id: versionId } = await nextVersion(
		db,
		id,
		[{ ...a, unit: words(`${one} ${other}`), from: [b.id], change: { kind: 'merge' } }],
		{ removed: { [b.id]: { kind: 'merge' } } }
	);
	await placeQuotes(db, versionId);
	const spot = { consultationId: id, spaceId: office.spaceId, unitId: a.id };
	const any = await thread(db, null, spot, { page: 1, sort: 'latest', quote: 'any' });
	expect(any.branches.map(({ remark }) => remark.reference)).toEqual([moved]);
	expect(any.branches[0]?.remark.quote?.stands).toMatchObject({ anchor: 'p1' });
	expect(await thread(db, null, spot, { page: 1, sort: 'latest' })).toMatchObject({
		roots: 0,
		said: 0
	});
	const gone = await goneWithRemarks(db, { consultationId: id, versionId }, a.id);
	expect(gone).toMatchObject([{ unitId: b.id, number: 2, said: 1 }]);
	expect(await goneWithRemarks(db, { consultationId: id, versionId }, b.id)).toEqual([]);
});
