import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Viewer } from '#domain/accounts/viewer.ts';
import { close } from '#domain/consultation/close.server.ts';
import { gather } from '#domain/desk/gather.server.ts';
import { addNote } from '#domain/desk/note.server.ts';
import { newId } from '#domain/identity.ts';
import { freshDatabase } from '#tests/database.ts';
import {
	answer,
	contribution,
	draftFor,
	hearing,
	over,
	saidOn,
	typed,
	type Hearing
} from '#tests/answers.ts';
import { ledgerOf, rowOf } from '#tests/staff.ts';
import { nextVersion, unitsNow } from '#tests/versions.ts';
import { declareAnswered } from './declare-answered.server.ts';
import { byReference, draftOf, meantBy } from './desk.server.ts';
import { discard } from './discard.server.ts';
import { draft } from './draft.server.ts';
import { add, groupToAnswer, takeOut } from './gather.server.ts';
import { notesOn } from './notes.server.ts';
import { meterOf } from './meter.server.ts';
import { answeredBy, countsOf } from './public.server.ts';
import { publish, publishAsked, publishSeen } from './publish.server.ts';
import { leftIn } from './ready.server.ts';
import { save } from './save.server.ts';
import { responseOf, standingFor } from './store.server.ts';
import { submit } from './submit.server.ts';
import { supersede } from './supersede.server.ts';
import { keepTemplate } from './template/keep.server.ts';

const { db } = await freshDatabase();

const tables = [
	'reasonedResponse',
	'reasonedResponseRevision',
	'reasonedResponseContribution',
	'reasonedResponseLink',
	'responseTemplate',
	'contribution',
	'consultation',
	'ledgerEntry',
	'news',
	'publicAct'
] as const;
async function everything() {
	const rows = await Promise.all(tables.map((table) => db.selectFrom(table).selectAll().execute()));
	return JSON.stringify(rows.map((all) => all.map((one) => JSON.stringify(one)).toSorted()));
}
type Outcome = { ok: boolean; obstacle?: object };
async function refuses(act: () => Promise<Outcome>, obstacle: object) {
	const before = await everything();
	expect(await act()).toMatchObject({ ok: false, obstacle });
	expect(await everything()).toBe(before);
}

/** A hearing with one remark, closed, and a draft that answers it. */
async function oneDraft() {
	const place = await hearing(db);
	const reference = await saidOn(db, place, 'Cleaner, please.');
	await over(db, place);
	return { place, reference, made: await draftFor(db, place, [reference]) };
}
const publishes = (place: Hearing, id: string, seen: number, more = {}, by?: Viewer) =>
	publish(db, by ?? place.secretariat, id, { seen, typed: typed(more) });

/** Says that a unit has other words in a later version. */
async function changed(place: Hearing, number: number) {
	const row = await rowOf(db, place.id);
	const unit = await db
		.selectFrom('unitText')
		.select('unitId')
		.where('versionId', '=', row.versionId)
		.where('number', '=', number)
		.executeTakeFirstOrThrow();
	const id = newId();
	const at = sql<Date>`clock_timestamp()`;
	await db
		.insertInto('textVersion')
		.values({ id, consultationId: place.id, n: 2, publishedAt: at, source: '' })
		.execute();
	await db
		.insertInto('unitChange')
		.values({ versionId: id, unitId: unit.unitId, kind: 'change' })
		.execute();
}

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

test('every save is a revision, and one that changes nothing is none', async () => {
	const { place, made } = await oneDraft();
	const sent = {
		seen: 1,
		typed: typed({ references: [{ kind: 'decision', title: 'D', href: '' }] })
	};
	expect(await save(db, place.editor, made.id, sent)).toMatchObject({ ok: true, revision: 2 });
	expect(await save(db, place.editor, made.id, { ...sent, seen: 2 })).toMatchObject({
		ok: true,
		revision: 2
	});
	const revisions = await db
		.selectFrom('reasonedResponseRevision')
		.selectAll()
		.where('responseId', '=', made.id)
		.orderBy('revision')
		.execute();
	expect(revisions).toMatchObject([
		{ revision: 1, byId: place.secretariat.id, fields: { input: '' } },
		{ revision: 2, byId: place.editor.id, fields: { input: typed().input } }
	]);
	expect(await draftOf(db, made.id)).toMatchObject({ revision: 2, changedBy: 'Editor' });
});

test.each([
	['a unit that is not there', { units: 'P9' }, 'no_such_unit', 'units'],
	['a body that is not there', { agencyId: newId() }, 'no_such_agency', 'agencyId'],
	['a day that is none', { consideredOn: 'soon' }, 'no_day', 'consideredOn'],
	['too many words', { reasons: 'x'.repeat(5001) }, 'too_long', 'reasons']
])('%s is not saved', async (_, change, code, field) => {
	const { place, made } = await oneDraft();
	await refuses(() => save(db, place.secretariat, made.id, { seen: 1, typed: typed(change) }), {
		code: 'invalid',
		faults: [{ code, field }]
	});
});

test('who saves or publishes over a newer draft gets both texts, and nothing is written', async () => {
	const { place, made } = await oneDraft();
	await save(db, place.editor, made.id, { seen: 1, typed: typed() });
	await save(db, place.editor, made.id, {
		...{ seen: 2, typed: typed({ beyond: 'Theirs.', reasons: 'Their reasons.' }) }
	});
	const mine = { seen: 2, typed: typed({ input: 'Mine.', reasons: 'My reasons.' }) };
	const newer = {
		...{ code: 'changed_meanwhile', revision: 3, by: 'Editor' },
		...{ conflicts: ['reasons'], theirs: ['beyond'], mine: ['input'] },
		others: { beyond: 'Theirs.', reasons: 'Their reasons.' },
		sent: { input: 'Mine.', reasons: 'My reasons.' },
		merged: { input: 'Mine.', beyond: 'Theirs.', reasons: 'My reasons.' }
	};
	await refuses(() => save(db, place.secretariat, made.id, mine), newer);
	await refuses(() => publish(db, place.secretariat, made.id, mine), newer);
	await refuses(() => submit(db, place.editor, made.id, mine), newer);
	await refuses(() => publishSeen(db, place.secretariat, made.id, 2), {
		code: 'changed_since',
		reference: made.reference
	});
	// A revision nobody ever had is no base to merge on.
	await refuses(() => save(db, place.secretariat, made.id, { ...mine, seen: 99 }), {
		code: 'changed_meanwhile',
		conflicts: ['input', 'reasons', 'beyond']
	});
});

test('twenty who write on one draft lose no word in silence', async () => {
	const { place, made } = await oneDraft();
	await save(db, place.editor, made.id, { seen: 1, typed: typed({ input: '.' }) });
	const lines = Array.from({ length: 20 }, (_, n) => `Line ${n}.`);
	const write = async (line: string) => {
		let [seen, input] = [2, '.'];
		for (let attempt = 0; attempt < 40; attempt++) {
			const done = await save(db, place.editor, made.id, {
				...{ seen, typed: typed({ input: `${input}\n${line}` }) }
			});
			if (done.ok) return attempt;
			if (done.obstacle.code !== 'changed_meanwhile') throw new Error(done.obstacle.code);
			({ revision: seen } = done.obstacle);
			({ input } = done.obstacle.others);
		}
		throw new Error('Never saved.');
	};
	const attempts = await Promise.all(lines.map(write));
	const last = await draftOf(db, made.id);
	for (const line of lines) expect(last?.fields.input.split('\n')).toContain(line);
	expect(last?.revision).toBe(22);
	expect(attempts.filter((count) => count === 0)).toHaveLength(1);
}, 30_000);

test('publishing answers the contributions, seals the words, tells, and writes it down', async () => {
	const { place, reference, made } = await oneDraft();
	expect(await publishes(place, made.id, 1)).toEqual({
		...{ ok: true, reference: made.reference, later: false }
	});
	const one = await contribution(db, reference);
	expect(one.responseId).toBe(made.id);
	expect(one.newsAt).toEqual(one.answeredAt);
	const stored = await responseOf(db, made.id);
	expect(stored).toMatchObject({
		...{ state: 'published', kind: 'not_included', consideredOn: '2026-01-09' },
		parts: { reasons: typed().reasons },
		publishedAt: one.answeredAt
	});
	expect((await standingFor(db, [one.id, newId()])).get(one.id)).toMatchObject({
		...{ reference: made.reference, kind: 'not_included' }
	});
	const entry = (await ledgerOf(db, made.id)).find(({ type }) => type === 'response.published');
	expect(entry).toMatchObject({
		personId: place.secretariat.id,
		payload: { reference: made.reference, kind: 'not_included', contributions: 1 }
	});
	expect(JSON.stringify(entry)).not.toContain('another law');
	expect(String((entry?.payload as { seal?: string }).seal)).toMatch(/^[0-9a-f]{64}$/);
	const news = await db.selectFrom('news').selectAll().where('responseId', '=', made.id).execute();
	expect(news).toMatchObject([
		{ kind: 'response', consultationId: place.id, facts: { reference: made.reference } }
	]);
});

const unready: [string, Parameters<typeof typed>[0], object[]][] = [
	['the kind', { kind: '' }, [{ code: 'kind_missing', field: 'kind' }]],
	['what was said', { input: '' }, [{ code: 'part_missing', field: 'input' }]],
	['how it was considered', { consideration: '' }, [{ field: 'consideration' }]],
	['its influence', { influence: '' }, [{ field: 'influence' }]],
	['the reasons', { reasons: '' }, [{ field: 'reasons' }]],
	['what comes beyond', { beyond: '' }, [{ field: 'beyond' }]],
	['who decided', { decidedBy: '' }, [{ code: 'decided_by_missing', field: 'decidedBy' }]],
	[
		'the change',
		{ kind: 'included_with_changes' },
		[{ code: 'change_not_linked', field: 'units' }]
	],
	[
		'a unit that changed',
		{ kind: 'included_with_changes', units: 'P1 P2' },
		[{ code: 'unit_unchanged', field: 'units', numbers: ['P1', 'P2'] }]
	],
	['the gap', { input: 'On […].' }, [{ code: 'placeholder_stands', field: 'input' }]]
];
test.each(unready)(
	'without %s it is neither published nor handed in',
	async (_, change, faults) => {
		const { place, made } = await oneDraft();
		const obstacle = { code: 'incomplete', faults };
		await refuses(() => publishes(place, made.id, 1, change), obstacle);
		await refuses(
			() => submit(db, place.editor, made.id, { seen: 1, typed: typed(change) }),
			obstacle
		);
	}
);

test('“with changes” names units that changed', async () => {
	const { place, made } = await oneDraft();
	await changed(place, 2);
	await refuses(
		() => publishes(place, made.id, 1, { kind: 'included_with_changes', units: '1 2' }),
		{
			code: 'incomplete',
			faults: [{ code: 'unit_unchanged', numbers: ['P1'] }]
		}
	);
	expect(
		await publishes(place, made.id, 1, { kind: 'included_with_changes', units: 'P2' })
	).toMatchObject({ ok: true });
	expect((await responseOf(db, made.id))?.links).toMatchObject([{ kind: 'unit', number: 2 }]);
});

test('an editor of a body comes as far as the review, the secretariat and the chair publish', async () => {
	const { place, made } = await oneDraft();
	await refuses(() => publishes(place, made.id, 1, {}, place.editor), { code: 'not_allowed' });
	await refuses(() => publishSeen(db, place.editor, made.id, 1), { code: 'not_allowed' });
	const sent = { seen: 1, typed: typed() };
	await refuses(() => submit(db, place.author, made.id, sent), { code: 'not_allowed' });
	expect(await submit(db, place.editor, made.id, sent)).toEqual({ ok: true, revision: 2 });
	expect(await draftOf(db, made.id)).toMatchObject({ state: 'review' });
	expect(await publishSeen(db, place.chair, made.id, 2)).toMatchObject({ ok: true });
	expect(await responseOf(db, made.id)).toMatchObject({ state: 'published' });
});

test('nobody is answered before there is anything to answer, and nothing once it is archived', async () => {
	const { place, made } = await oneDraft();
	await sql`update consultation set archived_at = now() where id = ${place.id}`.execute(db);
	await refuses(() => publishes(place, made.id, 1), { code: 'wrong_state', state: 'ARCHIVED' });
	await refuses(() => save(db, place.editor, made.id, { seen: 1, typed: typed() }), {
		code: 'wrong_state'
	});
});

test('what was published never changes, in the database neither', async () => {
	const { place, reference, made } = await oneDraft();
	await publishes(place, made.id, 1);
	const again = { code: 'published_already' };
	await refuses(() => publishes(place, made.id, 2, { reasons: 'Other.' }), again);
	await refuses(() => save(db, place.secretariat, made.id, { seen: 2, typed: typed() }), again);
	await refuses(() => discard(db, place.secretariat, made.id), again);
	await refuses(() => takeOut(db, place.secretariat, made.id, [reference]), again);
	for (const column of ['reasons', 'decided_by', 'kind'])
		await expect(
			sql`update reasoned_response set ${sql.ref(column)} = 'included' where id = ${made.id}`.execute(
				db
			)
		).rejects.toThrow('reasoned_response_frozen');
	await expect(
		sql`update reasoned_response set state = 'draft' where id = ${made.id}`.execute(db)
	).rejects.toThrow('reasoned_response_frozen');
});

test('a draft says who withdrew, was refused, or was answered by another meanwhile', async () => {
	const place = await hearing(db);
	const [stays, goes, bad, taken] = await Promise.all(
		['Stays.', 'Goes.', 'Bad.', 'Taken.'].map((body) => saidOn(db, place, body))
	);
	if (!stays || !goes || !bad || !taken) throw new Error('Nothing was said.');
	const made = await draftFor(db, place, [stays, goes, bad, taken]);
	await sql`update contribution set state = 'withdrawn' where reference = ${goes}`.execute(db);
	await sql`update contribution set state = 'refused' where reference = ${bad}`.execute(db);
	const other = await answer(db, place, [taken]);
	expect(await leftIn(db, { id: made.id, supersedes: null })).toEqual({
		...{ all: 4, toAnswer: 1, private: 0, withdrawn: 1, refused: 1, answered: 1, leftOut: 0 }
	});
	const { rows } = await meantBy(db, place.secretariat, place.spaceId, {
		...{ id: made.id, supersedesId: null }
	});
	expect(rows.find((row) => row.reference === taken)).toMatchObject({
		answeredBy: other.reference
	});
	expect(rows.find((row) => row.reference === goes)).toMatchObject({
		...{ state: 'withdrawn', opening: '' }
	});
	await refuses(() => publishes(place, made.id, 1), { code: 'answered_meanwhile', count: 1 });
	expect(await takeOut(db, place.editor, made.id, 'settled')).toEqual({ ok: true });
	expect(await publishes(place, made.id, 1)).toMatchObject({ ok: true });
	expect(await countsOf(db, made.id)).toEqual({ public: 1, private: 0 });
	expect((await contribution(db, goes)).responseId).toBeNull();
	expect((await contribution(db, taken)).responseId).toBe(other.id);
});

test('where nobody is left there is nothing to publish', async () => {
	const { place, reference, made } = await oneDraft();
	await sql`update contribution set state = 'withdrawn' where reference = ${reference}`.execute(db);
	await refuses(() => publishes(place, made.id, 1), { code: 'nobody_left', withdrawn: 1 });
});

test('contributions are added by reference and taken out again', async () => {
	const { place, reference, made } = await oneDraft();
	const [other] = await db
		.selectFrom('contribution')
		.select('reference')
		.where('consultationId', '!=', place.id)
		.limit(1)
		.execute();
	await refuses(
		() => add(db, place.editor, made.id, { references: [other?.reference ?? ''], replies: false }),
		{ code: 'no_such_contribution' }
	);
	expect(await takeOut(db, place.editor, made.id, [reference])).toEqual({ ok: true });
	expect(await leftIn(db, { id: made.id, supersedes: null })).toMatchObject({ all: 0 });
	expect(await add(db, place.editor, made.id, { references: [reference], replies: true })).toEqual({
		ok: true
	});
	expect(await leftIn(db, { id: made.id, supersedes: null })).toMatchObject({ toAnswer: 1 });
});

test('a new response takes the place of an old one; both stay to be read', async () => {
	const { place, reference, made } = await oneDraft();
	await publishes(place, made.id, 1);
	const before = await contribution(db, reference);
	const next = await supersede(db, place.editor, made.id);
	expect(next).toMatchObject({ ok: true });
	expect(await supersede(db, place.chair, made.id)).toEqual(next);
	const id = (await byReference(db, null, next.ok ? next.reference : ''))?.id ?? '';
	expect(await draftOf(db, id)).toMatchObject({
		...{ state: 'draft', supersedes: made.reference, fields: { reasons: typed().reasons } }
	});
	expect((await contribution(db, reference)).responseId).toBe(made.id);
	expect(await publishes(place, id, 1, { reasons: 'Better reasons.' })).toMatchObject({ ok: true });
	const after = await contribution(db, reference);
	expect(after).toMatchObject({ responseId: id, answeredAt: before.answeredAt });
	expect(after.newsAt?.getTime()).toBeGreaterThan(before.newsAt?.getTime() ?? 0);
	const [old, stands] = await Promise.all([responseOf(db, made.id), responseOf(db, id)]);
	expect(old).toMatchObject({ state: 'superseded', supersededBy: stands?.reference });
	expect(stands).toMatchObject({ state: 'published', supersedes: made.reference });
	expect(old?.parts.reasons).toBe(typed().reasons);
	expect(await answeredBy(db, made.id)).toMatchObject([{ reference }]);
	await refuses(() => supersede(db, place.secretariat, made.id), { code: 'not_standing' });
	await refuses(() => supersede(db, place.author, id), { code: 'not_allowed' });
});

test('whom a new response leaves out waits for an answer again, and the draft says so', async () => {
	const place = await hearing(db);
	const [one = '', two = ''] = await Promise.all(
		['1.', '2.'].map((body) => saidOn(db, place, body))
	);
	const first = await answer(db, place, [one, two]);
	const next = await supersede(db, place.secretariat, first.id);
	const id = (await byReference(db, null, next.ok ? next.reference : ''))?.id ?? '';
	await takeOut(db, place.secretariat, id, [two]);
	expect(await leftIn(db, { id, supersedes: first.id })).toMatchObject({
		...{ toAnswer: 1, answered: 0, leftOut: 1 }
	});
	await publishes(place, id, 1);
	expect(await contribution(db, two)).toMatchObject({ responseId: null, answeredAt: null });
	expect(await contribution(db, one)).toMatchObject({ responseId: id });
});

test('a template fills what is empty, and its own reasons cannot be published', async () => {
	const { place, made } = await oneDraft();
	const words = {
		input: 'On […]',
		consideration: 'c [who]',
		influence: 'i',
		reasons: 'Out of scope.'
	};
	const kept = await keepTemplate(db, place.secretariat, place.spaceId, {
		...{ title: 'Out of scope', kind: 'not_included', lang: 'en', beyond: '', ...words }
	});
	if (!kept.ok) throw new Error(JSON.stringify(kept.obstacle));
	const blank = { kind: '', consideration: '', influence: '', reasons: '', beyond: '' };
	const taken = await save(db, place.editor, made.id, {
		...{ seen: 1, typed: typed(blank), templateId: kept.id }
	});
	expect(taken).toMatchObject({
		ok: true,
		fields: { kind: 'not_included', input: typed().input, reasons: 'Out of scope.', beyond: '' }
	});
	await refuses(() => publishes(place, made.id, 2, { reasons: 'Out of scope' }), {
		...{ code: 'incomplete', faults: [{ code: 'reasons_not_specific', field: 'reasons' }] }
	});
	await refuses(() => publishes(place, made.id, 2, { beyond: 'See [who].' }), {
		...{ code: 'incomplete', faults: [{ code: 'placeholder_stands', field: 'beyond' }] }
	});
	const sent = { seen: 2, typed: typed(), templateId: newId() };
	await refuses(() => save(db, place.editor, made.id, sent), { code: 'no_such_template' });
	const more = { title: '', kind: '', lang: 'en', beyond: '', ...words };
	await refuses(() => keepTemplate(db, place.secretariat, place.spaceId, more), {
		...{ code: 'invalid', faults: [{ code: 'title_missing', field: 'title' }] }
	});
	await refuses(() => keepTemplate(db, place.editor, place.spaceId, { ...more, title: 'T' }), {
		code: 'not_allowed'
	});
});

test('a response to many is asked for, done once by the queue, and cannot be written on meanwhile', async () => {
	const place = await hearing(db);
	const first = await saidOn(db, place, 'The first of many.');
	await many(place, 300);
	await over(db, place);
	const made = await draftFor(db, place, [first]);
	await sql`insert into reasoned_response_contribution select ${made.id}, id from contribution
		where consultation_id = ${place.id} on conflict do nothing`.execute(db);
	expect(await publishes(place, made.id, 1)).toMatchObject({ ok: true, later: true });
	expect(await draftOf(db, made.id)).toMatchObject({ state: 'draft' });
	const busy = { code: 'being_published' };
	await refuses(() => save(db, place.editor, made.id, { seen: 2, typed: typed() }), busy);
	await refuses(() => publishes(place, made.id, 2), busy);
	const jobs = await sql<{ payload: { id: string; role: 'SECRETARIAT'; by: string } }>`
		select p.payload from graphile_worker._private_jobs p
		join graphile_worker.jobs j on j.id = p.id where j.task_identifier = 'publish_response'`.execute(
		db
	);
	const [job] = jobs.rows.filter(({ payload }) => payload.id === made.id);
	if (!job) throw new Error('Nothing was left to the queue.');
	await publishAsked(db, job.payload);
	await publishAsked(db, job.payload);
	expect(await meterOf(db, place.id)).toMatchObject({ answered: 301, open: 0 });
	const published = (await ledgerOf(db, made.id)).filter(
		({ type }) => type === 'response.published'
	);
	expect(published).toMatchObject([{ payload: { contributions: 301 } }]);
	expect((await rowOf(db, place.id)).answeredAt).not.toBeNull();
});

test('what comes in between is written on the draft, and nothing is published', async () => {
	const place = await hearing(db);
	const first = await saidOn(db, place, 'The first of many.');
	await many(place, 300);
	const made = await draftFor(db, place, [first]);
	await sql`insert into reasoned_response_contribution select ${made.id}, id from contribution
		where consultation_id = ${place.id} on conflict do nothing`.execute(db);
	await publishes(place, made.id, 1);
	const other = await answer(db, place, [first]);
	await publishAsked(db, { id: made.id, role: 'SECRETARIAT', by: place.secretariat.id });
	expect(await draftOf(db, made.id)).toMatchObject({
		...{ state: 'draft', publishAskedAt: null },
		publishObstacle: { code: 'answered_meanwhile', count: 1 }
	});
	expect(await meterOf(db, place.id)).toMatchObject({ answered: 1 });
	expect((await contribution(db, first)).responseId).toBe(other.id);
});

/** So many remarks at once, around the verbs. */
async function many({ id, spaceId, author }: Hearing, count: number) {
	const { versionId } = await rowOf(db, id);
	const ids = Array.from({ length: count }, newId);
	const references = ids.map((one) => `C-${one.replaceAll('-', '').slice(-6).toUpperCase()}`);
	await sql`insert into contribution (id, reference, space_id, consultation_id, kind, place, version_id, person_id,
			author_name, body, lang, visibility, received_at)
		select i, r, ${spaceId}, ${id}, 'comment', 'whole', ${versionId}, ${author.id}, 'Author', 'Said.', 'en',
			'public', clock_timestamp() from unnest(${ids}::uuid[], ${references}::text[]) as x (i, r)`.execute(
		db
	);
}

test('the meter counts what was said, answered and waits, and tells apart what needs no answer', async () => {
	const place = await hearing(db);
	const said = await Promise.all(
		['1.', '2.', '3.', '4.', '5.', '6.'].map((body) => saidOn(db, place, body))
	);
	const secret = await saidOn(db, place, 'Private.', { visibility: 'private' });
	const wait = (reference: string | undefined, days: number) =>
		sql`update contribution set received_at = clock_timestamp() - make_interval(days => ${days})
			where reference = ${reference}`.execute(db);
	for (const [n, days] of [10, 4, 2, 30, 1, 1].entries()) await wait(said[n], days);
	await sql`update contribution set state = 'refused' where reference = ${said[4]}`.execute(db);
	await sql`update contribution set state = 'withdrawn' where reference = ${said[5]}`.execute(db);
	await sql`update contribution set state = 'held' where reference = ${said[3]}`.execute(db);
	expect(await meterOf(db, place.id)).toMatchObject({
		...{ all: 7, answered: 0, open: 5, medianSeconds: null }
	});
	await answer(db, place, [said[0] ?? '', said[1] ?? ''], { kind: 'included' });
	await answer(db, place, [said[2] ?? '']);
	const meter = await meterOf(db, place.id);
	expect(meter).toMatchObject({
		...{ all: 7, answered: 3, open: 2, refused: 1, withdrawn: 1, declared: null },
		byKind: { included: 2, included_with_changes: 0, not_included: 1 }
	});
	expect(Math.round((meter.medianSeconds ?? 0) / 86_400)).toBe(4);
	expect(meter.oldest).toEqual((await contribution(db, said[3] ?? '')).receivedAt);
	expect((await contribution(db, secret)).responseId).toBeNull();
});

test('a consultation is answered by its last answer, of two at once too, and says so once', async () => {
	const place = await hearing(db);
	const said = await Promise.all(['1.', '2.', '3.'].map((body) => saidOn(db, place, body)));
	await over(db, place);
	await answer(db, place, [said[0] ?? '']);
	expect((await rowOf(db, place.id)).answeredAt).toBeNull();
	const [two, three] = await Promise.all(
		[said[1], said[2]].map((reference) => draftFor(db, place, [reference ?? '']))
	);
	await Promise.all([two, three].map((made) => publishes(place, made?.id ?? '', 1)));
	expect((await rowOf(db, place.id)).answeredAt).not.toBeNull();
	const acts = await db
		.selectFrom('publicAct')
		.selectAll()
		.where('consultationId', '=', place.id)
		.where('kind', '=', 'answered')
		.execute();
	expect(acts).toHaveLength(1);
	expect((await ledgerOf(db, place.id)).map(({ type }) => type)).toContain('consultation.answered');
	const news = await db
		.selectFrom('news')
		.select('kind')
		.where('consultationId', '=', place.id)
		.where('kind', '=', 'answered')
		.execute();
	expect(news).toHaveLength(1);
});

test('what was all answered while it was open is answered at its closing; where nothing was said it is not', async () => {
	const place = await hearing(db);
	await answer(db, place, [await saidOn(db, place, 'Only this.')]);
	expect((await rowOf(db, place.id)).answeredAt).toBeNull();
	await over(db, place);
	await close(db, place.id);
	expect((await rowOf(db, place.id)).answeredAt).not.toBeNull();
	const silent = await hearing(db);
	await over(db, silent);
	await close(db, silent.id);
	expect((await rowOf(db, silent.id)).answeredAt).toBeNull();
});

test('a named person says in public why not all are answered', async () => {
	const place = await hearing(db);
	await saidOn(db, place, 'Never answered.');
	const why = { reason: 'The ministry was dissolved.', lang: 'en' };
	await refuses(() => declareAnswered(db, place.secretariat, place.id, why), {
		...{ code: 'wrong_state', state: 'OPEN' }
	});
	await over(db, place);
	await refuses(() => declareAnswered(db, place.secretariat, place.id, { ...why, reason: ' ' }), {
		code: 'reason_missing'
	});
	await refuses(() => declareAnswered(db, place.editor, place.id, why), { code: 'not_allowed' });
	expect(await declareAnswered(db, place.chair, place.id, why)).toEqual({ ok: true, open: 1 });
	const row = await rowOf(db, place.id);
	expect(row).toMatchObject({ answeredBy: place.chair.id, answeredBecause: why.reason });
	expect(row.answeredAt).not.toBeNull();
	expect(await meterOf(db, place.id)).toMatchObject({
		...{ open: 1, declared: { by: 'Chair', because: why.reason } }
	});
	const [entry] = (await ledgerOf(db, place.id)).filter(
		({ type }) => type === 'consultation.answered'
	);
	expect(entry).toMatchObject({
		personId: place.chair.id,
		payload: { by: 'declaration', open: 1 }
	});
	expect(JSON.stringify(entry)).not.toContain('dissolved');
	await refuses(() => declareAnswered(db, place.chair, place.id, why), { code: 'wrong_state' });
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

test('a response is in a language there is, whatever a form says', async () => {
	const { place, made } = await oneDraft();
	const sent = (lang: string, seen: number) =>
		save(db, place.editor, made.id, { seen, typed: typed({ lang }) });
	expect(await sent('fr', 1)).toMatchObject({ ok: true, fields: { lang: 'fr' } });
	expect(await sent('x" dir="rtl', 2)).toMatchObject({ ok: true, fields: { lang: 'fr' } });
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
