/** An answer to private contributions alone is the secretariat's in every act, not only in what is shown (decision 27). */

import { expect, test } from 'vitest';
import { answer, answering, draftFor, hearing, over, saidOn, typed } from '#tests/answers.ts';
import { freshDatabase } from '#tests/database.ts';
import type { Viewer } from '../accounts/viewer.ts';
import { discard } from './discard.server.ts';
import { add, takeOut } from './gather.server.ts';
import { publish, publishSeen } from './publish.server.ts';
import { save } from './save.server.ts';
import { submit } from './submit.server.ts';
import { supersede } from './supersede.server.ts';

const { db } = await freshDatabase();
const { refuses } = answering(db);

const sent = { seen: 1, typed: typed() };
const acts: [string, (by: Viewer, id: string, other: string) => Promise<{ ok: boolean }>][] = [
	['saved', (by, id) => save(db, by, id, sent)],
	['given to a reviewer', (by, id) => submit(db, by, id, sent)],
	[
		'said for one more',
		(by, id, other) => add(db, by, id, { references: [other], replies: false })
	],
	['taken from those settled', (by, id) => takeOut(db, by, id, 'settled')],
	['published', (by, id) => publish(db, by, id, sent)],
	['discarded', (by, id) => discard(db, by, id)]
];

test.each(acts)('%s by the secretariat; to a chair it is not there', async (_, act) => {
	const place = await hearing(db);
	const secret = await saidOn(db, place, 'Between us.', { visibility: 'private' });
	const other = await saidOn(db, place, 'For everybody.');
	await over(db, place);
	const { id } = await draftFor(db, place, [secret]);
	await refuses(() => act(place.chair, id, other), { code: 'missing' });
	expect(await act(place.secretariat, id, other)).toMatchObject({ ok: true });
});

test('nor does a chair publish one as it was seen, or put another in its place', async () => {
	const place = await hearing(db);
	const secret = await saidOn(db, place, 'Between us.', { visibility: 'private' });
	await over(db, place);
	const { id } = await answer(db, place, [secret]);
	await refuses(() => publishSeen(db, place.chair, id, 1), { code: 'missing' });
	await refuses(() => supersede(db, place.chair, id), { code: 'missing' });
	expect(await supersede(db, place.secretariat, id)).toMatchObject({ ok: true });
});

test('one that answers somebody in public too is theirs as any other', async () => {
	const place = await hearing(db);
	const secret = await saidOn(db, place, 'Between us.', { visibility: 'private' });
	const other = await saidOn(db, place, 'For everybody.');
	await over(db, place);
	const { id } = await draftFor(db, place, [secret, other]);
	expect(await save(db, place.chair, id, sent)).toMatchObject({ ok: true });
});
