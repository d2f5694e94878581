import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { send, type Said } from '#domain/contribution/send.server.ts';
import { newId } from '#domain/identity.ts';
import { makeLink } from '#domain/accounts/link.server.ts';
import { authorOf } from '#domain/contribution/store.server.ts';
import { refoldAlike } from '#domain/contribution/alike.server.ts';
import { edit } from '#domain/contribution/edit.server.ts';
import { hold } from '#domain/pending/hold.server.ts';
import { bind } from '#domain/pending/store.server.ts';
import { report } from '#domain/moderation/report.server.ts';
import { thread } from '#domain/contribution/thread.server.ts';
import { differences } from '#platform/check.server.ts';
import { arcadia } from '#seed/arcadia.ts';
import { freshDatabase } from '#tests/database.ts';
import { signedIn } from '#tests/people.ts';
import { office, person } from '#tests/staff.ts';
import { keep } from '#domain/unsent/keep.server.ts';
import { askErasure } from './ask.server.ts';
import { erase, eraseWaiting } from './erase.server.ts';
import { elsewhere, sections } from './sections.ts';
import { counts, everythingAsJson, sectionAsCsv } from './take-away.server.ts';

const { db } = await freshDatabase();
const { spaceId } = await arcadia(db);
const [jonas, amara, marisol, petra, joana] = await Promise.all(
	['jonas', 'amara', 'marisol', 'petra', 'joana'].map((key) => signedIn(db, key))
);
if (!jonas || !amara || !marisol || !petra || !joana) throw new Error('Somebody is missing.');
const { id: consultationId } = await db
	.selectFrom('consultation')
	.select('id')
	.where('slug', '=', 'open-works')
	.executeTakeFirstOrThrow();

const said = (body: string, more: Partial<Said> = {}) =>
	({
		...{ consultationId, on: { kind: 'whole' }, to: null, as: null, kind: 'comment' },
		...{ visibility: 'public', lang: 'en', body },
		...more
	}) as Said;
const sent = async (by: typeof jonas, one: Said) => {
	const outcome = await send(db, by, one);
	if (!outcome.ok) throw new Error(outcome.obstacle.code);
	return db
		.selectFrom('contribution')
		.select(['id', 'reference'])
		.where('reference', '=', outcome.reference)
		.executeTakeFirstOrThrow();
};
const whole = async (pieces: AsyncIterable<string>) => {
	let text = '';
	for await (const piece of pieces) text += piece;
	return text;
};
/** Where in the whole database a text stands, table by table. */
async function found(text: string): Promise<string[]> {
	const { rows } = await sql<{ name: string }>`select table_name as name
		from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`.execute(
		db
	);
	const hits: string[] = [];
	for (const { name } of rows) {
		const { rows: in_ } = await sql`select 1 from ${sql.table(name)} as x
			where position(lower(${text}) in lower(x::text)) > 0 limit 1`.execute(db);
		if (in_.length) hits.push(name);
	}
	return hits;
}
const tallies = () =>
	db.selectFrom('tally').selectAll().orderBy('unitId').orderBy('voterKind').execute();

test('whatever points to a person can be taken away, or says why not', async () => {
	const { rows } = await sql<{ name: string }>`
		select distinct conrelid::regclass::text as name from pg_constraint
		where contype = 'f' and confrelid = 'person'::regclass`.execute(db);
	const known = new Set([...sections.flatMap((one) => one.tables), ...Object.keys(elsewhere)]);
	expect(rows.map((one) => one.name).filter((name) => !known.has(name))).toEqual([]);
});

test('everything of one’s own is in the file, nothing of others', async () => {
	const mine = await sent(amara, said('A canary called Tuppence.', { visibility: 'private' }));
	await sent(jonas, said('Somebody else’s Halfpenny.', { visibility: 'private' }));
	const everything = JSON.parse(await whole(everythingAsJson(db, amara))) as Record<
		string,
		Record<string, unknown>[]
	>;
	expect(Object.keys(everything)).toEqual(sections.map(({ name }) => name));
	expect(everything.account).toMatchObject([{ name: amara.name, email: amara.email }]);
	expect(everything.contributions).toContainEqual(
		expect.objectContaining({ reference: mine.reference, text: 'A canary called Tuppence.' })
	);
	expect(everything.organisations).toMatchObject([{ organisation: 'Open Ledger Society' }]);
	expect(JSON.stringify(everything)).not.toContain('Halfpenny');
	expect(JSON.stringify(everything)).not.toContain(jonas.email);
	const counted = await counts(db, amara);
	expect(counted).toEqual(
		Object.fromEntries(Object.entries(everything).map(([name, rows]) => [name, rows.length]))
	);
	const section = sections.find(({ name }) => name === 'contributions');
	const csv = section ? await whole(sectionAsCsv(db, amara, section)) : '';
	expect(csv.split('\r\n')[0]).toContain('reference,consultation,place');
	expect(csv).toContain('Tuppence');
});

test('a file of many batches holds each row once', async () => {
	await sql`insert into mail (id, recipient, language, kind, created_at)
		select gen_random_uuid(), ${joana.email}, 'en', 'receipt', now() from generate_series(1, 1201)`.execute(
		db
	);
	const everything = JSON.parse(await whole(everythingAsJson(db, joana))) as { mail: unknown[] };
	expect(everything.mail.length).toBe((await counts(db, joana)).mail);
	expect(everything.mail.length).toBeGreaterThan(1200);
});

test('the last steward and the last of a secretariat hand over first; a refusal changes nothing', async () => {
	const people = () => db.selectFrom('person').selectAll().orderBy('id').execute();
	const before = await people();
	expect(await askErasure(db, petra, 'kept')).toEqual({
		ok: false,
		obstacle: { code: 'last_of_role', role: 'STEWARD' }
	});
	const { rows } = await sql<{ n: number }>`select count(*)::int as n from role_grant
		where role = 'SECRETARIAT' and to_at is null and space_id = ${spaceId}`.execute(db);
	expect(rows[0]?.n).toBeGreaterThan(1);
	expect(await people()).toEqual(before);
	expect(await db.selectFrom('erasure').selectAll().execute()).toEqual([]);
});

test('kept: what was said stays, under nobody’s name; votes are counted as before', async () => {
	const mine = await sent(joana, said('Benches by the river.'));
	const before = await tallies();
	expect(await askErasure(db, joana, 'kept')).toEqual({ ok: true });
	expect(await erase(db, joana.id)).toBeGreaterThan(0);
	expect(await erase(db, joana.id)).toBe(0);
	const row = await db
		.selectFrom('contribution')
		.select(['body', 'authorName', 'state'])
		.where('id', '=', mine.id)
		.executeTakeFirstOrThrow();
	expect(row).toEqual({ body: 'Benches by the river.', authorName: '', state: 'published' });
	expect(await tallies()).toEqual(before);
	expect(await found(joana.email)).toEqual([]);
	expect(await askErasure(db, joana, 'erased')).toMatchObject({ obstacle: { code: 'gone' } });
	const session = await db
		.selectFrom('session')
		.select('id')
		.where('personId', '=', joana.id)
		.execute();
	expect(session).toEqual([]);
});

test('erased: no planted string of theirs is left anywhere; tallies and the ledger hold', async () => {
	const plant = (n: number) => `qxz${String(n).padStart(2, '0')}canary`;
	await sql`update person set name = ${plant(1)} where id = ${jonas.id}`.execute(db);
	await sql`update session set user_agent = ${plant(2)} where person_id = ${jonas.id}`.execute(db);
	const one = await sent(jonas, said(plant(3)));
	await edit(db, jonas, { id: one.id, consultationId, body: plant(4), lang: 'en' } as Parameters<
		typeof edit
	>[2]);
	await sent(jonas, said(plant(5), { visibility: 'private' }));
	const hidden = await sent(jonas, said(plant(6)));
	await db
		.updateTable('contribution')
		.set({ state: 'refused' })
		.where('id', '=', hidden.id)
		.execute();
	const other = await sent(amara, said('Something to report.'));
	await report(db, jonas, {
		id: other.id,
		consultationId,
		rule: 'respect',
		note: plant(7)
	} as Parameters<typeof report>[2]);
	const token = await hold(db, {
		...{ act: 'remark', payload: { body: plant(8) }, language: 'en', returnTo: '/en' },
		key: crypto.randomUUID()
	});
	await bind(db, token, jonas.email);
	await makeLink(db, jonas.email, { name: plant(9) });
	await db
		.insertInto('machineTranslation')
		.values({ hash: 'of a test', contributionId: one.id, body: plant(10) })
		.execute();
	for (let n = 1; n <= 10; n++) expect((await found(plant(n))).length, plant(n)).toBeGreaterThan(0);
	const before = await tallies();
	const ledgerBefore = await db.selectFrom('ledgerEntry').selectAll().orderBy('id').execute();

	expect(await askErasure(db, jonas, 'erased')).toEqual({ ok: true });
	await sql`update erasure set asked_at = asked_at - interval '2 minutes'`.execute(db);
	await eraseWaiting(db);

	for (let n = 1; n <= 10; n++) expect(await found(plant(n)), plant(n)).toEqual([]);
	expect(await found(jonas.email)).toEqual([]);
	expect(await tallies()).toEqual(before);
	expect(await differences(db)).toEqual([]);
	const ledgerAfter = await db.selectFrom('ledgerEntry').selectAll().orderBy('id').execute();
	expect(ledgerAfter.slice(0, ledgerBefore.length)).toEqual(ledgerBefore);
	expect(ledgerAfter.filter(({ aboutId }) => aboutId === one.id).map(({ type }) => type)).toEqual([
		'contribution.received',
		'contribution.edited',
		'contribution.erased'
	]);
	const spot = { consultationId, spaceId, unitId: null };
	const seen = await thread(db, null, spot, { page: 1, sort: 'latest' });
	const tombstone = seen.branches.find(({ remark }) => remark.reference === one.reference);
	expect(tombstone?.remark).toMatchObject({ author: null, body: null, state: 'withdrawn' });
	const waiting = await db
		.selectFrom('erasure')
		.select('personId')
		.where('doneAt', 'is', null)
		.execute();
	expect(waiting).toEqual([]);
});

test('what was said for an organisation is the organisation’s, without the name of who said it', async () => {
	const mine = await sent(
		amara,
		said('The Society asks for lamps.', { as: amara.organisations[0]?.id ?? '' })
	);
	expect(await askErasure(db, amara, 'erased')).toEqual({ ok: true });
	await erase(db, amara.id);
	const row = await db
		.selectFrom('contribution')
		.select(['body', 'authorName', 'state'])
		.where('id', '=', mine.id)
		.executeTakeFirstOrThrow();
	expect(row).toEqual({ body: 'The Society asks for lamps.', authorName: '', state: 'published' });
	const held = await db
		.selectFrom('membership')
		.select('id')
		.where('personId', '=', amara.id)
		.where('toAt', 'is', null)
		.execute();
	expect(held).toEqual([]);
});

test('who deletes their account while they speak waits for their own words; after it they say nothing', async () => {
	const toma = await person(db, 'Toma');
	let asked: Promise<unknown> | undefined;
	await db.transaction().execute(async (tx) => {
		const author = await authorOf(tx, toma, spaceId, null);
		if (typeof author === 'string') throw new Error(author);
		asked = askErasure(db, toma, 'kept');
		const first = await Promise.race([asked, new Promise((end) => setTimeout(end, 300, 'waits'))]);
		expect(first).toBe('waits');
	});
	expect(await asked).toEqual({ ok: true });
	expect(await send(db, toma, said('Too late.'))).toMatchObject({
		obstacle: { code: 'not_allowed' }
	});
	await keep(db, toma, { consultationId, form: 'remark?on=whole' }, { body: 'Typed too late.' });
	expect(await found('Typed too late.')).toEqual([]);
});

test('of two who hold a role between them and leave at once, one stays', async () => {
	for (let n = 0; n < 8; n++) {
		const { spaceId: place } = await office(db);
		const two = await Promise.all([person(db, 'One'), person(db, 'Two')]);
		for (const { id: personId } of two)
			await db
				.insertInto('roleGrant')
				.values({
					...{ id: newId(), spaceId: place, personId, role: 'SECRETARIAT' },
					fromAt: new Date()
				})
				.execute();
		const asked = await Promise.all(two.map((one) => askErasure(db, one, 'kept')));
		expect(asked.filter(({ ok }) => ok)).toHaveLength(1);
	}
});

test('who said the same as somebody who goes does not stand under what is gone', async () => {
	const [nadia, omar, pia] = await Promise.all(
		['Nadia', 'Omar', 'Pia'].map((name) => person(db, name))
	);
	if (!nadia || !omar || !pia) throw new Error('Somebody is missing.');
	const words = 'The ferry at the old mill should go on Sundays until nine in the evening.';
	const [first, second, third] = [
		await sent(nadia, said(words)),
		await sent(omar, said(words)),
		await sent(pia, said(words))
	];
	const folded = (id: string) =>
		db
			.selectFrom('contribution')
			.select(['alikeOf', 'alikeCount'])
			.where('id', '=', id)
			.executeTakeFirstOrThrow();
	expect(await folded(first.id)).toEqual({ alikeOf: null, alikeCount: 2 });
	await askErasure(db, nadia, 'erased');
	await erase(db, nadia.id);
	const { rows: jobs } = await sql<{ n: number }>`select count(*)::int as n
		from graphile_worker.jobs where key = ${`alike ${first.id}`}`.execute(db);
	expect(jobs).toEqual([{ n: 1 }]);
	await refoldAlike(db, first.id);
	expect(await folded(first.id)).toEqual({ alikeOf: null, alikeCount: 0 });
	expect(await folded(second.id)).toEqual({ alikeOf: null, alikeCount: 1 });
	expect(await folded(third.id)).toEqual({ alikeOf: second.id, alikeCount: 0 });
});
