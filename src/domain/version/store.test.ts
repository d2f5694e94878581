import { expect, test } from 'vitest';
import { changesIn } from '#tests/changes.ts';
import { freshDatabase } from '#tests/database.ts';
import { newId } from '#domain/identity.ts';
import * as staff from '#tests/staff.ts';
import { causedBy, versionsOf } from './store.server.ts';

const { db } = await freshDatabase();
const place = await staff.office(db);

test('a text that was never changed has one version and nothing in it that changed', async () => {
	const { id } = await staff.openIn(db, place);
	const { versionId } = await staff.rowOf(db, id);
	const versions = await versionsOf(db, id);
	expect(versions).toMatchObject([{ id: versionId, n: 1, baseId: null, units: 2, changes: 0 }]);
	expect(await changesIn(db, versionId ?? '')).toEqual([]);
	expect(await causedBy(db, newId())).toEqual([]);
});
