import { sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import type { Viewer } from '#domain/accounts/viewer.ts';
import { newId } from '#domain/identity.ts';
import { begin, merge } from '#domain/theme/keep.server.ts';
import { themesOf } from '#domain/theme/store.server.ts';
import { groupOf } from '#domain/group/store.server.ts';
import { freshDatabase } from '#tests/database.ts';
import { ledgerOf, office, openIn, person } from '#tests/staff.ts';
import { send, type Said } from '../contribution/send.server.ts';
import { assign } from './assign.server.ts';
import { didAct } from './did.server.ts';
import { everything, filterOf, type Filter } from './filter.ts';
import { gather, ungroup } from './gather.server.ts';
import { addNote, dropNote, notesOn } from './note.server.ts';
import { linesOf, queue, wayFrom } from './queue.server.ts';
import { scopeOf } from './scope.ts';
import { giveTheme, takeTheme } from './theme.server.ts';
import { together } from './together.server.ts';
import { undo } from './undo.server.ts';

const { db } = await freshDatabase();
const place = await office(db);
const { spaceId, secretariat } = place;
const { id: consultationId } = await openIn(db, place);
const author = await person(db, 'Author');
const editor = await person(db, 'Editor', [{ spaceId, role: 'AGENCY_EDITOR' }]);
const [agencyId, bodyId] = [newId(), newId()];
for (const [by, role] of [
	[secretariat, 'SECRETARIAT'],
	[editor, 'AGENCY_EDITOR']
] as const)
	await sql`insert into role_grant (id, space_id, person_id, role, from_at)
		values (${newId()}, ${spaceId}, ${by.id}, ${role}, now() - interval '1 day')`.execute(db);
await sql`insert into organisation (id, space_id, slug, name, sector, verified_at) values
	(${agencyId}, ${spaceId}, 'ministry', 'Ministry', 'GOVERNMENT', now()),
	(${bodyId}, ${spaceId}, 'club', 'Club', 'CIVIL_SOCIETY', now())`.execute(db);
const theme = await begin(db, secretariat, spaceId, { names: { en: 'Money' }, basis: 'SECTOR' });
if (!theme.ok) throw new Error('No theme.');

const say = async (body: string, more: Partial<Said> = {}) => {
	const said = await send(db, author, {
		...{ consultationId, on: { kind: 'unit', number: 1 }, to: null, as: null, kind: 'comment' },
		...{ visibility: 'public', lang: 'en', body },
		...more
	} as Said);
	if (!said.ok) throw new Error(said.obstacle.code);
	return db
		.selectFrom('contribution')
		.select(['id', 'reference'])
		.where('reference', '=', said.reference)
		.executeTakeFirstOrThrow();
};
const first = await say('The tolls of the bridge are too high for those who cross it daily.');
const second = await say('Nobody told the fishers before the weir was built.', {
	on: { kind: 'whole' },
	kind: 'question'
});
const secret = await say('An engineer was told to leave the leak out of the report.', {
	visibility: 'private'
});
const third = await say('Les péages du pont sont trop élevés.', { lang: 'fr' });
const all = [first, second, secret, third];

const scope = scopeOf(secretariat, spaceId, consultationId);
const seenBy = (by: Viewer) => scopeOf(by, spaceId, consultationId);
const shown = async (filter: Partial<Filter>, by = secretariat) =>
	(await queue(db, seenBy(by), { ...everything, ...filter })).lines.map((line) => line.reference);
const chosen = (...those: { reference: string }[]) => ({
	references: those.map(({ reference }) => reference)
});
const rowOf = (id: string) =>
	db.selectFrom('contribution').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
/** All that an act of the desk can write. */
async function written() {
	const { rows } = await sql`
		select (select count(*) from ledger_entry) as ledger, (select count(*) from desk_act) as acts,
			(select count(*) from contribution_group) as groups, (select count(*) from internal_note) as notes,
			(select json_agg(x order by contribution_id) from contribution_theme x) as themes,
			(select json_agg(json_build_array(id, group_id, agency_id, assignee_id, news_at) order by id) from contribution) as rows`.execute(
		db
	);
	return rows[0];
}

beforeEach(async () => {
	await sql`update contribution set group_id = null, grouped_at = null, agency_id = null, assignee_id = null,
		assigned_at = null, news_at = null`.execute(db);
	await db.deleteFrom('contributionTheme').where('at', 'is not', null).execute();
});

test('the queue holds everything unanswered, the oldest first; private ones for the secretariat alone', async () => {
	expect(await shown({})).toEqual(all.map(({ reference }) => reference));
	expect(await shown({}, editor)).toEqual([first, second, third].map((one) => one.reference));
	expect(await shown({ private: true })).toEqual([secret.reference]);
	expect(await linesOf(db, seenBy(editor), [secret.id])).toEqual([]);
});

test('held ones wait for their answer too; their words are for those who decide about them', async () => {
	await sql`update contribution set state = 'held' where id = ${first.id}`.execute(db);
	try {
		const [own] = await linesOf(db, scope, [first.id]);
		const [others] = await linesOf(db, seenBy(editor), [first.id]);
		expect([own?.held, own?.opening.slice(0, 9)]).toEqual([true, 'The tolls']);
		expect([others?.held, others?.opening]).toEqual([true, '']);
		expect(await shown({ q: 'tolls' }, editor)).toEqual([]);
		expect(await shown({ q: 'tolls' })).toEqual([first.reference]);
	} finally {
		await sql`update contribution set state = 'published' where id = ${first.id}`.execute(db);
	}
});

test.each([
	['its unit', { unit: 1 }, [first, secret, third]],
	['a unit nobody spoke of', { unit: 2 }, []],
	['its place', { place: 'whole' as const }, [second]],
	['its kind', { kind: 'question' as const }, [second]],
	['its language', { lang: 'fr' }, [third]],
	['its words', { q: 'engineer leak' }, [secret]],
	['no theme', { theme: 'none' }, all],
	['a theme', { theme: 'money' }, []],
	['nobody', { assignee: 'none' }, all],
	['me', { assignee: 'me' }, []],
	['no body', { agency: 'none' }, all],
	['its age', { days: 1 }, []],
	['its support', { support: 1 }, []],
	['no group', { group: 'out' as const }, all],
	['a group', { group: 'in' as const }, []],
	['an answer', { answer: 'answered' as const }, []],
	['no draft', { answer: 'open' as const }, all],
	['a draft', { answer: 'drafted' as const }, []],
	['both ends', { sort: 'newest' as const }, all.toReversed()]
])('the filter tells by %s', async (_, filter, found) => {
	expect(await shown(filter)).toEqual(found.map(({ reference }) => reference));
});

test('an address that cannot be meant is named and left out', () => {
	const { filter, faults } = filterOf(
		new URLSearchParams('unit=many&lang=fr&days=7&sort=best&q=+a+')
	);
	expect(filter).toEqual({ ...everything, lang: 'fr', days: 7, q: 'a' });
	expect(faults).toEqual(['unit', 'sort']);
});

test('from one to the next within the filter, also after it has left it', async () => {
	expect(await wayFrom(db, scope, everything, second.id)).toEqual({
		...{ previous: first.reference, next: secret.reference, n: 2, total: 4 }
	});
	const newest = { ...everything, sort: 'newest' as const };
	expect(await wayFrom(db, scope, newest, second.id)).toMatchObject({
		...{ previous: secret.reference, next: first.reference, n: 3 }
	});
	const french = { ...everything, lang: 'fr' };
	expect(await wayFrom(db, scope, french, second.id)).toEqual({
		...{ previous: null, next: third.reference, n: null, total: 1 }
	});
	expect(await wayFrom(db, seenBy(editor), everything, second.id)).toMatchObject({
		next: third.reference
	});
});

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

const everyone = { all: everything, until: new Date(Date.now() + 60_000) };
test.each([
	[
		'nothing chosen',
		() => giveTheme(db, secretariat, consultationId, { which: chosen(), theme: 'money' }),
		'none_chosen'
	],
	[
		'a private one by an agency',
		() =>
			gather(db, editor, consultationId, {
				which: chosen(secret),
				into: { title: 'x', lang: 'en' }
			}),
		'none_chosen'
	],
	[
		'what came after one looked',
		() =>
			giveTheme(db, secretariat, consultationId, {
				which: { all: everything, until: new Date(0) },
				theme: 'money'
			}),
		'none_chosen'
	],
	[
		'no theme',
		() => giveTheme(db, secretariat, consultationId, { which: everyone, theme: 'none' }),
		'no_such_theme'
	],
	[
		'a theme nobody has',
		() => takeTheme(db, secretariat, consultationId, { which: everyone, theme: 'money' }),
		'no_change'
	],
	[
		'a theme by a participant',
		() => giveTheme(db, author, consultationId, { which: everyone, theme: 'money' }),
		'not_allowed'
	],
	[
		'a group without a title',
		() =>
			gather(db, secretariat, consultationId, {
				which: everyone,
				into: { title: ' ', lang: 'en' }
			}),
		'title_missing'
	],
	[
		'a title too long',
		() =>
			gather(db, secretariat, consultationId, {
				which: everyone,
				into: { title: 'x'.repeat(201), lang: 'en' }
			}),
		'title_long'
	],
	[
		'a group of elsewhere',
		() => gather(db, secretariat, consultationId, { which: everyone, into: { groupId: newId() } }),
		'no_such_group'
	],
	['out of no group', () => ungroup(db, secretariat, consultationId, everyone), 'no_change'],
	[
		'nobody',
		() => assign(db, secretariat, consultationId, { which: everyone, to: {} }),
		'nobody_named'
	],
	[
		'a body that is no agency',
		() => assign(db, secretariat, consultationId, { which: everyone, to: { agencyId: bodyId } }),
		'no_such_agency'
	],
	[
		'a person without a role',
		() =>
			assign(db, secretariat, consultationId, { which: everyone, to: { assigneeId: author.id } }),
		'no_such_person'
	],
	[
		'a private one to whom cannot read it',
		() =>
			assign(db, secretariat, consultationId, { which: everyone, to: { assigneeId: editor.id } }),
		'private_among'
	],
	[
		'assigning by an agency',
		() => assign(db, editor, consultationId, { which: everyone, to: { agencyId } }),
		'not_allowed'
	],
	[
		'an empty note',
		() =>
			addNote(
				db,
				secretariat,
				consultationId,
				{ contributionId: first.id },
				{ body: ' \n', lang: 'en' }
			),
		'note_missing'
	],
	[
		'a note too long',
		() =>
			addNote(
				db,
				secretariat,
				consultationId,
				{ contributionId: first.id },
				{ body: 'x'.repeat(2001), lang: 'en' }
			),
		'note_long'
	],
	[
		'a note by a participant',
		() =>
			addNote(db, author, consultationId, { contributionId: first.id }, { body: 'x', lang: 'en' }),
		'not_allowed'
	]
] as const)('%s is refused and writes nothing', async (_, verb, code) => {
	const before = await written();
	expect(await verb()).toMatchObject({ ok: false, obstacle: { code } });
	expect(await written()).toEqual(before);
});

test('an act is undone by whoever did it, or by the secretariat', async () => {
	const done = await giveTheme(db, secretariat, consultationId, {
		which: chosen(first),
		theme: 'money'
	});
	if (!done.ok) throw new Error(done.obstacle.code);
	expect(await didAct(db, editor, spaceId, consultationId, done.actId)).toBeNull();
	const before = await written();
	expect(await undo(db, editor, consultationId, done.actId)).toMatchObject({
		obstacle: { code: 'missing' }
	});
	expect(await written()).toEqual(before);
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

test('all that a filter shows is answered together as long as one form can name it', async () => {
	const scope = scopeOf(secretariat, spaceId, consultationId);
	const all = (filter: Partial<Filter>) =>
		together(db, scope, {
			all: { ...everything, ...filter },
			until: new Date(Date.now() + 60_000)
		});
	expect(await all({ kind: 'question' })).toEqual({ ok: true, references: [second.reference] });
	expect(await all({ kind: 'question', lang: 'ru' })).toEqual({
		ok: false,
		obstacle: { code: 'none_chosen' }
	});
	const many = Array.from({ length: 51 }, (_, n) => `C-${String(n).padStart(6, '0')}`);
	expect(await together(db, scope, { references: many })).toEqual({
		ok: false,
		obstacle: { code: 'group_first', limit: 50 }
	});
	const outside = scopeOf(editor, spaceId, consultationId);
	const seen = await together(db, outside, {
		all: everything,
		until: new Date(Date.now() + 60_000)
	});
	expect(seen.ok && seen.references).not.toContain(secret.reference);
});
