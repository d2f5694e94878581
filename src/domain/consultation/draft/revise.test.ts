import { expect, test } from 'vitest';
import { plain } from '#domain/text/unit.ts';
import { freshDatabase } from '#tests/database.ts';
import * as staff from '#tests/staff.ts';
import type { Operation } from './operation.ts';
import { revise, type Revision } from './revise.server.ts';
import { setFirstNumber } from './set-first-number.server.ts';
import { entriesAt, steps } from './store.server.ts';

const { db } = await freshDatabase();
const place = await staff.office(db);
const desk = place.secretariat;

const exclude: Operation = { op: 'exclude', at: 1 };
const merge: Operation = { op: 'merge', at: 2 };

const take = (id: string, seen: number, operation: Revision['operation'], by = desk) =>
	revise(db, by, id, { seen, operation });

async function wordsOf(id: string) {
	const { draftRevision } = await staff.rowOf(db, id);
	const entries = await entriesAt(db, id, draftRevision);
	return entries.map(({ unit, excluded }) => (excluded ? `(${plain(unit)})` : plain(unit)));
}

test('each step is a revision that can be undone and done again', async () => {
	const { id } = await staff.draftIn(db, place);
	expect(await take(id, 1, exclude)).toEqual({ ok: true, revision: 2 });
	expect(await wordsOf(id)).toEqual(['A title', '(First.)', 'Second.']);
	expect(await take(id, 2, { op: 'undo' })).toEqual({ ok: true, revision: 3 });
	expect(await wordsOf(id)).toEqual(['A title', 'First.', 'Second.']);
	expect(await take(id, 3, { op: 'undo' })).toMatchObject({
		obstacle: { code: 'nothing_to_undo' }
	});
	expect(await take(id, 3, { op: 'redo' })).toEqual({ ok: true, revision: 4 });
	expect(await wordsOf(id)).toEqual(['A title', '(First.)', 'Second.']);
	expect(await take(id, 4, { op: 'redo' })).toMatchObject({
		obstacle: { code: 'nothing_to_redo' }
	});
});

test('who saw an older revision is told, and nothing is overwritten', async () => {
	const { id } = await staff.draftIn(db, place);
	const both = await Promise.all([take(id, 1, exclude), take(id, 1, merge)]);
	expect(both.filter(({ ok }) => ok)).toHaveLength(1);
	expect(both).toContainEqual({ ok: false, obstacle: { code: 'changed_meanwhile' } });
	expect((await staff.rowOf(db, id)).draftRevision).toBe(2);
	expect(await steps(db, id)).toHaveLength(2);
});

test('the same form sent again by the same person is one step; by another it is a conflict', async () => {
	const { id } = await staff.draftIn(db, place);
	const colleague = await staff.person(db, 'Colleague', desk.grants);
	const sent = await Promise.all(Array.from({ length: 10 }, () => take(id, 1, exclude)));
	expect(new Set(sent.map((one) => JSON.stringify(one)))).toEqual(
		new Set([JSON.stringify({ ok: true, revision: 2 })])
	);
	expect(await take(id, 1, exclude, colleague)).toMatchObject({
		obstacle: { code: 'changed_meanwhile' }
	});
	expect(await steps(db, id)).toHaveLength(2);
});

test('what cannot be done leaves the draft as it is', async () => {
	const { id } = await staff.draftIn(db, place);
	const refusals: [Operation, string][] = [
		[{ op: 'merge', at: 0 }, 'nothing_before'],
		[{ op: 'exclude', at: 99 }, 'unit_not_found'],
		[{ op: 'split', at: 1, place: 0 }, 'no_such_place'],
		[{ op: 'reword', at: 1, text: '  ' }, 'empty_text'],
		[{ op: 'language', at: 1, language: 'not a tag' }, 'not_a_language']
	];
	for (const [operation, code] of refusals) {
		expect(await take(id, 1, operation)).toMatchObject({ ok: false, obstacle: { code } });
	}
	expect((await staff.rowOf(db, id)).draftRevision).toBe(1);
	expect(await steps(db, id)).toHaveLength(1);
});

test('a language is changed everywhere at once', async () => {
	const units = [staff.paragraph('One.', 'und'), staff.paragraph('Deux.', 'fr')];
	const { id } = await staff.draftIn(db, place, units);
	await take(id, 1, { op: 'languages', from: 'und', to: 'en' });
	const entries = await entriesAt(db, id, 2);
	expect(entries.map(({ unit }) => unit.lang)).toEqual(['en', 'fr']);
});

test('many units are excluded in one step, which one undo takes back', async () => {
	const { id } = await staff.draftIn(db, place);
	const operation: Operation = { op: 'several', at: [0, 2], to: 'exclude' };
	expect(await take(id, 1, operation)).toEqual({ ok: true, revision: 2 });
	expect(await wordsOf(id)).toEqual(['(A title)', 'First.', '(Second.)']);
	expect(await take(id, 1, operation)).toEqual({ ok: true, revision: 2 });
	expect(await take(id, 2, { op: 'undo' })).toEqual({ ok: true, revision: 3 });
	expect(await wordsOf(id)).toEqual(['A title', 'First.', 'Second.']);
	expect(await take(id, 3, { ...operation, at: [] })).toMatchObject({
		obstacle: { code: 'none_chosen' }
	});
	expect(await take(id, 3, { ...operation, at: [1, 9] })).toMatchObject({
		obstacle: { code: 'unit_not_found' }
	});
	expect((await staff.rowOf(db, id)).draftRevision).toBe(3);
});

test('the oldest of many steps are forgotten, the latest stay', async () => {
	const { id } = await staff.draftIn(db, place);
	for (let seen = 1; seen <= 70; seen++) {
		await take(id, seen, { op: seen % 2 ? 'exclude' : 'include', at: 1 });
	}
	const known = await steps(db, id);
	expect(known).toHaveLength(60);
	expect(known.at(-1)?.revision).toBe(71);
});

test('the first number is a whole number from 0', async () => {
	const { id } = await staff.draftIn(db, place);
	for (const wrong of [-1, 1.5, 100_001, Number.NaN]) {
		expect(await setFirstNumber(db, desk, id, wrong)).toMatchObject({
			obstacle: { code: 'not_a_number' }
		});
	}
	expect(await setFirstNumber(db, desk, id, 12)).toEqual({ ok: true });
	expect(await staff.rowOf(db, id)).toMatchObject({ firstNumber: 12 });
});

test('an announced text and a foreign draft are out of reach', async () => {
	const { id } = await staff.openIn(db, place);
	const { draftRevision } = await staff.rowOf(db, id);
	expect(await take(id, draftRevision, exclude)).toMatchObject({
		obstacle: { code: 'wrong_state', state: 'OPEN' }
	});
	expect(await setFirstNumber(db, desk, id, 5)).toMatchObject({
		obstacle: { code: 'wrong_state' }
	});
	const draft = await staff.draftIn(db, place);
	const elsewhere = await staff.office(db);
	expect(await take(draft.id, 1, exclude, elsewhere.secretariat)).toEqual({
		ok: false,
		obstacle: { code: 'not_allowed' }
	});
});
