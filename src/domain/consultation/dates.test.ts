import { expect, test } from 'vitest';
import { freshDatabase } from '#tests/database.ts';
import * as staff from '#tests/staff.ts';
import { cancel } from './cancel.server.ts';
import { datesOf } from './dates.server.ts';
import { extend } from './extend.server.ts';
import { notice } from './notice.server.ts';

const { db } = await freshDatabase();
const place = await staff.office(db);
const later = (at: Date) => new Date(at.getTime() + 60_000);
const why = { reason: 'Because.', lang: 'en' };

test('drafts have no dates anybody may know of', async () => {
	const draft = await staff.draftIn(db, place);
	await staff.prepare(db, place.secretariat, draft.id);
	expect(await datesOf(db, place.spaceId)).toEqual([]);
	expect(await datesOf(db, place.spaceId, draft.id)).toEqual([]);
});

test('each change of the dates is counted once, words beside the text are not', async () => {
	const { id, closesAt } = await staff.openIn(db, place);
	const [before] = await datesOf(db, place.spaceId, id);
	expect(before).toMatchObject({ id, closesAt, state: 'OPEN', changes: 0 });

	const words = { number: null, body: 'A comma was meant.', lang: 'en' };
	expect(await notice(db, place.secretariat, id, words)).toMatchObject({ ok: true });
	expect((await datesOf(db, place.spaceId, id))[0]).toMatchObject({ changes: 0 });

	const sent = { closesAt: later(closesAt), responseBy: null, ...why };
	expect(await extend(db, place.secretariat, id, sent)).toMatchObject({ ok: true });
	const [after] = await datesOf(db, place.spaceId, id);
	expect(after).toMatchObject({ closesAt: later(closesAt), changes: 1 });
	expect(after?.changedAt.getTime()).toBeGreaterThan(before?.changedAt.getTime() ?? Infinity);

	expect(await cancel(db, place.secretariat, id, why)).toMatchObject({ ok: true });
	expect((await datesOf(db, place.spaceId, id))[0]).toMatchObject({
		changes: 2,
		state: 'CANCELLED'
	});
});

test('a space has its own dates, a consultation only in its own space', async () => {
	const other = await staff.office(db);
	const { id } = await staff.openIn(db, other);
	expect((await datesOf(db, other.spaceId)).map((one) => one.id)).toEqual([id]);
	expect((await datesOf(db, place.spaceId)).map((one) => one.id)).not.toContain(id);
	expect(await datesOf(db, place.spaceId, id)).toEqual([]);
});
