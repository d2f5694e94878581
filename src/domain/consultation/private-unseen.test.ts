/** What is said in private changes nothing that others are told of a consultation, but the number of private ones. */

import { expect, test } from 'vitest';
import { hearing, saidOn } from '#tests/answers.ts';
import { freshDatabase } from '#tests/database.ts';
import * as staff from '#tests/staff.ts';
import { headOf, listOf } from './store.server.ts';
import { voicesOf } from './voices.server.ts';

const { db } = await freshDatabase();

test('a list counts what is public; nobody is a voice who spoke in private alone', async () => {
	const place = await hearing(db);
	await saidOn(db, place, 'For everybody.');
	const told = async () => {
		const [{ at: _, ...listed } = {}] = await listOf(db, place.spaceId);
		const head = await headOf(db, place.id);
		const { private: hidden, ...voices } = await voicesOf(db, place.id, head?.generation ?? 0);
		return { listed, voices, hidden };
	};
	const before = await told();
	expect(before).toMatchObject({
		listed: { remarks: 1 },
		voices: { all: 1, people: 1 },
		hidden: 0
	});
	const by = await staff.person(db, 'Discreet');
	await saidOn(db, place, 'Between us.', { by, visibility: 'private' });
	await saidOn(db, place, 'And this.', { by, visibility: 'private', on: { kind: 'whole' } });
	expect(await told()).toEqual({ ...before, hidden: 2 });
});
