import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Viewer } from '#domain/accounts/viewer.ts';
import { reading } from '#domain/consultation/reading.server.ts';
import { send } from '#domain/contribution/send.server.ts';
import { newId } from '#domain/identity.ts';
import { discard } from '#domain/response/discard.server.ts';
import { bring } from '#domain/invalidation/restore.server.ts';
import { hash } from '#domain/text/hash.server.ts';
import type { Unit } from '#domain/text/unit.ts';
import { cast } from '#domain/voting/cast.server.ts';
import { values } from '#domain/voting/vote.ts';
import { differences } from '#platform/check.server.ts';
import { draftFor } from '#tests/answers.ts';
import { closedIn, runOut, unitsOf } from '#tests/closed.ts';
import { changesIn } from '#tests/changes.ts';
import { freshDatabase } from '#tests/database.ts';
import * as staff from '#tests/staff.ts';
import { changedUnits } from './changed.server.ts';
import { noReasons, type Operation, type Reasons } from './operation.ts';
import { publishVersion } from './publish.server.ts';
import { revise } from './revise.server.ts';
import { startVersion } from './start.server.ts';
import { causedBy, versionsOf } from './store.server.ts';

const { db } = await freshDatabase();
const place = await staff.office(db);
const desk = place.secretariat;
const people = await Promise.all(['Ana', 'Bo', 'Cem'].map((name) => staff.person(db, name)));
const [ana] = people as [Viewer];
const reasons = noReasons;

const text = [
	staff.heading('Rivers'),
	staff.paragraph('One. Two.'),
	staff.paragraph('Three.'),
	staff.paragraph('Four.'),
	staff.paragraph('Five.'),
	staff.paragraph('Six.')
];
const edit = (
	unit: string,
	words: string,
	as: 'change' | 'correction',
	why: Reasons = reasons
): Operation => ({ op: 'edit', unit, to: staff.paragraph(words), as, reasons: why });

async function draft(id: string, operations: Operation[]) {
	await startVersion(db, desk, id);
	for (const [seen, operation] of operations.entries()) {
		const done = await revise(db, desk, id, { seen, operation });
		if (!done.ok) throw new Error(JSON.stringify(done.obstacle));
	}
	return operations.length;
}
const publish = (id: string, revision: number, note = 'What you said changed it.') =>
	publishVersion(db, desk, id, { revision, note, noteLang: 'en' });

const vote = (unitId: string, voter: Viewer, value: (typeof values)[number]) =>
	cast(db, { unitId, voterId: voter.id, voterKind: 'person', value, personId: voter.id });

async function said(consultationId: string, number: number, more = {}) {
	const outcome = await send(db, ana, {
		...{ consultationId, on: { kind: 'unit', number }, to: null, as: null },
		...{ kind: 'comment', visibility: 'public', lang: 'en', body: `On P${number}.` },
		...more
	} as Parameters<typeof send>[2]);
	if (!outcome.ok) throw new Error(outcome.obstacle.code);
	return db
		.selectFrom('contribution')
		.select(['id', 'reference'])
		.where('reference', '=', outcome.reference)
		.executeTakeFirstOrThrow();
}

const countsOf = async (id: string) => {
	const page = await reading(db, id, null);
	return Object.fromEntries(
		page?.units.flatMap(({ unit, counts }) =>
			unit.number === null ? [] : [[`P${unit.number} ${unit.plain}`, counts.agree]]
		) ?? []
	);
};

test('a version has its words, what changed and because of whom; old votes stay with old words', async () => {
	const { id } = await staff.openIn(db, place, 3600, text);
	const before = await unitsOf(db, id);
	const [, one = '', two = '', three = '', four = '', five = ''] = before.map((u) => u.unitId);
	for (const unit of [one, two, three, four, five]) await vote(unit, ana, 'agree');
	const mine = await said(id, 2);
	const hidden = await said(id, 2, { visibility: 'private' });
	await runOut(db, id);
	const { versionId: v1 = '' } = before[0] ?? {};

	const because: Reasons = {
		...{ note: 'Two said it more plainly.', noteLang: 'en', responses: [] },
		contributions: [
			{ id: mine.id, how: 'adapted' },
			{ id: hidden.id, how: 'because' }
		]
	};
	const part = newId();
	const fresh = newId();
	const revision = await draft(id, [
		edit(two, 'Three, put plainly.', 'change', because),
		edit(three, 'Four!', 'correction'),
		{ op: 'split', unit: one, place: 5, id: part },
		{ op: 'remove', unit: five, reasons },
		{ op: 'add', id: fresh, after: four, to: staff.paragraph('New.'), reasons },
		{ op: 'move', unit: four, after: null }
	]);
	expect([...(await changedUnits(db, id))].sort()).toEqual([one, part, two, three, five].sort());
	const done = await publish(id, revision);
	expect(done).toMatchObject({ ok: true, n: 2 });
	const v2 = done.ok ? done.versionId : '';

	expect(
		(await unitsOf(db, id)).map(({ number, plain, unitId }) => [number, plain, unitId])
	).toEqual([
		[1, 'Five.', four],
		[null, 'Rivers', before[0]?.unitId],
		[2, 'One.', one],
		[3, 'Two.', part],
		[4, 'Three, put plainly.', two],
		[5, 'Four!', three],
		[6, 'New.', fresh]
	]);
	const changes = await changesIn(db, v2);
	expect(changes.map((c) => [c.kind, c.moved, c.number, c.before, c.from])).toEqual([
		['move', true, 1, 4, []],
		['split', false, 2, 1, []],
		['split', false, 3, null, [one]],
		['change', false, 4, 2, []],
		['correction', false, 5, 3, []],
		['addition', false, 6, null, []],
		['removal', false, null, 5, []]
	]);
	expect(changes.find(({ unitId }) => unitId === two)?.contributions).toEqual([
		{ id: mine.id, how: 'adapted' },
		{ id: hidden.id, how: 'because' }
	]);
	expect(await causedBy(db, mine.id)).toMatchObject([
		{
			...{ versionId: v2, n: 2, unitId: two, kind: 'change', how: 'adapted' },
			old: { number: 2, body: { runs: [{ text: 'Three.' }] } },
			young: { number: 4, body: { runs: [{ text: 'Three, put plainly.' }] } }
		}
	]);
	const newsAt = await db
		.selectFrom('contribution')
		.select('id')
		.where('newsAt', 'is not', null)
		.where('consultationId', '=', id)
		.execute();
	expect(newsAt.map((row) => row.id).sort()).toEqual([mine.id, hidden.id].sort());

	// Changed words begin at zero; corrected and moved ones keep their votes.
	expect(await countsOf(id)).toEqual({
		...{ 'P1 Five.': 1, 'P2 One.': 0, 'P3 Two.': 0, 'P4 Three, put plainly.': 0 },
		...{ 'P5 Four!': 1, 'P6 New.': 0 }
	});
	const aside = await db.selectFrom('earlierVote').select(['unitId', 'versionId']).execute();
	expect(aside.map(({ unitId }) => unitId).sort()).toEqual([one, two, five].sort());
	expect(new Set(aside.map(({ versionId }) => versionId))).toEqual(new Set([v1]));
	expect(await differences(db)).toEqual([]);

	expect(await versionsOf(db, id)).toMatchObject([
		{ id: v2, n: 2, baseId: v1, note: 'What you said changed it.', units: 6, changes: 7 },
		{ id: v1, n: 1, units: 5, changes: 0 }
	]);
	const entries = await staff.ledgerOf(db, id);
	expect(entries.at(-1)).toMatchObject({
		type: 'version.published',
		payload: { version: v2, n: 2, votesSetAside: 3, changes: { split: 2, change: 1 } }
	});
	expect(JSON.stringify(entries)).not.toContain('plainly');
	expect(
		await db
			.selectFrom('publicAct')
			.select(['kind', 'versionId'])
			.where('consultationId', '=', id)
			.execute()
	).toEqual([{ kind: 'version', versionId: v2 }]);
	const news = await db.selectFrom('news').selectAll().where('versionId', '=', v2).execute();
	expect(news).toMatchObject([{ kind: 'version', facts: { n: 2, changes: 7 } }]);
	expect(
		await db.selectFrom('versionDraft').selectAll().where('consultationId', '=', id).execute()
	).toEqual([]);
	expect(await changedUnits(db, id)).toEqual(new Set([one, part, two, three, five, fresh]));
});

test('units nobody touched are the same to the last letter, and have the same fingerprint', async () => {
	const { id } = await closedIn(db, place, text);
	const [, one = ''] = (await unitsOf(db, id)).map((u) => u.unitId);
	await publish(id, await draft(id, [edit(one, 'Uno.', 'change')]));
	const { rows } = await sql<{ same: boolean; hash: string; unit: Unit }>`
		select a.body = b.body and a.hash = b.hash and a.plain = b.plain as same, b.hash,
			json_build_object('kind', b.kind, 'lang', b.lang, 'body', b.body) as unit
		from unit_text b join text_version v on v.id = b.version_id
		join unit_text a on a.version_id = v.base_id and a.unit_id = b.unit_id
		where v.consultation_id = ${id}::uuid and b.kind <> 'heading' order by b.position`.execute(db);
	expect(rows.map(({ same }) => same)).toEqual([false, true, true, true, true]);
	for (const row of rows) expect(row.hash).toBe(hash(row.unit));
});

test('what is refused writes nothing: while open, by others, unseen, unchanged, without a word', async () => {
	const open = await staff.openIn(db, place, 3600, text);
	const [unit] = await unitsOf(db, open.id);
	await db
		.insertInto('versionDraft')
		.values({ consultationId: open.id, baseId: unit?.versionId ?? '', startedAt: new Date() })
		.execute();
	expect(await publish(open.id, 0)).toMatchObject({ obstacle: { code: 'wrong_state' } });

	const { id } = await closedIn(db, place, text);
	const [, one = ''] = (await unitsOf(db, id)).map((u) => u.unitId);
	expect(await publish(id, 0)).toMatchObject({ obstacle: { code: 'no_draft' } });
	await startVersion(db, desk, id);
	expect(await publish(id, 0)).toMatchObject({ obstacle: { code: 'nothing_changed' } });
	await revise(db, desk, id, { seen: 0, operation: edit(one, 'Uno.', 'change') });
	expect(await publish(id, 0)).toMatchObject({ obstacle: { code: 'changed_meanwhile' } });
	expect(await publish(id, 1, '  ')).toMatchObject({ obstacle: { code: 'reason_missing' } });
	expect(
		await publishVersion(db, ana, id, { revision: 1, note: 'No.', noteLang: 'en' })
	).toMatchObject({ obstacle: { code: 'not_allowed' } });
	for (const each of [id, open.id]) expect(await versionsOf(db, each)).toHaveLength(1);
	expect((await staff.ledgerOf(db, id)).map(({ type }) => type)).not.toContain('version.published');
});

test('votes of a wave that is undone after a new version go back to the words they were given on', async () => {
	const { id } = await staff.openIn(db, place, 3600, text);
	const [, one = '', two = ''] = (await unitsOf(db, id)).map((u) => u.unitId);
	for (const unit of [one, two]) await vote(unit, ana, 'agree');
	const [{ versionId } = { versionId: '' }] = await unitsOf(db, id);
	const asked = { id: newId(), spaceId: place.spaceId, consultationId: id };
	await db
		.insertInto('invalidation')
		.values({
			...{ ...asked, condition: '{}', rule: 'fraud', facts: 'A wave.', lang: 'en' },
			...{ people: 1, votes: 2, supports: 0, contributions: 0 },
			...{ askedBy: desk.id, askedAt: new Date() }
		})
		.execute();
	await sql`with gone as (
		delete from vote where voter_id = ${ana.id} and unit_id = any (${[one, two]}::uuid[]) returning *
	), less as (
		insert into vote_delta (consultation_id, unit_id, voter_kind, agree, changes, disagree, unsure)
		select ${id}::uuid, unit_id, voter_kind, -1, 0, 0, 0 from gone
	) insert into invalid_vote (invalidation_id, unit_id, voter_id, voter_kind, version_id, value, cast_at)
		select ${asked.id}::uuid, unit_id, voter_id, voter_kind, version_id, value, cast_at from gone`.execute(
		db
	);
	await runOut(db, id);
	await publish(id, await draft(id, [edit(one, 'Uno.', 'change')]));
	await db.transaction().execute(async (tx) => {
		const step = { tx, one: asked, at: new Date(), spaceId: place.spaceId };
		await bring(step as unknown as Parameters<typeof bring>[0], [ana.id]);
	});
	const stands = (table: 'vote' | 'earlierVote') =>
		db
			.selectFrom(table)
			.select(['unitId', 'versionId'])
			.where('voterId', '=', ana.id)
			.where('unitId', 'in', [one, two])
			.execute();
	expect(await stands('vote')).toEqual([{ unitId: two, versionId }]);
	expect(await stands('earlierVote')).toEqual([{ unitId: one, versionId }]);
	expect(await differences(db)).toEqual([]);
});

test('a version is published without the draft of an answer that was thrown away since', async () => {
	const { id } = await staff.openIn(db, place, 3600, text);
	const [, one = ''] = (await unitsOf(db, id)).map((unit) => unit.unitId);
	const { reference } = await said(id, 1);
	await runOut(db, id);
	const made = await draftFor(db, { id, secretariat: desk }, [reference]);
	const why = { ...reasons, responses: [made.id] };
	const revision = await draft(id, [edit(one, 'Plainer.', 'change', why)]);
	expect(await discard(db, desk, made.id)).toEqual({ ok: true });
	const done = await publish(id, revision);
	expect(done).toMatchObject({ ok: true, n: 2 });
	if (!done.ok) return;
	expect(await changesIn(db, done.versionId)).toMatchObject([{ unitId: one, responses: [] }]);
});

test('a published version does not change', async () => {
	const { id } = await closedIn(db, place, text);
	const [, one = ''] = (await unitsOf(db, id)).map((u) => u.unitId);
	await publish(id, await draft(id, [edit(one, 'Uno.', 'change')]));
	for (const statement of [
		sql`update unit_change set note = 'Other.'`,
		sql`delete from unit_change`,
		sql`update unit_text set plain = ''`,
		sql`update text_version set note = 'Other.'`,
		sql`delete from text_version`,
		sql`delete from unit_change_contribution`,
		sql`update unit_origin set unit_id = unit_id`
	])
		await expect(statement.execute(db)).rejects.toThrow(/frozen/);
});

test('words in other languages go along with units that say what they said', async () => {
	const { id } = await closedIn(db, place, text);
	const units = await unitsOf(db, id);
	const [, one = '', two = ''] = units.map((u) => u.unitId);
	const { versionId = '' } = units[0] ?? {};
	await db
		.insertInto('textLanguage')
		.values({ versionId, lang: 'fr', n: 3, publishedAt: new Date(), words: '{}' })
		.execute();
	for (const unitId of [one, two])
		await db
			.insertInto('unitTranslation')
			.values({
				...{ versionId, unitId, lang: 'fr', ofLang: 'en', kind: 'paragraph', plain: 'Un.' },
				...{ body: JSON.stringify({ runs: [{ text: 'Un.' }] }), hash: 'x' }
			})
			.execute();
	const done = await publish(id, await draft(id, [edit(one, 'Uno.', 'correction')]));
	const there = await db
		.selectFrom('unitTranslation')
		.select('unitId')
		.where('versionId', '=', done.ok ? done.versionId : '')
		.execute();
	expect(there).toEqual([{ unitId: two }]);
	const page = await reading(db, id, null, { asked: 'fr', own: 'en' });
	expect(page?.text).toEqual({ lang: 'fr', n: 3 });
	expect(page?.units.map(({ unit }) => [unit.lang, unit.plain]).slice(1, 3)).toEqual([
		['en', 'Uno.'],
		['fr', 'Un.']
	]);
});

test('votes are neither lost nor made, whatever is done to the text, version after version', async () => {
	const { rows: all } = await sql<{ n: number }>`select count(*)::int as n from vote`.execute(db);
	expect(all[0]?.n).toBeGreaterThan(0);
	await fc.assert(
		fc.asyncProperty(
			fc.array(
				fc.record({
					what: fc.constantFrom('change', 'correction', 'merge', 'split', 'remove', 'move'),
					at: fc.nat(4)
				}),
				{ minLength: 1, maxLength: 8 }
			),
			async (deeds) => {
				const { id } = await staff.openIn(db, place, 3600, text);
				const units = (await unitsOf(db, id)).slice(1).map((u) => u.unitId);
				const sent = units.flatMap((unit, at) =>
					people.map((voter, who) => vote(unit, voter, values[(at + who) % 4] ?? 'agree'))
				);
				await Promise.all(sent);
				await runOut(db, id);
				await startVersion(db, desk, id);
				let revision = 0;
				for (const [n, { what, at }] of deeds.entries()) {
					const unit = units[at] ?? '';
					const operations: Record<string, Operation> = {
						change: edit(unit, `Changed ${n}.`, 'change'),
						correction: edit(unit, `Corrected ${n}.`, 'correction'),
						merge: { op: 'merge', unit, next: units[at + 1] ?? '' },
						split: { op: 'split', unit, place: 4, id: newId() },
						remove: { op: 'remove', unit, reasons },
						move: { op: 'move', unit, after: null }
					};
					const operation = operations[what];
					if (!operation) continue;
					const done = await revise(db, desk, id, { seen: revision, operation });
					if (done.ok) revision = done.revision;
				}
				const done = await publish(id, revision);
				const { rows } = await sql<{ unitId: string; now: number; then: number }>`
					select u.id as unit_id,
						(select count(*)::int from vote v where v.unit_id = u.id) as now,
						(select count(*)::int from earlier_vote e where e.unit_id = u.id) as then
					from unit u where u.consultation_id = ${id}::uuid`.execute(db);
				const of = new Map(rows.map((row) => [row.unitId, row]));
				for (const unit of units)
					expect((of.get(unit)?.now ?? 0) + (of.get(unit)?.then ?? 0)).toBe(people.length);
				const changes = done.ok ? await changesIn(db, done.versionId) : [];
				for (const { unitId, kind } of changes)
					if (units.includes(unitId))
						expect(of.get(unitId)?.now).toBe(kind === 'correction' || kind === 'move' ? 3 : 0);
			}
		),
		{ numRuns: 12 }
	);
	expect(await differences(db)).toEqual([]);
}, 60_000);
