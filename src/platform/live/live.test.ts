import { get } from 'node:http';
import { sql } from 'kysely';
import { beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { cancel } from '#domain/consultation/cancel.server.ts';
import { edit } from '#domain/contribution/edit.server.ts';
import { send, type Said } from '#domain/contribution/send.server.ts';
import { support } from '#domain/contribution/support.server.ts';
import { withdraw } from '#domain/contribution/withdraw.server.ts';
import { newId } from '#domain/identity.ts';
import { refuse } from '#domain/moderation/refuse.server.ts';
import { values, voterKinds } from '#domain/voting/vote.ts';
import { castAll } from '#domain/voting/cast.server.ts';
import { arcadia } from '#seed/arcadia.ts';
import { openedHouses } from '#tests/opened.ts';
import { signedIn } from '#tests/people.ts';
import { follow, served, type Reader } from '#tests/streams.ts';

const { db, houses } = await openedHouses(2, { FOLKMOOT_ADDRESS_HEADER: 'x-forwarded-for' });
const { texts } = await arcadia(db);
const [open, announced, closed] = ['open-works', 'night-buses', 'school-meals'].map(
	(slug) => texts.find((one) => one.slug === slug)?.id ?? ''
) as [string, string, string];
const [one, other] = await Promise.all(houses.map(served));
if (!one || !other) throw new Error('Two houses are needed.');

const jonas = await signedIn(db, 'jonas');
const amara = await signedIn(db, 'amara');
const marisol = await signedIn(db, 'marisol');

const said = (change: Partial<Said> = {}): Said => ({
	...{ consultationId: open, on: { kind: 'unit', number: 9 }, to: null, as: null },
	...{ kind: 'comment', visibility: 'public', lang: 'en', body: 'canary-words-1f00' },
	...change
});

async function say(change: Partial<Said> = {}, by = jonas) {
	const outcome = await send(db, by, said(change));
	if (!outcome.ok) throw new Error(outcome.obstacle.code);
	const { reference } = outcome;
	const { id } = await db
		.selectFrom('contribution')
		.select('id')
		.where('reference', '=', reference)
		.executeTakeFirstOrThrow();
	return { id, reference };
}

async function reader(port = one?.port ?? 0, path = `/live/${open}`, headers = {}) {
	const found = await follow(port, path, headers);
	onTestFinished(found.leave);
	if (found.status === 200) await vi.waitFor(() => expect(found.told().length).toBeGreaterThan(0));
	return found;
}

/** The first thing told after the greeting that has this member. */
const heard = (by: Reader, member: string) =>
	vi.waitFor(
		() => {
			const found = by.told().find(({ said }, at) => at > 0 && member in said);
			if (!found) throw new Error(`Nothing was told of ${member}: ${by.text()}`);
			return found;
		},
		{ timeout: 3000, interval: 10 }
	);

/** Long enough for whatever was said before to have been told. */
const quiet = () => new Promise((resume) => setTimeout(resume, 700));

const unitOf = async (number: number) =>
	(
		await db
			.selectFrom('unitText')
			.innerJoin('consultation', 'consultation.versionId', 'unitText.versionId')
			.select('unitId')
			.where('consultation.id', '=', open)
			.where('number', '=', number)
			.executeTakeFirstOrThrow()
	).unitId;

const draft = newId();
beforeAll(async () => {
	const row = await db
		.selectFrom('consultation')
		.select('spaceId')
		.where('id', '=', open)
		.executeTakeFirstOrThrow();
	await db
		.insertInto('consultation')
		.values({ id: draft, spaceId: row.spaceId, slug: 'not-yet', language: 'en', title: 'Not yet' })
		.execute();
});

describe('what is told', () => {
	test('a remark reaches readers of both processes within a second, without its words', async () => {
		const readers = [await reader(), await reader(other.port)];
		const begun = performance.now();
		const { reference } = await say();
		for (const one of readers) {
			const { said, at } = await heard(one, 'remarks');
			expect(said.remarks).toEqual([[reference, 'P9', null]]);
			expect(at - begun).toBeLessThan(1000);
			expect(Object.keys(said.places as object)).toEqual(['P9']);
			expect(one.text()).not.toContain('canary-words');
			expect(one.text()).not.toContain(jonas.name);
		}
	});

	test('a reply says what it replies to, and a vote how many there are of each', async () => {
		const first = await say();
		await quiet();
		const by = await reader();
		const second = await say({ to: first.reference }, amara);
		expect((await heard(by, 'remarks')).said.remarks).toEqual([
			[second.reference, 'P9', first.reference]
		]);
		const unitId = await unitOf(3);
		const ballot = { unitId, voterId: jonas.id, voterKind: 'person', personId: jonas.id } as const;
		const figures = async () =>
			((await heard(by, 'places')) && (by.told().at(-1)?.said.places as Record<string, number[]>))
				?.P3;
		const all = 1 + voterKinds.length * values.length;
		await castAll(db, [{ ...ballot, value: 'unsure' }]);
		await sql`select fold_votes()`.execute(db);
		await vi.waitFor(async () => expect((await figures())?.length).toBe(all), { timeout: 3000 });
		const before = await figures();
		await castAll(db, [{ ...ballot, value: 'agree' }]);
		await sql`select fold_votes()`.execute(db);
		const [remarks, agree = 0, changes, disagree, unsure = 0, ...bodies] = before ?? [];
		await vi.waitFor(
			async () =>
				expect(await figures()).toEqual([
					remarks,
					agree + 1,
					changes,
					disagree,
					unsure - 1,
					...bodies
				]),
			{ timeout: 3000 }
		);
	});

	test('what is private, and support, is told to nobody', async () => {
		const { id, reference } = await say();
		await quiet();
		const by = await reader();
		const secret = await say({ visibility: 'private', body: 'canary-private-22c4' });
		const choice = { id, consultationId: open, as: null, supports: true };
		expect(await support(db, amara, choice)).toMatchObject({ ok: true });
		await quiet();
		expect(by.told()).toHaveLength(1);
		await say({ on: { kind: 'whole' } });
		await heard(by, 'remarks');
		expect(by.text()).not.toContain(secret.reference);
		expect(by.text()).not.toContain('canary-private');
		expect(by.text()).not.toContain(reference);
	});

	test('what is hidden or withdrawn is told to be dropped', async () => {
		const [first, second] = [await say(), await say()];
		await quiet();
		const by = await reader();
		const ground = {
			id: first.id,
			consultationId: open,
			rule: 'advertising',
			facts: 'Sells shoes.'
		} as const;
		expect(await refuse(db, marisol, ground)).toEqual({ ok: true });
		expect((await heard(by, 'gone')).said.gone).toEqual([first.reference]);
		expect(await withdraw(db, jonas, { id: second.id, consultationId: open })).toEqual({
			ok: true
		});
		await vi.waitFor(() => expect(by.told().at(-1)?.said.gone).toEqual([second.reference]), {
			timeout: 3000
		});
		expect(by.text()).not.toContain('shoes');
	});

	test('a reworded remark is not told as a new one', async () => {
		const { id } = await say();
		await quiet();
		const by = await reader();
		const next = { id, consultationId: open, body: 'Put otherwise.', lang: 'en' };
		expect(await edit(db, jonas, next)).toMatchObject({ ok: true });
		await quiet();
		expect(by.told()).toHaveLength(1);
	});

	test('the clock closes it, to the second, and a cancellation is told at once', async () => {
		const by = await reader(one.port, `/live/${announced}`);
		expect(by.told()[0]?.said.state).toBe('ANNOUNCED');
		const soon = sql<Date>`clock_timestamp() + interval '900 milliseconds'`;
		await db
			.updateTable('consultation')
			.set({ opensAt: soon })
			.where('id', '=', announced)
			.execute();
		await sql`select touch(${announced}::uuid)`.execute(db);
		await heard(by, 'opens');
		// Nobody says anything when it opens: the process's own clock looks again.
		expect((await heard(by, 'state')).said.state).toBe('OPEN');
		const ended = await cancel(db, marisol, announced, {
			reason: 'The money is gone.',
			lang: 'en'
		});
		expect(ended).toMatchObject({ ok: true });
		await vi.waitFor(() => expect(by.told().at(-1)?.said.state).toBe('CANCELLED'), {
			timeout: 3000
		});
		expect(by.text()).not.toContain('money');
	});
});

describe('who comes back', () => {
	test('is told what they missed, once', async () => {
		const by = await reader();
		const first = await say();
		const { id } = await heard(by, 'remarks');
		const second = await say();
		await vi.waitFor(() => expect(by.told()).toHaveLength(3), { timeout: 3000 });
		for (const again of [
			await reader(one.port, `/live/${open}`, { 'last-event-id': id }),
			await reader(one.port, `/live/${open}?since=${id}`)
		]) {
			await heard(again, 'remarks');
			expect(again.text()).toContain(second.reference);
			expect(again.text()).not.toContain(first.reference);
			expect(again.told()[0]?.said.all).toBeUndefined();
		}
	});

	test('from long ago is told that anything may have changed', async () => {
		await sql`select touch(${closed}::uuid)`.execute(db);
		const by = await reader(one.port, `/live/${closed}?since=0`);
		expect(by.told()[0]?.said.all).toBe(true);
	});

	test('after a gap in listening is told what happened meanwhile', async () => {
		const by = await reader();
		const { rows } = await sql`select pg_terminate_backend(pid) from pg_stat_activity
			where application_name like 'folkmoot listen%' and datname = current_database()`.execute(db);
		expect(rows).toHaveLength(2);
		const { reference } = await say();
		expect((await heard(by, 'remarks')).said.remarks).toEqual([[reference, 'P9', null]]);
	});
});

describe('what it refuses', () => {
	const status = async (path: string, headers = {}) => {
		const found = await reader(one.port, path, headers);
		found.leave();
		return found.status;
	};

	test.each([
		['a draft', () => `/live/${draft}`, 404],
		['nothing at all', () => `/live/${newId()}`, 404],
		['no id', () => '/live/open-works', 404],
		['a closed one, which can be read', () => `/live/${closed}`, 200]
	])('%s', async (_, path, wanted) => {
		expect(await status(path())).toBe(wanted);
	});

	test('a draft stays unknown when its reader could see it: no cookie is read', async () => {
		expect(await status(`/live/${draft}`, { cookie: 'folkmoot=anything' })).toBe(404);
	});

	test('more streams than a process has room for', async () => {
		const [house] = houses;
		if (!house) throw new Error('No house was opened.');
		const full = vi.spyOn(house.live, 'full').mockReturnValueOnce('process');
		expect(await status(`/live/${open}`)).toBe(503);
		full.mockRestore();
	});

	test('counts streams by network, and forgets those that left', async () => {
		const live = houses[1]?.live;
		const before = live?.streams() ?? 0;
		const many = await Promise.all(
			Array.from({ length: 600 }, () =>
				follow(other.port, `/live/${open}`, { 'x-forwarded-for': '192.0.2.7' })
			)
		);
		expect(many.every(({ status }) => status === 200)).toBe(true);
		expect(live?.streams()).toBe(before + 600);
		const more = { 'x-forwarded-for': '192.0.2.7' };
		const refused = await follow(other.port, `/live/${open}`, more);
		expect([refused.status, refused.headers['retry-after']]).toEqual([429, '60']);
		const neighbour = await follow(other.port, `/live/${open}`, { 'x-forwarded-for': '192.0.2.8' });
		expect(neighbour.status).toBe(200);
		for (const one of [...many, neighbour]) one.leave();
		await vi.waitFor(() => expect(live?.streams()).toBe(before), { timeout: 5000 });
		const again = await follow(other.port, `/live/${open}`, more);
		expect(again.status).toBe(200);
		again.leave();
	});
});

test('without asking for a stream one gets the same as data, and an end', async () => {
	const text = await new Promise<string>((done) =>
		get(
			{
				host: '127.0.0.1',
				port: one.port,
				path: `/live/${open}`,
				headers: { host: `localhost:${one.port}` }
			},
			(answer) => {
				let all = '';
				answer.on('data', (part) => (all += part)).on('end', () => done(all));
			}
		)
	);
	const standing = JSON.parse(text) as Record<string, unknown>;
	expect(standing).toMatchObject({ state: 'OPEN' });
	expect(standing.withheld).toBeUndefined();
	expect(text).not.toContain('canary');
});

test('a process that ends says good-bye, with a pause of its own for each', async () => {
	const readers = [await reader(other.port), await reader(other.port)];
	houses[1]?.live.end();
	await vi.waitFor(() => expect(readers.every((one) => one.ended())).toBe(true));
	for (const one of readers) expect(one.text()).toMatch(/retry: [1-5]\d{3}\n\n$/);
	expect((await follow(other.port, `/live/${open}`)).status).toBe(503);
	expect(houses[1]?.live.streams()).toBe(0);
});
