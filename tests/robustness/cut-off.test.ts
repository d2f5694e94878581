/** A4: a form whose answer was cut off is sent again: one effect, the same answer. */

import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect, type Connection } from '#platform/connection.server.ts';
import { differences } from '#platform/check.server.ts';
import { databaseOf } from '#platform/postgres/launch.ts';
import { startServer, type Server } from '#tests/server.ts';
import { signIn, type SignedIn } from '#tests/sessions.ts';
import { breakingProxy, type Proxy } from './proxy.ts';
import { ask } from './sender.ts';

const path = '/en/arcadia/consultations/open-works';
const data = mkdtempSync(join(tmpdir(), 'folkmoot-cut-'));
let server: Server;
let proxy: Proxy;
let database: Connection;
let people: SignedIn[] = [];
let next = 0;

beforeAll(async () => {
	server = await startServer({ data, env: { FOLKMOOT_ADDRESS_HEADER: 'x-forwarded-for' } });
	proxy = await breakingProxy({ port: server.port });
	database = connect((await databaseOf(data)).url, 4);
	const persons = await database.db
		.selectFrom('person')
		.select('id')
		.orderBy('id')
		.limit(80)
		.execute();
	const secret = readFileSync(join(data, 'secret'), 'utf8').trim();
	people = await signIn(
		database.db,
		secret,
		persons.map(({ id }) => id)
	);
});

afterAll(async () => {
	await proxy?.close();
	await database?.db.destroy();
	await server?.stop();
	rmSync(data, { recursive: true, force: true });
});

/** Someone who has not done anything yet, from a network of their own. */
function someone(): SignedIn & { address: string } {
	const person = people[(next += 1)];
	if (!person) throw new Error('There are too few people in the example.');
	return { ...person, address: `10.1.${next}.7` };
}

type Own = ReturnType<typeof someone>;
const send = (own: Own, to: string, form: Record<string, string>, through?: Proxy) =>
	ask({
		origin: server.origin,
		port: through?.port,
		path: to,
		form,
		cookie: own.cookie,
		address: own.address
	});

/** The form through a line that breaks after so many bytes, until the server has surely taken it. */
async function cutOff(own: Own, to: string, form: Record<string, string>, bytes: number) {
	proxy.cutAfter(bytes);
	const got = await send(own, to, form, proxy);
	proxy.cutAfter(null);
	return got;
}

async function unit() {
	return database.db
		.selectFrom('unitText')
		.innerJoin('consultation', 'consultation.versionId', 'unitText.versionId')
		.select(['unitText.unitId as id', 'unitText.number'])
		.where('consultation.slug', '=', 'open-works')
		.where('unitText.number', 'is not', null)
		.orderBy('position', 'desc')
		.executeTakeFirstOrThrow();
}

const remarkForm = (body: string) => ({
	...{ key: randomUUID(), body, kind: 'comment', visibility: 'public', lang: 'en' }
});

const moments = [0, 1, 20, 120];

describe.each(moments)('when the line breaks after %i bytes of the answer', (bytes) => {
	test('a remark is there once, and the form sent again leads to it', async () => {
		const [own, { number }] = [someone(), await unit()];
		const form = remarkForm(`Said over a bad line ${randomUUID()}`);
		const to = `${path}/remark?on=P${number}`;
		expect(await cutOff(own, to, form, bytes)).toBeNull();

		const again = await Promise.all(Array.from({ length: 9 }, () => send(own, to, form)));
		expect(new Set(again.map((got) => got?.status))).toEqual(new Set([303]));
		expect(new Set(again.map((got) => got?.location)).size).toBe(1);
		const rows = await database.db
			.selectFrom('contribution')
			.select('reference')
			.where('body', '=', form.body)
			.execute();
		expect(rows.length).toBe(1);
		expect(again[0]?.location).toContain(rows[0]?.reference);

		const other = await send(own, to, { ...form, body: `${form.body} and more` });
		expect(other?.status).toBe(422);
		expect(other?.text).toContain(`${form.body} and more`);
	});

	test('a vote is set once, however often it is sent', async () => {
		const [own, { id }] = [someone(), await unit()];
		await send(own, `${path}/votes`, { unit: id, value: 'withdraw' });
		const before = await votesOn(id);
		const form = { unit: id, value: 'disagree' };
		expect(await cutOff(own, `${path}/votes`, form, bytes)).toBeNull();
		const again = await Promise.all(
			Array.from({ length: 9 }, () => send(own, `${path}/votes`, form))
		);
		expect(again.every((got) => got !== null && got.status < 400)).toBe(true);
		expect(await votesOn(id)).toBe(before + 1);
	});

	test('support is given once', async () => {
		const own = someone();
		const { reference, id } = await database.db
			.selectFrom('contribution')
			.innerJoin('consultation', 'consultation.id', 'contribution.consultationId')
			.select(['reference', 'contribution.id'])
			.where('consultation.slug', '=', 'open-works')
			.where('visibility', '=', 'public')
			.where('state', '=', 'published')
			.where('contribution.personId', '<>', own.id)
			.where(({ not, exists, selectFrom }) =>
				not(
					exists(
						selectFrom('support')
							.select('voterId')
							.whereRef('contributionId', '=', 'contribution.id')
							.where('voterId', '=', own.id)
					)
				)
			)
			.executeTakeFirstOrThrow();
		const counted = async () =>
			(
				await database.db
					.selectFrom('contribution')
					.select('supportPeople as n')
					.where('id', '=', id)
					.executeTakeFirstOrThrow()
			).n;
		const before = await counted();
		const to = `/en/arcadia/contributions/${reference}/support`;
		expect(await cutOff(own, to, { supports: 'yes' }, bytes)).toBeNull();
		const again = await Promise.all(
			Array.from({ length: 9 }, () => send(own, to, { supports: 'yes' }))
		);
		expect(new Set(again.map((got) => got?.status))).toEqual(new Set([303]));
		expect(await counted()).toBe(before + 1);
	});

	test('a report is made once', async () => {
		const own = someone();
		const { reference, id } = await database.db
			.selectFrom('contribution')
			.select(['reference', 'id'])
			.where('visibility', '=', 'public')
			.where('state', '=', 'published')
			.where('personId', '<>', own.id)
			.executeTakeFirstOrThrow();
		const to = `/en/arcadia/contributions/${reference}/report`;
		const page = await ask({
			origin: server.origin,
			path: to,
			cookie: own.cookie,
			address: own.address
		});
		const rule = /name="rule"[^>]*value="([^"]+)"/.exec(page?.text ?? '')?.[1] ?? '';
		const form = { key: randomUUID(), rule, note: 'This is about someone in person.' };
		expect(await cutOff(own, to, form, bytes)).toBeNull();
		const again = await Promise.all(Array.from({ length: 9 }, () => send(own, to, form)));
		expect(new Set(again.map((got) => `${got?.status} ${got?.location}`)).size).toBe(1);
		expect(again[0]?.status).toBe(303);
		const rows = await database.db
			.selectFrom('report')
			.select('id')
			.where('contributionId', '=', id)
			.where('reporterId', '=', own.id)
			.execute();
		expect(rows.length).toBe(1);
	});
});

test('a remark taken in time gets its answer again after the closing; a new one is handed back', async () => {
	const [own, { number }] = [someone(), await unit()];
	const form = remarkForm(`Said just in time ${randomUUID()}`);
	const to = `${path}/remark?on=P${number}`;
	expect(await cutOff(own, to, form, 20)).toBeNull();
	const consultation = database.db.updateTable('consultation').where('slug', '=', 'open-works');
	const { closesAt } = await database.db
		.selectFrom('consultation')
		.select('closesAt')
		.where('slug', '=', 'open-works')
		.executeTakeFirstOrThrow();
	await consultation.set({ closesAt: (eb) => eb.fn<Date>('clock_timestamp') }).execute();
	try {
		const again = await send(own, to, form);
		expect(again).toMatchObject({
			status: 303,
			location: expect.stringMatching(/contributions\/C-/)
		});
		const late = remarkForm(`Said too late ${randomUUID()}`);
		const refused = await send(own, to, late);
		expect(refused?.status).toBe(409);
		expect(refused?.text).toContain(late.body);
	} finally {
		await consultation.set({ closesAt }).execute();
	}
});

test('afterwards every count is what its rows come to', async () => {
	expect(await differences(database.db)).toEqual([]);
});

async function votesOn(unitId: string) {
	const row = await database.db
		.selectFrom('vote')
		.select(({ fn }) => fn.countAll<number>().as('n'))
		.where('unitId', '=', unitId)
		.executeTakeFirstOrThrow();
	return row.n;
}
