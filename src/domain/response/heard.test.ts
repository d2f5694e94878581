/** What the public answers say in numbers: every contribution stands in a row, and no change is kept quiet about. */

import { expect, test } from 'vitest';
import { giveTheme } from '#domain/desk/theme.server.ts';
import { begin } from '#domain/theme/keep.server.ts';
import { noReasons } from '#domain/version/operation.ts';
import { publishVersion } from '#domain/version/publish.server.ts';
import { revise } from '#domain/version/revise.server.ts';
import { startVersion } from '#domain/version/start.server.ts';
import * as answers from '#tests/answers.ts';
import { runOut, unitsOf } from '#tests/closed.ts';
import { freshDatabase } from '#tests/database.ts';
import { paragraph } from '#tests/staff.ts';
import { closedAnswers, decided, heard, promised } from './heard.server.ts';
import { filterOf, type Filter } from './heard.ts';
import { responseOf } from './store.server.ts';

const { db } = await freshDatabase();
const place = await answers.hearing(db);
const { id, secretariat: desk } = place;
const asked = (query = ''): Filter => {
	const filter = filterOf(new URLSearchParams(query));
	if (!filter) throw new Error(query);
	return filter;
};

test('what was heard, decided and changed adds up', async () => {
	const said = await Promise.all(
		['Cost?', 'Costs and water.', 'Water.', 'Something else.'].map((body) =>
			answers.saidOn(db, place, body)
		)
	);
	const [first = '', second = '', third = '', fourth = ''] = said;
	expect(await heard(db, id), 'before anything is sorted').toEqual([]);
	const give = async (name: string, references: string[]) => {
		const made = await begin(db, desk, place.spaceId, { names: { en: name }, basis: 'SECTOR' });
		if (!made.ok) throw new Error(made.obstacle.code);
		const given = { which: { references }, theme: made.slug };
		expect(await giveTheme(db, desk, id, given)).toMatchObject({ ok: true });
		return made.slug;
	};
	const cost = await give('Cost', [first, second]);
	const water = await give('Water', [second]);
	await runOut(db, id);
	const refusal = await answers.answer(db, place, [first]);
	const rows = await heard(db, id);
	expect(rows).toMatchObject([
		{ slug: cost, contributions: 2, answered: 1, byKind: { not_included: 1, included: 0 } },
		{ slug: water, contributions: 1, answered: 0 },
		{ slug: null, names: {}, contributions: 2, answered: 0 }
	]);

	// A change that an answer names is in the draft of the next version, and nowhere yet.
	const units = await unitsOf(db, id);
	const { unitId = '' } = units.find(({ number }) => number === 3) ?? {};
	await startVersion(db, desk, id);
	expect(
		await revise(db, desk, id, {
			seen: 0,
			operation: {
				...{ op: 'edit', unit: unitId, to: paragraph('Plainer.') },
				...{ as: 'change', reasons: noReasons }
			}
		})
	).toMatchObject({ ok: true });
	expect(await promised(db, id)).toEqual([]);
	const change = await answers.answer(db, place, [third], {
		...{ kind: 'included_with_changes', units: 'P3' }
	});
	expect(await promised(db, id)).toEqual([3]);
	expect((await decided(db, id, asked())).rows[0]?.units).toEqual([{ number: 3, version: null }]);
	expect((await responseOf(db, change.id))?.links).toMatchObject([{ number: 3, version: null }]);
	expect(
		await publishVersion(db, desk, id, { revision: 1, note: 'Plainer words.', noteLang: 'en' })
	).toMatchObject({ ok: true });
	expect(await promised(db, id)).toEqual([]);

	const found = await decided(db, id, asked());
	expect(found.rows.map(({ reference, units }) => [reference, units])).toEqual([
		[change.reference, [{ number: 3, version: 2 }]],
		[refusal.reference, []]
	]);
	expect(found.counts).toEqual({ included: 0, included_with_changes: 1, not_included: 1 });
	const only = async (query: string) =>
		(await decided(db, id, asked(query))).rows.map(({ reference }) => reference);
	expect(await only(`theme=${cost}`)).toEqual([refusal.reference]);
	expect(await only('unit=P3')).toEqual([change.reference]);
	expect(await only('kind=included')).toEqual([]);
	expect(await only(`theme=${water}`)).toEqual([]);
	expect(fourth).not.toBe('');
});

test('an answer to private contributions alone is counted, and nowhere to be read', async () => {
	const other = await answers.hearing(db);
	const hidden = await answers.saidOn(db, other, 'My neighbour pays nothing.', {
		visibility: 'private'
	});
	const shown = await answers.saidOn(db, other, 'Who pays?');
	await answers.over(db, other);
	const closed = await answers.answer(db, other, [hidden], { input: 'About a neighbour.' });
	expect((await decided(db, other.id, asked())).rows).toEqual([]);
	expect(await closedAnswers(db, other.id)).toBe(1);
	expect((await responseOf(db, closed.id))?.open).toBe(false);
	const both = await answers.answer(db, other, [shown]);
	expect((await decided(db, other.id, asked())).rows).toMatchObject([
		{ reference: both.reference, answers: 1 }
	]);
	expect((await responseOf(db, both.id))?.open).toBe(true);
});

test.each(['theme=%00', 'kind=maybe', 'page=0', 'unit=P1234567', 'agency=A'])(
	'an address that asks for %s asks for nothing there is',
	(query) => {
		expect(filterOf(new URLSearchParams(query))).toBeNull();
	}
);
