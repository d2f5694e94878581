import { sql } from 'kysely';
import { expect, test, vi } from 'vitest';
import { freshDatabase } from '#tests/database.ts';
import { room } from '#tests/elsewhere.ts';
import { cancel } from './cancel.server.ts';
import { check } from './check.server.ts';
import { enterAll, enterNext } from './enter-all.server.ts';
import { batch, limits } from './import.ts';
import { map } from './map.server.ts';
import { firstRows, told } from './store.server.ts';

const { db } = await freshDatabase();
vi.setConfig({ testTimeout: 60_000 });

const csv = (...lines: string[]) => `id,paragraph,language,body\n${lines.join('\n')}\n`;
const count = async () =>
	Number(
		(
			await db
				.selectFrom('contribution')
				.select(({ fn }) => fn.countAll<number>().as('n'))
				.executeTakeFirstOrThrow()
		).n
	);

test('nothing is entered before it is accepted; then each row is, once, and keeps no words of its own', async () => {
	const at = await room(db);
	const id = await at.checked(
		csv('a1,1,en,Plant trees.', 'a2,,es,Más sombra.', 'a3,P7,en,"Benches, please."')
	);
	expect(await at.found(id)).toMatchObject({ state: 'checked', rows: 3, faults: 0, notes: 1 });
	expect(await at.bodies()).toEqual([]);
	expect(await at.accepted(id)).toEqual({ ok: true });
	expect(await at.bodies()).toEqual([]);
	await enterAll(db, id);
	expect(await at.bodies()).toEqual([
		{ body: 'Plant trees.', externalId: 'a1' },
		{ body: 'Más sombra.', externalId: 'a2' },
		{ body: 'Benches, please.', externalId: 'a3' }
	]);
	expect(await at.found(id)).toMatchObject({ state: 'entered', done: 3 });
	const rows = await db
		.selectFrom('contributionImportRow')
		.select('cells')
		.where('importId', '=', id)
		.execute();
	expect(rows).toEqual([{ cells: [] }, { cells: [] }, { cells: [] }]);
});

test('every fault is named with its line, and whoever accepts says what happens to those rows', async () => {
	const at = await room(db);
	const before = await at.checked(csv('b0,,en,Was here before.'));
	await at.accepted(before);
	await enterAll(db, before);
	const [{ reference } = { reference: '' }] = await db
		.selectFrom('contribution')
		.innerJoin('receivedElsewhere as e', 'e.contributionId', 'contribution.id')
		.select('reference')
		.where('externalId', '=', 'b0')
		.execute();
	const id = await at.checked(
		csv(
			'b1,1,en,Fine.',
			'b2,1,en,',
			'b3,1,tlh,nuqneH',
			'b1,1,en,Twice.',
			'b0,1,en,Again.',
			'b4,1,en,"Open',
			'b5,1,en',
			'b6,1,en,=HYPERLINK("x")'
		)
	);
	const rows = await told(db, id, 'faults', 1);
	expect(rows.map(({ line, faults }) => [line, faults])).toEqual([
		[3, [{ code: 'empty' }]],
		[4, [{ code: 'unknown_lang', value: 'tlh' }]],
		[5, [{ code: 'id_twice', id: 'b1', line: 2 }]],
		[6, [{ code: 'id_entered', id: 'b0', reference }]],
		[7, [{ code: 'quotes' }]],
		[8, [{ code: 'columns', found: 3, expected: 4 }]],
		[9, [{ code: 'quotes' }]]
	]);
	const written = await count();
	expect(await at.accepted(id, 'all')).toEqual({
		ok: false,
		obstacle: { code: 'has_faults', faults: 7 }
	});
	await enterAll(db, id);
	expect(await count()).toBe(written);
	expect(await at.accepted(id, 'faultless')).toEqual({ ok: true });
	await enterAll(db, id);
	expect((await at.bodies()).map(({ body }) => body)).toEqual(['Was here before.', 'Fine.']);
	expect(await at.found(id)).toMatchObject({ state: 'entered', done: 1, faults: 7 });
});

test('a file whose entering died in the middle, taken up by two processes at once, is entered exactly once', async () => {
	const at = await room(db);
	const lines = Array.from({ length: 1300 }, (_, n) => `k${n},,en,"Number ${n}"`);
	lines[1001 - 2] = 'k999,,en,"Open';
	const id = await at.checked(csv(...lines));
	expect((await told(db, id, 'faults', 1)).map(({ line }) => line)).toEqual([1001]);
	await at.accepted(id, 'faultless');

	expect(await enterNext(db, id)).toBe('more');
	expect(await at.bodies()).toHaveLength(batch);
	// The next step dies when all but its last statement is done: nothing of it stays.
	await sql`create function die() returns trigger language plpgsql as $$ begin raise 'killed'; end $$`.execute(
		db
	);
	await sql`create trigger die before update of cells on contribution_import_row execute function die()`.execute(
		db
	);
	await expect(enterAll(db, id)).rejects.toThrow('killed');
	await sql`drop trigger die on contribution_import_row`.execute(db);
	expect(await at.bodies()).toHaveLength(batch);
	// Two processes take it up at once.
	await Promise.all([enterAll(db, id), enterAll(db, id)]);
	const ids = (await at.bodies()).map(({ externalId }) => externalId);
	expect(ids).toHaveLength(1299);
	expect(new Set(ids).size).toBe(1299);
	expect(await at.found(id)).toMatchObject({ state: 'entered', done: 1299, faults: 1 });
});

test('checking that begins again finds the same', async () => {
	const at = await room(db);
	const id = await at.checked(csv('c1,1,en,One.', 'c1,1,en,Two.'));
	await db
		.updateTable('contributionImport')
		.set({ state: 'checking' })
		.where('id', '=', id)
		.execute();
	await check(db, id, true);
	expect(await at.found(id)).toMatchObject({ state: 'checked', faults: 1 });
	expect((await told(db, id, 'faults', 1)).map(({ faults }) => faults)).toEqual([
		[{ code: 'id_twice', id: 'c1', line: 2 }]
	]);
});

test('what was checked and entered meanwhile by another file is not entered again', async () => {
	const at = await room(db);
	const [one, other] = [await at.checked(csv('d1,,en,One.')), await at.checked(csv('d1,,en,One.'))];
	await at.accepted(one);
	await at.accepted(other);
	await enterAll(db, one);
	await enterAll(db, other);
	expect(await at.bodies()).toHaveLength(1);
	expect(await at.found(other)).toMatchObject({ state: 'entered', done: 0, faults: 1 });
});

test('cancelled in the middle, what is entered stays and the rest is forgotten', async () => {
	const at = await room(db);
	const id = await at.checked(
		csv(...Array.from({ length: batch + 1 }, (_, n) => `e${n},,en,N ${n}`))
	);
	await at.accepted(id);
	await enterNext(db, id);
	expect(await cancel(db, at.secretariat, at.at, id)).toEqual({ ok: true });
	await enterAll(db, id);
	expect(await at.bodies()).toHaveLength(batch);
	expect(await firstRows(db, id, { limit: 1000 })).toHaveLength(batch);
	expect(await cancel(db, at.secretariat, at.at, id)).toMatchObject({
		obstacle: { code: 'already_over' }
	});
});

test('a consultation that is over takes nothing more, not even of a file already accepted', async () => {
	const at = await room(db);
	const id = await at.checked(csv('f1,,en,Late.'));
	await at.accepted(id);
	await db
		.updateTable('consultation')
		.set({ archivedAt: new Date() })
		.where('id', '=', at.consultation.id)
		.execute();
	await enterAll(db, id);
	expect(await at.bodies()).toEqual([]);
	expect(await at.found(id)).toMatchObject({ state: 'refused', obstacle: { code: 'over' } });
	expect(await at.accepted(id)).toMatchObject({ ok: false });
});

test('whoever accepted it and lost their role meanwhile enters nothing more; what came before stays', async () => {
	const at = await room(db);
	const rows = Array.from({ length: batch + 1 }, (_, n) => `g${n},,en,N ${n}`);
	const id = await at.checked(csv(...rows));
	await at.accepted(id);
	expect(await enterNext(db, id)).toBe('more');
	await db
		.updateTable('roleGrant')
		.set({ toAt: new Date() })
		.where('personId', '=', at.secretariat.id)
		.execute();
	await enterAll(db, id);
	expect(await at.bodies()).toHaveLength(batch);
	expect(await at.found(id)).toMatchObject({
		...{ state: 'refused', obstacle: { code: 'no_longer_allowed' } }
	});
});

test.each([
	['an empty file', '', 'nothing'],
	['a head without rows', 'id,body\n', 'nothing'],
	['more rows than can be', `body\n${'x\n'.repeat(limits.rows + 1)}`, 'too_many_rows'],
	['more columns than can be', `${'c,'.repeat(100)}c\n1\n`, 'too_many_columns'],
	['a head with open quotes', '"id,body\n1,2\n', 'no_table']
])('%s is refused and leaves no row', async (_, text, code) => {
	const at = await room(db);
	const id = await at.upload(text);
	expect(await at.found(id)).toMatchObject({ state: 'refused', obstacle: { code } });
	expect(await firstRows(db, id)).toEqual([]);
});

test('columns are named before anything is checked, the words above all', async () => {
	const at = await room(db);
	const id = await at.upload('x,y\n1,2\n');
	const { id: consultationId } = at.consultation;
	const sent = { channel: 'letter', consent: 'named', day: at.today, lang: 'en' };
	const tries: [Record<string, string>, string][] = [
		[{}, 'no_body'],
		[{ 'column.body': '2' }, 'bad_columns'],
		[{ 'column.body': '1', 'column.unit': '1' }, 'bad_columns'],
		[{ 'column.body': '1', day: '2001-01-01' }, 'day_early'],
		[{ 'column.body': '1', channel: 'pigeon' }, 'no_channel'],
		[{ 'column.body': '1', lang: 'tlh' }, 'no_lang']
	];
	for (const [change, code] of tries) {
		const done = await map(db, at.secretariat, {
			consultationId,
			id,
			sent: { ...sent, ...change }
		});
		expect(done).toMatchObject({ ok: false, obstacle: { code } });
		expect(await at.found(id)).toMatchObject({ state: 'mapping' });
	}
});

test('a file belongs to the secretariat and to whoever sent it; a chair cannot enter what only the secretariat may read', async () => {
	const at = await room(db);
	const theirs = await at.checked(csv('g1,,en,Secret?'));
	expect(await at.found(theirs, at.chair)).toBeUndefined();
	expect(await at.accepted(theirs, 'all', at.chair)).toMatchObject({
		obstacle: { code: 'missing' }
	});
	const own = await at.checked('body,consent\nSecret.,private\nOpen.,named\n', {}, at.chair);
	expect(await at.found(own, at.chair)).toMatchObject({ faults: 1 });
	await at.accepted(own, 'faultless', at.chair);
	await enterAll(db, own);
	expect(await at.bodies()).toMatchObject([{ body: 'Open.' }]);
});
