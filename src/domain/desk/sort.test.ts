/** Themes, groups and who answers: given, taken away, taken back; and notes. */

import { sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import { begin, merge } from '#domain/theme/keep.server.ts';
import { themesOf } from '#domain/theme/store.server.ts';
import { groupOf } from '#domain/group/store.server.ts';
import { freshDatabase } from '#tests/database.ts';
import { chosen, clearDesk, deskOf, writtenAtDesk } from '#tests/desk.ts';
import { ledgerOf } from '#tests/staff.ts';
import { assign } from './assign.server.ts';
import { didAct } from './did.server.ts';
import { everything } from './filter.ts';
import { gather, ungroup } from './gather.server.ts';
import { addNote, dropNote, notesOn } from './note.server.ts';
import { giveTheme, takeTheme } from './theme.server.ts';
import { undo } from './undo.server.ts';

const { db } = await freshDatabase();
const {
	spaceId,
	consultationId,
	secretariat,
	editor,
	agencyId,
	shown,
	first,
	second,
	secret,
	third
} = await deskOf(db);
const rowOf = (id: string) =>
	db.selectFrom('contribution').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

beforeEach(() => clearDesk(db));

test('a theme is given to many in one entry, which names no private one; and taken back', async () => {
	const done = await giveTheme(db, secretariat, consultationId, {
		which: { all: everything, until: new Date(Date.now() + 60_000) },
		theme: 'money'
	});
	expect(done).toMatchObject({ ok: true, count: 4 });
	const [entry] = (await ledgerOf(db, consultationId)).slice(-1);
	expect(entry).toMatchObject({ type: 'theme.given', personId: secretariat.id });
	expect(entry?.payload).toMatchObject({
		count: 4,
		references: [first, second, third].map((one) => one.reference).toSorted()
	});
	expect(await shown({ theme: 'money' })).toHaveLength(4);
	const given = await themesOf(db, [secret.id]);
	expect(given.get(secret.id)).toMatchObject([{ slug: 'money', names: { en: 'Money' } }]);
	if (!done.ok) return;
	expect(await didAct(db, secretariat, spaceId, consultationId, done.actId)).toMatchObject({
		...{ kind: 'theme_given', count: 4, undone: false, theme: { en: 'Money' } }
	});
	// What came by another act stays.
	await sql`update contribution_theme set at = at + interval '1 minute' where contribution_id = ${first.id}`.execute(
		db
	);
	expect(await undo(db, secretariat, consultationId, done.actId)).toEqual({ ok: true, count: 3 });
	expect(await shown({ theme: 'money' })).toEqual([first.reference]);
	expect(await undo(db, secretariat, consultationId, done.actId)).toEqual({
		...{ ok: false, obstacle: { code: 'already_undone' } }
	});
});

test('a theme taken away comes back by undoing', async () => {
	await giveTheme(db, secretariat, consultationId, {
		which: chosen(first, second),
		theme: 'money'
	});
	const taken = await takeTheme(db, secretariat, consultationId, {
		...{ which: chosen(first, third), theme: 'money' }
	});
	expect(taken).toMatchObject({ ok: true, count: 1 });
	expect(await shown({ theme: 'money' })).toEqual([second.reference]);
	if (taken.ok) await undo(db, secretariat, consultationId, taken.actId);
	expect(await shown({ theme: 'money' })).toEqual([first.reference, second.reference]);
});

test('a group is made, joined, left and restored; its authors have news', async () => {
	const made = await gather(db, editor, consultationId, {
		...{ which: chosen(first, third), into: { title: ' Tolls \n are high ', lang: 'en' } }
	});
	expect(made).toMatchObject({ ok: true, count: 2 });
	if (!made.ok || !made.groupId) return;
	expect(await groupOf(db, first.id)).toMatchObject({ title: 'Tolls are high', count: 2 });
	const { newsAt, groupedAt } = await rowOf(third.id);
	expect(newsAt).toEqual(groupedAt);
	const into = { groupId: made.groupId };
	const joined = await gather(db, secretariat, consultationId, {
		which: chosen(first, secret),
		into
	});
	expect(joined).toMatchObject({ ok: true, count: 1 });
	const out = await ungroup(db, secretariat, consultationId, chosen(first, secret));
	expect(out).toMatchObject({ ok: true, count: 2 });
	expect(await groupOf(db, first.id)).toBeNull();
	if (out.ok) await undo(db, secretariat, consultationId, out.actId);
	expect(await groupOf(db, secret.id)).toMatchObject({ count: 3 });
	await undo(db, editor, consultationId, made.actId);
	// The first was put back by another act since, and stays.
	expect(await groupOf(db, third.id)).toBeNull();
});

test('who answers and who works on it is said within the house', async () => {
	const done = await assign(db, secretariat, consultationId, {
		...{ which: chosen(first, second), to: { agencyId, assigneeId: editor.id } }
	});
	expect(done).toMatchObject({ ok: true, count: 2 });
	expect(await shown({ assignee: 'me' }, editor)).toEqual([first.reference, second.reference]);
	expect(await shown({ agency: agencyId })).toHaveLength(2);
	const [entry] = (await ledgerOf(db, consultationId)).slice(-1);
	expect(JSON.stringify(entry?.payload)).not.toContain(editor.id);
	await assign(db, secretariat, consultationId, { which: chosen(first), to: { agencyId: null } });
	expect(await rowOf(first.id)).toMatchObject({ agencyId: null, assigneeId: editor.id });
	if (done.ok)
		expect(await undo(db, secretariat, consultationId, done.actId)).toEqual({ ok: true, count: 1 });
	expect(await rowOf(second.id)).toMatchObject({ agencyId: null, assigneeId: null });
});

test('with which body something waits is public, so the pages that count it are new', async () => {
	const generation = async () => {
		const { rows } = await sql<{ n: string }>`
			select n::text from consultation_generation where consultation_id = ${consultationId}`.execute(db);
		return Number(rows[0]?.n ?? 0);
	};
	const to = (agency: string | null) =>
		assign(db, secretariat, consultationId, { which: chosen(first), to: { agencyId: agency } });
	const before = await generation();
	const done = await to(agencyId);
	expect(await generation()).toBeGreaterThan(before);
	const given = await generation();
	if (done.ok) await undo(db, secretariat, consultationId, done.actId);
	expect(await generation()).toBeGreaterThan(given);
});

test('a theme that was merged since comes back as the one it became part of', async () => {
	const made = async (name: string) => {
		const begun = await begin(db, secretariat, spaceId, { names: { en: name }, basis: 'SECTOR' });
		if (!begun.ok) throw new Error('No theme.');
		return begun.slug;
	};
	const [old, into] = [await made('Fares'), await made('Prices')];
	const which = { which: chosen(second), theme: old };
	await giveTheme(db, secretariat, consultationId, which);
	const taken = await takeTheme(db, secretariat, consultationId, which);
	await merge(db, secretariat, spaceId, old, into);
	if (taken.ok) await undo(db, secretariat, consultationId, taken.actId);
	const carried = (await themesOf(db, [second.id])).get(second.id)?.map(({ slug }) => slug);
	expect(carried).toContain(into);
	expect(carried).not.toContain(old);
	await takeTheme(db, secretariat, consultationId, { which: chosen(second), theme: into });
});

test('an act is undone by whoever did it, or by the secretariat', async () => {
	const done = await giveTheme(db, secretariat, consultationId, {
		which: chosen(first),
		theme: 'money'
	});
	if (!done.ok) throw new Error(done.obstacle.code);
	expect(await didAct(db, editor, spaceId, consultationId, done.actId)).toBeNull();
	const before = await writtenAtDesk(db);
	expect(await undo(db, editor, consultationId, done.actId)).toMatchObject({
		obstacle: { code: 'missing' }
	});
	expect(await writtenAtDesk(db)).toEqual(before);
});

test('a note is its author’s to take back', async () => {
	const about = { contributionId: second.id };
	const noted = await addNote(db, editor, consultationId, about, {
		body: ' Ask them. ',
		lang: 'en'
	});
	if (!noted.ok) throw new Error(noted.obstacle.code);
	expect(await notesOn(db, secretariat, about)).toMatchObject([
		{ body: 'Ask them.', author: 'Editor', own: false }
	]);
	expect((await dropNote(db, secretariat, consultationId, noted.id)).ok).toBe(false);
	expect((await dropNote(db, editor, consultationId, noted.id)).ok).toBe(true);
	expect(await notesOn(db, editor, about)).toEqual([]);
});
