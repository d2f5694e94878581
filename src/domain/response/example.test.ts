/** The answers of the example can be opened by staff like those that were written here. */

import { expect, test } from 'vitest';
import { arcadia } from '#seed/arcadia.ts';
import { freshDatabase } from '#tests/database.ts';
import { draftOf } from './desk.server.ts';

const { db } = await freshDatabase();

test('every answer of the example has the revision its page shows', async () => {
	await arcadia(db);
	const all = await db.selectFrom('reasonedResponse').select(['id', 'input', 'kind']).execute();
	expect(all.length).toBeGreaterThan(0);
	for (const { id, input, kind } of all)
		expect(await draftOf(db, id)).toMatchObject({ revision: 1, fields: { input, kind } });
});
