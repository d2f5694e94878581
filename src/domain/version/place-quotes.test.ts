import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { send, type Said } from '#domain/contribution/send.server.ts';
import { readingOf } from '#domain/text/anchor/reading.ts';
import { freshDatabase } from '#tests/database.ts';
import * as staff from '#tests/staff.ts';
import { nextVersion, unitsNow } from '#tests/versions.ts';
import { placeQuotes, placing } from './place-quotes.server.ts';

const { db } = await freshDatabase();
const place = await staff.office(db);
const ana = await staff.person(db, 'Ana');

const rivers =
	'Every river is measured each month. The office that measured it says so in public within ten working days.';
const banks =
	'No wall is built on a bank before the neighbours were asked. Whoever builds one pays for the flood it makes.';
const fish =
	'Fish ladders are kept open all year, and a fine of 500 is paid for each day one is closed.';

async function said(
	consultationId: string,
	number: number,
	exact: string,
	more: Partial<Said> = {}
) {
	const quote = { exact, prefix: '', suffix: '', start: null, end: null, lang: 'en' };
	const outcome = await send(db, ana, {
		...{ consultationId, on: { kind: 'unit', number }, to: null, as: null, quote },
		...{ kind: 'comment', visibility: 'public', lang: 'en', body: `About ${exact}.` },
		...more
	} as Said);
	if (!outcome.ok) throw new Error(outcome.obstacle.code);
	return outcome.reference;
}

/** Where each quote stands in a version: its unit's place among the ids given, and the words there. */
async function places(versionId: string) {
	const rows = await db
		.selectFrom('quotePlace as p')
		.innerJoin('contribution as c', 'c.id', 'p.contributionId')
		.leftJoin('unitText as t', (join) =>
			join.onRef('t.versionId', '=', 'p.versionId').onRef('t.unitId', '=', 'p.unitId')
		)
		.select(['c.reference', 't.number', 't.kind', 't.body', 'p.startAt', 'p.endAt'])
		.where('p.versionId', '=', versionId)
		.execute();
	return new Map(
		rows.map(({ reference, number, kind, body, startAt, endAt }) => [
			reference,
			kind === null
				? null
				: [
						number,
						[...readingOf({ kind, body } as unknown as Parameters<typeof readingOf>[0])]
							.slice(startAt ?? 0, endAt ?? 0)
							.join('')
					]
		])
	);
}

const generation = async (id: string) =>
	(
		await sql<{
			n: number;
		}>`select n from consultation_generation where consultation_id = ${id}`.execute(db)
	).rows[0]?.n;

test('quotes follow their words through splits, merges and moves, or have no place', async () => {
	const { id } = await staff.openIn(
		db,
		place,
		3600,
		[rivers, banks, fish].map((text) => staff.paragraph(text))
	);
	const kept = await said(id, 1, 'each month');
	const half = await said(id, 1, 'ten working days');
	const merged = await said(id, 3, 'open all year');
	const changed = await said(id, 3, '500');
	const gone = await said(id, 2, 'before the neighbours were asked', { visibility: 'private' });
	const plain = await said(id, 2, 'flood it makes');
	const [p1, p2, p3] = await unitsNow(db, id);
	if (!p1 || !p2 || !p3) throw new Error('Three units.');
	const [before, after] = [rivers.slice(0, 35), rivers.slice(36)];
	const second = await nextVersion(db, id, [
		{
			id: p3.id,
			unit: staff.paragraph('A heading of sorts stands here now.'),
			change: { kind: 'change' }
		},
		{ id: p1.id, unit: staff.paragraph(before), change: { kind: 'split', moved: true } },
		{ unit: staff.paragraph(after), from: [p1.id], change: { kind: 'split' } },
		{
			id: p2.id,
			unit: staff.paragraph(
				`Whoever builds one pays for the flood it makes. ${fish.replace('500', '900')}`
			),
			from: [p2.id, p3.id],
			change: { kind: 'merge' }
		}
	]);
	expect(await placing(db, second.id)).toEqual({ done: 0, of: 6 });
	const began = await generation(id);
	await placeQuotes(db, second.id);
	const found = await places(second.id);
	expect(found.get(kept)).toEqual([2, 'each month']);
	expect(found.get(half)).toEqual([3, 'ten working days']);
	expect(found.get(merged)).toEqual([4, 'open all year']);
	expect(found.get(changed)).toBeNull();
	expect(found.get(gone)).toBeNull();
	expect(found.get(plain)).toEqual([4, 'flood it makes']);
	expect(await placing(db, second.id)).toEqual({ done: 6, of: 6 });
	expect(await generation(id)).toBe(Number(began) + 1);
	const { quotesPlacedAt } = await db
		.selectFrom('textVersion')
		.select('quotesPlacedAt')
		.where('id', '=', second.id)
		.executeTakeFirstOrThrow();
	expect(quotesPlacedAt).not.toBeNull();

	// From the words as they were chosen, whatever happened between.
	const third = await nextVersion(db, id, [
		{ id: p1.id, unit: staff.paragraph(rivers), change: { kind: 'change' } },
		{ id: p2.id, unit: staff.paragraph(banks), change: { kind: 'change' } },
		{ id: p3.id, unit: staff.paragraph(fish), change: { kind: 'change' } }
	]);
	await placeQuotes(db, third.id);
	const again = await places(third.id);
	expect(again.get(changed)).toEqual([3, '500']);
	expect(again.get(gone)).toEqual([2, 'before the neighbours were asked']);
	// The half they went to is gone, and their own unit says them again.
	expect(again.get(half)).toEqual([1, 'ten working days']);
});

test('what was found stays, what was not yet is looked for: begun again, it goes on', async () => {
	const { id } = await staff.openIn(db, place, 3600, [staff.paragraph(rivers)]);
	const [one, two] = [await said(id, 1, 'each month'), await said(id, 1, 'in public')];
	const [unit] = await unitsNow(db, id);
	if (!unit) throw new Error('One unit.');
	const { id: versionId } = await nextVersion(db, id, [{ id: unit.id, unit: unit.unit }]);
	await sql`insert into quote_place (version_id, contribution_id)
		select ${versionId}::uuid, id from contribution where reference = ${one}`.execute(db);
	await placeQuotes(db, versionId);
	await placeQuotes(db, versionId);
	const found = await places(versionId);
	expect(found.get(one)).toBeNull();
	expect(found.get(two)).toEqual([1, 'in public']);
	expect(found.size).toBe(2);
});

test('what was chosen in the version itself needs no place, and the first version none at all', async () => {
	const { id } = await staff.openIn(db, place, 3600, [staff.paragraph(rivers)]);
	await said(id, 1, 'each month');
	const { versionId } = await staff.rowOf(db, id);
	await placeQuotes(db, versionId ?? '');
	const [unit] = await unitsNow(db, id);
	if (!unit) throw new Error('One unit.');
	const { id: second } = await nextVersion(db, id, [{ id: unit.id, unit: unit.unit }]);
	const late = await said(id, 1, 'in public');
	await placeQuotes(db, second);
	expect((await places(second)).has(late)).toBe(false);
	expect((await places(second)).size).toBe(1);
	expect((await places(versionId ?? '')).size).toBe(0);
});
