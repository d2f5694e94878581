/** A response names what a later version added, and proposes only what can be named. */

import { expect, test } from 'vitest';
import { freshDatabase } from '#tests/database.ts';
import { answering, draftFor, hearing, over, saidOn } from '#tests/answers.ts';
import { heading, ledgerOf, paragraph } from '#tests/staff.ts';
import { nextVersion, unitsNow } from '#tests/versions.ts';
import { responseOf } from './store.server.ts';
import { changedNames } from './units.server.ts';

const { db } = await freshDatabase();
const { refuses, publishes } = answering(db);

test('a paragraph that a later version added can be named, one that stood before cannot', async () => {
	const place = await hearing(db);
	const made = await draftFor(db, place, [await saidOn(db, place, 'Say it twice.')]);
	await over(db, place);
	const stands = await unitsNow(db, place.id);
	const change = { kind: 'addition' as const };
	await nextVersion(db, place.id, [
		...stands,
		{ unit: heading('Rivers'), change },
		{ unit: paragraph('It was never said before.'), change }
	]);
	expect(await changedNames(db, place.id)).toEqual(['P5']);

	const entries = (await ledgerOf(db, place.id)).length;
	const kind = 'included_with_changes';
	await refuses(() => publishes(place, made.id, 1, { kind, units: 'P4, P5' }), {
		code: 'incomplete',
		faults: [{ code: 'unit_unchanged', numbers: ['P4'] }]
	});
	expect(await ledgerOf(db, place.id)).toHaveLength(entries);
	expect(await publishes(place, made.id, 1, { kind, units: 'P5' })).toMatchObject({ ok: true });
	const published = await responseOf(db, made.id);
	expect(published?.links).toMatchObject([{ kind: 'unit', number: 5, version: 2 }]);
});
