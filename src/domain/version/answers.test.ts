/** From an answer to the words it changed, whichever came out first. */

import { expect, test } from 'vitest';
import * as answers from '#tests/answers.ts';
import { runOut, unitsOf } from '#tests/closed.ts';
import { freshDatabase } from '#tests/database.ts';
import { paragraph } from '#tests/staff.ts';
import { comparison } from './comparison.server.ts';
import { noReasons } from './operation.ts';
import { publishVersion } from './publish.server.ts';
import { revise } from './revise.server.ts';
import { startVersion } from './start.server.ts';
import { causedBy, versionsOf } from './store.server.ts';

const { db } = await freshDatabase();
const place = await answers.hearing(db);
const { id, secretariat: desk } = place;

async function draft(number: number, words: string) {
	const unit = (await unitsOf(db, id)).find((one) => one.number === number)?.unitId ?? '';
	await startVersion(db, desk, id);
	const done = await revise(db, desk, id, {
		seen: 0,
		operation: { op: 'edit', unit, to: paragraph(words), as: 'change', reasons: noReasons }
	});
	if (!done.ok) throw new Error(JSON.stringify(done.obstacle));
}
const publish = async () => {
	const done = await publishVersion(db, desk, id, {
		...{ revision: 1, note: 'Plainer words.', noteLang: 'en' }
	});
	if (!done.ok) throw new Error(JSON.stringify(done.obstacle));
};
const caused = async (reference: string) => {
	const found = await causedBy(db, (await answers.contribution(db, reference)).id);
	return found.map(({ n, how, young }) => [n, how, young?.number]);
};
const because = async (n: number) => {
	const versions = await versionsOf(db, id);
	const [from, to] = [n - 1, n].map((one) => versions.find((version) => version.n === one));
	if (!from || !to) throw new Error('No such version.');
	const { rows } = await comparison(db, id, from, to);
	return rows.flatMap(({ causes }) => causes.responses);
};

test('an answer that names a paragraph leads to the version it changed in, and back', async () => {
	const [promised = '', refused = '', later = '', again = ''] = await Promise.all(
		['Plainer?', 'Longer?', 'Say more.', 'Not yet.'].map((body) => answers.saidOn(db, place, body))
	);
	await runOut(db, id);
	const change = { kind: 'included_with_changes', units: 'P3' };

	await draft(3, 'Plainer.');
	const first = await answers.answer(db, place, [promised], change);
	const no = await answers.answer(db, place, [refused], { kind: 'not_included', units: 'P3' });
	expect(await caused(promised), 'while no version has come out').toEqual([]);
	await publish();
	expect(await caused(promised)).toEqual([[2, 'response', 3]]);
	expect((await answers.contribution(db, promised)).newsAt).not.toBeNull();
	expect(await caused(refused), 'not included').toEqual([]);
	expect(await because(2)).toEqual([first.reference]);

	const second = await answers.answer(db, place, [later], change);
	expect(await caused(later), 'answered after the version').toEqual([[2, 'response', 3]]);
	expect((await because(2)).toSorted()).toEqual([first.reference, second.reference].toSorted());

	// Its words change once more, for other reasons: nobody is said to have asked for that.
	await draft(3, 'Plainest.');
	await publish();
	expect(await because(3)).toEqual([]);
	for (const reference of [promised, later])
		expect(await caused(reference)).toEqual([[2, 'response', 3]]);
	const third = await answers.answer(db, place, [again], change);
	expect(await because(3)).toEqual([third.reference]);
	expect(await because(2)).not.toContain(no.reference);
});
