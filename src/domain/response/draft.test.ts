/** What a draft answers, who sees which words on it, and how it is thrown away. */

import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Viewer } from '#domain/accounts/viewer.ts';
import { gather } from '#domain/desk/gather.server.ts';
import { addNote } from '#domain/desk/note.server.ts';
import { newId } from '#domain/identity.ts';
import { freshDatabase } from '#tests/database.ts';
import { answer, answering, draftFor, hearing, over, saidOn } from '#tests/answers.ts';
import { ledgerOf } from '#tests/staff.ts';
import { nextVersion, unitsNow } from '#tests/versions.ts';
import { byReference, draftOf, meantBy } from './desk.server.ts';
import { discard } from './discard.server.ts';
import { draft } from './draft.server.ts';
import { groupToAnswer } from './gather.server.ts';
import { notesOn } from './notes.server.ts';
import { leftIn } from './ready.server.ts';

const { db } = await freshDatabase();
const { refuses, oneDraft } = answering(db);

test('a draft answers what it names and the replies under it, and knows who began it', async () => {
	const place = await hearing(db);
	const one = await saidOn(db, place, 'A remark.');
	const reply = await saidOn(db, place, 'A reply.', { to: one });
	const deeper = await saidOn(db, place, 'A reply to it.', { to: reply });
	const other = await saidOn(db, place, 'Another.');
	await saidOn(db, place, 'Its reply.', { to: other });
	const made = await draftFor(db, place, [one], { replies: true, by: place.editor });
	const { rows, count } = await meantBy(db, place.secretariat, place.spaceId, {
		id: made.id,
		supersedesId: null
	});
	expect(rows.map((row) => row.reference)).toEqual([one, reply, deeper]);
	expect(count).toBe(3);
	const alone = await draftFor(db, place, [other]);
	expect(await leftIn(db, { id: alone.id, supersedes: null })).toMatchObject({ toAnswer: 1 });
	expect(await ledgerOf(db, made.id)).toMatchObject([
		{ type: 'response.drafted', role: 'AGENCY_EDITOR', personId: place.editor.id }
	]);
});

test('a draft is not begun for what is not there, private to others, gone, answered, or by whoever may not', async () => {
	const place = await hearing(db);
	const one = await saidOn(db, place, 'A remark.');
	const secret = await saidOn(db, place, 'For the secretariat.', { visibility: 'private' });
	const withdrawn = await saidOn(db, place, 'Gone.');
	await sql`update contribution set state = 'withdrawn' where reference = ${withdrawn}`.execute(db);
	const answered = await saidOn(db, place, 'Answered.');
	const standing = await answer(db, place, [answered]);
	const abroad = await hearing(db);
	const foreign = await saidOn(db, abroad, 'Elsewhere.');
	const ask = (to: string[] | { group: string }, by = place.secretariat) =>
		draft(db, by, place.id, { to, replies: false, lang: 'en' });
	await refuses(() => ask([]), { code: 'nothing_to_answer' });
	await refuses(() => ask([one, 'C-000000']), {
		code: 'no_such_contribution',
		references: ['C-000000']
	});
	await refuses(() => ask([foreign]), { code: 'no_such_contribution' });
	await refuses(() => ask([secret], place.chair), { code: 'no_such_contribution' });
	await refuses(() => ask([one, withdrawn]), { code: 'gone', references: [withdrawn] });
	await refuses(() => ask([one, answered]), {
		code: 'answered_already',
		references: [answered],
		response: standing.reference
	});
	await refuses(() => ask({ group: newId() }), { code: 'no_such_group' });
	await refuses(() => ask(Array.from({ length: 201 }, (_, n) => `C-${n}`)), {
		code: 'too_many_named',
		limit: 200
	});
	await refuses(() => ask([one], place.author), { code: 'not_allowed' });
	expect((await ask([secret])).ok).toBe(true);
});

test('a group is answered once: all of it that waits, private ones too', async () => {
	const place = await hearing(db);
	const said = await Promise.all(['One.', 'Two.', 'Three.'].map((body) => saidOn(db, place, body)));
	const secret = await saidOn(db, place, 'Secret.', { visibility: 'private' });
	await answer(db, place, [said[2] ?? '']);
	const group = newId();
	await db
		.insertInto('contributionGroup')
		.values({ id: group, consultationId: place.id, title: 'Rivers', lang: 'en', at: new Date() })
		.execute();
	await sql`update contribution set group_id = ${group} where consultation_id = ${place.id}`.execute(
		db
	);
	const made = await draft(db, place.chair, place.id, {
		...{ to: { group }, replies: false, lang: 'en' }
	});
	if (!made.ok) throw new Error(JSON.stringify(made.obstacle));
	const { id } = (await byReference(db, place.spaceId, made.reference)) ?? { id: '' };
	expect(await leftIn(db, { id, supersedes: null })).toMatchObject({ toAnswer: 3, private: 1 });
	const seen = async (by: Viewer) =>
		(await meantBy(db, by, place.spaceId, { id, supersedesId: null })).rows.map(
			(row) => row.reference
		);
	expect((await seen(place.chair)).toSorted()).toEqual(said.slice(0, 2).toSorted());
	expect(await seen(place.secretariat)).toContain(secret);
});

test('a group of private ones alone is there for the secretariat only, and so are notes on it', async () => {
	const place = await hearing(db);
	const reference = await saidOn(db, place, 'In confidence.', { visibility: 'private' });
	const which = { references: [reference] };
	const into = { title: 'Whispers', lang: 'en' };
	const done = await gather(db, place.secretariat, place.id, { which, into });
	const group = (done.ok && done.groupId) || '';
	await over(db, place);
	const asked = { to: { group }, replies: false, lang: 'en' };
	await refuses(() => draft(db, place.editor, place.id, asked), { code: 'no_such_group' });
	expect(await groupToAnswer(db, place.chair, place, group)).toBeNull();
	expect(await groupToAnswer(db, place.secretariat, place, group)).toMatchObject({ waiting: 1 });
	const made = await draft(db, place.secretariat, place.id, asked);
	const found = made.ok ? await byReference(db, null, made.reference) : undefined;
	if (!found) throw new Error('There is no draft.');
	const note = { body: 'Ask the mayor.', lang: 'en' };
	await addNote(db, place.secretariat, place.id, { groupId: group }, note);
	expect(await notesOn(db, found.id, false)).toEqual([]);
	expect(await notesOn(db, found.id, true)).toMatchObject([{ body: 'Ask the mayor.' }]);
});

test('words that are held are shown on a draft to those who decide about them alone', async () => {
	const { place, made, reference } = await oneDraft();
	await sql`update contribution set state = 'held' where reference = ${reference}`.execute(db);
	const draft = { id: made.id, supersedesId: null };
	const opening = async (viewer: Viewer) =>
		(await meantBy(db, viewer, place.spaceId, draft)).rows.map((row) => row.opening);
	expect(await opening(place.secretariat)).toEqual([expect.stringMatching(/./)]);
	expect(await opening(place.editor)).toEqual(['']);
	expect(await opening(place.chair)).toEqual(['']);
});

test('a draft is thrown away with its revisions, and only then', async () => {
	const { place, made } = await oneDraft();
	await refuses(() => discard(db, place.author, made.id), { code: 'not_allowed' });
	expect(await discard(db, place.editor, made.id)).toEqual({ ok: true });
	expect(await draftOf(db, made.id)).toBeUndefined();
	await refuses(() => discard(db, place.editor, made.id), { code: 'missing' });
});

test('a draft that a published version names is not thrown away', async () => {
	const { place, made } = await oneDraft();
	const [unit] = await unitsNow(db, place.id);
	if (!unit) throw new Error('There is no text.');
	const change = { kind: 'change' as const, answers: [made.id] };
	await nextVersion(db, place.id, [{ ...unit, change }]);
	await refuses(() => discard(db, place.editor, made.id), { code: 'named_by_version' });
});
