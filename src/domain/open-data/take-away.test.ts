import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { cancel } from '#domain/consultation/cancel.server.ts';
import { textOf } from '#domain/consultation/text.server.ts';
import { arcadia } from '#seed/arcadia.ts';
import { read } from '#tests/csv.ts';
import { freshDatabase } from '#tests/database.ts';
import { draftIn, office } from '#tests/staff.ts';
import { mark } from './csv.ts';
import { columns, tables, type Format, type Table } from './dictionary.ts';
import type { Source } from './rows.ts';
import * as store from './store.server.ts';
import { takeAway } from './take-away.server.ts';

const { db } = await freshDatabase();
let source: Source;

beforeAll(async () => {
	await arcadia(db);
	const space = await db.selectFrom('space').select('id').executeTakeFirstOrThrow();
	const consultation = await store.bySlug(db, space.id, 'open-works');
	if (!consultation) throw new Error('The example has no open-works.');
	source = { origin: 'https://folkmoot.example', consultation };
});

async function whole(table: Table, format: Format) {
	const parts = await Array.fromAsync(takeAway(db, source, table, format));
	return parts.join('');
}

async function contributions() {
	const rows = JSON.parse(await whole('contributions', 'json')) as Record<string, unknown>[];
	return new Map(rows.map((row) => [row.reference, row]));
}

const ofConsultation = () =>
	db.selectFrom('contribution').selectAll().where('consultationId', '=', source.consultation.id);

test.each(tables)(
	'%s as CSV begins with the mark and the names of the dictionary',
	async (table) => {
		const text = await whole(table, 'csv');
		expect(text.startsWith(mark)).toBe(true);
		const [head, ...rows] = read(text.slice(1));
		expect(head).toEqual(columns[table].map(({ name }) => name));
		// What became of contributions is counted in answers.test.ts.
		if (['units', 'texts', 'contributions', 'tallies'].includes(table))
			expect(rows.length).toBeGreaterThan(20);
		expect(rows.every((row) => row.length === head?.length)).toBe(true);
	}
);

test.each(tables)('%s holds the same in both formats', async (table) => {
	const [, ...lines] = read((await whole(table, 'csv')).slice(1));
	const objects = JSON.parse(await whole(table, 'json')) as Record<string, unknown>[];
	const texts = objects.map((object) => Object.values(object).map((value) => String(value ?? '')));
	expect(lines.map((line) => line.map((cell) => cell.replace(/^'/, '')))).toEqual(
		texts.map((line) => line.map((cell) => cell.replace(/^'/, '')))
	);
});

test('every public contribution is there once, and no private one', async () => {
	const rows = await ofConsultation().execute();
	const open = rows.filter(({ visibility }) => visibility === 'public').map((row) => row.reference);
	expect(rows.length).toBeGreaterThan(open.length);
	expect([...(await contributions()).keys()].sort()).toEqual(open.sort());
	const kept = rows.filter(({ visibility }) => visibility === 'private');
	for (const format of ['csv', 'json'] as const) {
		const text = await whole('contributions', format);
		for (const { reference, body } of kept) {
			expect(text).not.toContain(reference);
			expect(text).not.toContain(body.slice(0, 40));
		}
	}
});

test('hidden and withdrawn ones keep their place without words and names', async () => {
	const taken = await contributions();
	const ended = await ofConsultation()
		.where('visibility', '=', 'public')
		.where('state', '<>', 'published')
		.execute();
	expect(new Set(ended.map(({ state }) => state))).toEqual(new Set(['refused', 'withdrawn']));
	for (const { reference, state, supportPeople } of ended) {
		expect(taken.get(reference)).toMatchObject({
			state,
			text: null,
			author: null,
			organisation: null,
			support_people: supportPeople
		});
	}
});

test('chosen words come with their place, and go with what was said about them', async () => {
	const quoted = await db
		.selectFrom('contribution')
		.innerJoin('quote', 'quote.contributionId', 'contribution.id')
		.selectAll()
		.where('consultationId', '=', source.consultation.id)
		.where('visibility', '=', 'public')
		.orderBy('receivedAt')
		.execute();
	const [first] = quoted;
	if (!first) throw new Error('The example chose no words.');
	const hidden = db.updateTable('contribution').where('id', '=', first.contributionId);
	await hidden.set({ state: 'refused' }).execute();
	const taken = await contributions();
	await hidden.set({ state: 'published' }).execute();
	for (const one of quoted)
		expect(taken.get(one.reference)).toMatchObject(
			one === first
				? { quote: null, quote_before: null, quote_from: null, quote_language: null }
				: {
						...{ quote: one.exact, quote_before: one.prefix, quote_after: one.suffix },
						...{ quote_from: one.startAt, quote_to: one.endAt }
					}
		);
});

test('a draft is nobody’s to take away, not even once it was called off', async () => {
	const desk = await office(db);
	const { id, slug } = await draftIn(db, desk);
	expect(await store.bySlug(db, desk.spaceId, slug)).toBeUndefined();
	const done = await cancel(db, desk.secretariat, id, { reason: 'Not now.', lang: 'en' });
	expect(done.ok).toBe(true);
	expect(await store.bySlug(db, desk.spaceId, slug)).toBeUndefined();
});

test('the address of a unit is where it stands on the reading page', async () => {
	const { versionId } = source.consultation;
	const { units } = await textOf(db, versionId ?? '');
	const rows = JSON.parse(await whole('units', 'json')) as { unit_id: string; url: string }[];
	expect(rows.map(({ url }) => new URL(url).hash)).toEqual(units.map(({ anchor }) => `#${anchor}`));
});

test('more than one batch comes out complete and in order', async () => {
	const moments = [...(await contributions()).values()].map((row) => row.received_at);
	await sql`
		insert into contribution (id, reference, space_id, consultation_id, kind, place, version_id,
			author_name, body, lang, visibility, received_at)
		select gen_random_uuid(), 'C-' || lpad(n::text, 6, '0'), c.space_id, c.id, 'comment', 'whole',
			c.version_id, 'Many', '=' || n, 'en', 'public', now() + interval '1 day' + (n / 700) * interval '1 microsecond'
		from consultation c, generate_series(1, 3500) n
		where c.id = ${source.consultation.id}`.execute(db);
	const [, ...rows] = read((await whole('contributions', 'csv')).slice(1));
	expect(rows.length).toBe(moments.length + 3500);
	expect(new Set(rows.map(([reference]) => reference)).size).toBe(rows.length);
	const at = columns.contributions.findIndex(({ name }) => name === 'received_at');
	const times = rows.map((row) => row[at] ?? '');
	expect(times).toEqual([...times].sort());
});

test('whoever stops reading after the first piece ends the work', async () => {
	for await (const piece of takeAway(db, source, 'contributions', 'csv')) {
		expect(piece.startsWith(mark)).toBe(true);
		break;
	}
	const busy = async () => {
		const { rows } = await sql<{ busy: number }>`
			select count(*)::int as busy from pg_stat_activity
			where datname = current_database() and state <> 'idle' and pid <> pg_backend_pid()`.execute(db);
		return rows[0]?.busy;
	};
	// A connection says that it is idle a moment after it gave its answer.
	await expect.poll(busy).toBe(0);
});

test('tallies are what is folded and what still waits, people and organisations apart', async () => {
	const unit = await db
		.selectFrom('unitText')
		.select(['unitId', 'number'])
		.where('versionId', '=', source.consultation.versionId)
		.where('number', 'is not', null)
		.orderBy('position')
		.executeTakeFirstOrThrow();
	const taken = async () => {
		const rows = JSON.parse(await whole('tallies', 'json')) as Record<string, number | string>[];
		return rows.find((row) => row.unit_id === unit.unitId);
	};
	const [before, first] = [await taken(), await store.mark(db, source.consultation.id)];
	await db
		.insertInto('voteDelta')
		.values({
			consultationId: source.consultation.id,
			unitId: unit.unitId,
			voterKind: 'organisation',
			agree: 1,
			changes: 0,
			disagree: -0,
			unsure: 2
		})
		.execute();
	expect(await taken()).toMatchObject({
		unit_number: unit.number,
		people_agree: before?.people_agree,
		organisations_agree: Number(before?.organisations_agree) + 1,
		organisations_unsure: Number(before?.organisations_unsure) + 2
	});
	expect(await store.mark(db, source.consultation.id)).not.toBe(first);
});
