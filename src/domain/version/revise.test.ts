import { expect, test } from 'vitest';
import type { Viewer } from '#domain/accounts/viewer.ts';
import { newId } from '#domain/identity.ts';
import { plain } from '#domain/text/unit.ts';
import { closedIn, unitsOf } from '#tests/closed.ts';
import { freshDatabase } from '#tests/database.ts';
import * as staff from '#tests/staff.ts';
import { draftOf, stepsOf } from './draft.server.ts';
import { noReasons, type Operation } from './operation.ts';
import { revise, type Revision } from './revise.server.ts';
import { startVersion } from './start.server.ts';

const { db } = await freshDatabase();
const place = await staff.office(db);
const desk = place.secretariat;
const reasons = noReasons;

async function begun(units = staff.someUnits) {
	const { id } = await closedIn(db, place, units);
	expect(await startVersion(db, desk, id)).toEqual({ ok: true });
	return { id, units: (await unitsOf(db, id)).map(({ unitId }) => unitId) };
}

const edit = (unit: string, text: string): Operation => ({
	...{ op: 'edit', unit, to: staff.paragraph(text), as: 'change', reasons }
});

const go = (id: string, seen: number, operation: Revision['operation'], by: Viewer = desk) =>
	revise(db, by, id, { seen, operation });

const wordsOf = async (id: string) =>
	(await draftOf(db, id))?.draft.entries.map(({ unit }) => plain(unit));

test('a version is drafted after closing, by staff, and by nobody while it is open', async () => {
	const open = await staff.openIn(db, place);
	expect(await startVersion(db, desk, open.id)).toMatchObject({
		obstacle: { code: 'wrong_state', state: 'OPEN' }
	});
	const [unit] = await unitsOf(db, open.id);
	// Even were there a draft from before a new round.
	await db
		.insertInto('versionDraft')
		.values({ consultationId: open.id, baseId: unit?.versionId ?? '', startedAt: new Date() })
		.execute();
	expect(await go(open.id, 0, edit(unit?.unitId ?? '', 'No.'))).toMatchObject({
		obstacle: { code: 'wrong_state' }
	});
	const { id, units } = await begun();
	const citizen = await staff.person(db, 'Citizen');
	expect(await startVersion(db, citizen, id)).toMatchObject({ obstacle: { code: 'not_allowed' } });
	expect(await go(id, 0, edit(units[1] ?? '', 'No.'), citizen)).toMatchObject({
		obstacle: { code: 'not_allowed' }
	});
	expect(await stepsOf(db, id)).toEqual([]);
	expect(await stepsOf(db, open.id)).toEqual([]);
});

test('without a draft there is nothing to change', async () => {
	const { id } = await closedIn(db, place);
	const [, unit] = await unitsOf(db, id);
	expect(await go(id, 0, edit(unit?.unitId ?? '', 'No.'))).toMatchObject({
		obstacle: { code: 'no_draft' }
	});
});

test('steps, undo and redo are kept one after the other', async () => {
	const { id, units } = await begun();
	const [, one = '', two = ''] = units;
	expect(await go(id, 0, edit(one, 'Uno.'))).toMatchObject({ ok: true, revision: 1, unit: one });
	expect(await go(id, 1, { op: 'merge', unit: one, next: two })).toMatchObject({ revision: 2 });
	expect(await wordsOf(id)).toEqual(['A title', 'Uno. Second.']);
	expect(await go(id, 2, { op: 'undo' })).toMatchObject({ ok: true, revision: 3 });
	expect(await wordsOf(id)).toEqual(['A title', 'Uno.', 'Second.']);
	expect(await go(id, 2, { op: 'undo' })).toMatchObject({ ok: true, revision: 3 });
	expect(await go(id, 3, { op: 'undo' })).toMatchObject({ ok: true });
	expect(await go(id, 4, { op: 'undo' })).toMatchObject({ obstacle: { code: 'nothing_to_undo' } });
	expect(await go(id, 4, { op: 'redo' })).toMatchObject({ ok: true });
	expect(await go(id, 5, { op: 'redo' })).toMatchObject({ ok: true });
	expect(await wordsOf(id)).toEqual(['A title', 'Uno. Second.']);
	expect(await go(id, 6, { op: 'redo' })).toMatchObject({ obstacle: { code: 'nothing_to_redo' } });
});

test('whoever edits a unit that somebody else changed meanwhile sees both texts; nothing is overwritten', async () => {
	const { id, units } = await begun();
	const [, one = ''] = units;
	const colleague = await staff.person(db, 'Ilse', desk.grants);
	await go(id, 0, edit(one, 'Theirs.'), colleague);
	const met = await go(id, 0, edit(one, 'Mine.'));
	expect(met).toMatchObject({
		obstacle: {
			...{ code: 'unit_changed_meanwhile', unitId: one, revision: 1, by: 'Ilse' },
			seen: { body: { runs: [{ text: 'First.' }] } },
			theirs: { body: { runs: [{ text: 'Theirs.' }] } }
		}
	});
	expect(await wordsOf(id)).toEqual(['A title', 'Theirs.', 'Second.']);
	// Having seen theirs, one may go on from it.
	expect(await go(id, 1, edit(one, 'Mine.'))).toMatchObject({ ok: true, revision: 2 });
});

test('what others did elsewhere is kept below one’s own step', async () => {
	const { id, units } = await begun();
	const [title = '', one = '', two = ''] = units;
	const colleague = await staff.person(db, 'Ilse', desk.grants);
	await go(id, 0, { op: 'move', unit: two, after: title }, colleague);
	expect(await go(id, 0, edit(one, 'Mine.'))).toMatchObject({ ok: true, revision: 2 });
	expect(await wordsOf(id)).toEqual(['A title', 'Second.', 'Mine.']);
	// What was undone meanwhile counts as touched.
	await go(id, 2, { op: 'undo' }, colleague);
	expect(await go(id, 2, edit(one, 'Again.'))).toMatchObject({
		obstacle: { code: 'unit_changed_meanwhile', theirs: { body: { runs: [{ text: 'First.' }] } } }
	});
});

test('the same form again is one step; a split has one new unit', async () => {
	const { id, units } = await begun([staff.heading('T'), staff.paragraph('One. Two.')]);
	const [, one = ''] = units;
	const sent = await Promise.all(
		Array.from({ length: 6 }, () => go(id, 0, { op: 'split', unit: one, place: 5, id: newId() }))
	);
	expect(new Set(sent.map((each) => JSON.stringify(each))).size).toBe(1);
	expect(await wordsOf(id)).toEqual(['T', 'One.', 'Two.']);
});

test('twenty editors on one document: every step is kept or handed back, none is lost', async () => {
	const text = Array.from({ length: 30 }, (_, at) => staff.paragraph(`Sentence ${at}.`));
	const { id, units } = await begun(text);
	const editors = await Promise.all(
		Array.from({ length: 20 }, (_, at) => staff.person(db, `Editor ${at}`, desk.grants))
	);
	const kept = new Map<string, string>();
	let handedBack = 0;
	await Promise.all(
		editors.map(async (by, who) => {
			for (let turn = 0; turn < 6; turn++) {
				const seen = (await draftOf(db, id))?.revision ?? 0;
				// Two thirds on units of their own, the rest where all the others are too.
				const unit = units[turn % 3 === 2 ? 29 : who] ?? '';
				const words = `Editor ${who}, turn ${turn}.`;
				const done = await go(id, seen, edit(unit, words), by);
				if (done.ok) kept.set(`${done.revision}`, `${unit} ${words}`);
				else {
					expect(done.obstacle.code).toBe('unit_changed_meanwhile');
					handedBack++;
				}
			}
		})
	);
	const steps = await stepsOf(db, id);
	expect(steps).toHaveLength(kept.size);
	expect(kept.size + handedBack).toBe(120);
	expect(handedBack).toBeGreaterThan(0);
	for (const { revision, act } of steps)
		expect(act.op === 'edit' && `${act.unit} ${plain(act.to)}`).toBe(kept.get(`${revision}`));
	const draft = await draftOf(db, id);
	for (const [who] of editors.entries()) {
		const own = draft?.draft.entries.find(({ unitId }) => unitId === units[who]);
		expect(own && plain(own.unit)).toBe(`Editor ${who}, turn 4.`);
	}
});
