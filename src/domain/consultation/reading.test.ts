import { sql, type KyselyPlugin } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { arcadia } from '#seed/arcadia.ts';
import { freshDatabase } from '#tests/database.ts';
import { newId } from '#domain/identity.ts';
import type { Database } from '#domain/database.server.ts';
import { castAll } from '../voting/cast.server.ts';
import { recount } from '../voting/store.server.ts';
import { noTally } from '../voting/vote.ts';
import { remarksByPlace } from './public-remarks.server.ts';
import { reading, type Reading } from './reading.server.ts';
import { headOf, idOf, listOf } from './store.server.ts';

const { db } = await freshDatabase();
let spaceId: string;
let open: string;

const read = async (
	id = open,
	voter: string | null = null,
	from: Database = db
): Promise<Reading> => {
	const found = await reading(from, id, voter);
	if (!found) throw new Error('There is nothing to read.');
	return found;
};
const remarksOf = (visibility: string) =>
	db
		.selectFrom('contribution')
		.select(['id', 'unitId', 'body', 'personId', 'organisationId', 'kind', 'guest'])
		.where('consultationId', '=', open)
		.where('visibility', '=', visibility)
		.execute();

beforeAll(async () => {
	await arcadia(db);
	const space = await db.selectFrom('space').select('id').executeTakeFirstOrThrow();
	spaceId = space.id;
	open = (await idOf(db, spaceId, 'open-works')) ?? '';
});

describe('what the reading page shows', () => {
	test('every number equals the rows it counts', async () => {
		const { units, voices, overview } = await read();
		const [shown, hidden] = await Promise.all([remarksOf('public'), remarksOf('private')]);
		const votes = await recount(db, open);
		for (const { unit, tally, remarks, suggestions } of units) {
			expect(tally, unit.anchor).toEqual(votes.get(unit.unitId) ?? noTally());
			const here = shown.filter((one) => one.unitId === unit.unitId);
			const proposed = here.filter(({ kind }) => kind === 'suggestion');
			expect(suggestions, unit.anchor).toBe(proposed.length);
			expect(remarks, unit.anchor).toBe(here.length - proposed.length);
		}
		expect(voices.all).toBe(shown.length);
		expect(voices.whole).toBe(shown.filter((one) => one.unitId === null).length);
		expect(voices.private).toBe(hidden.length);
		expect(hidden.length).toBeGreaterThan(0);
		const speakers = shown.filter((one) => one.organisationId === null);
		const ids = (guest: boolean) =>
			new Set(speakers.filter((one) => one.guest === guest).map((one) => one.personId));
		expect(voices.people).toBe(ids(false).size);
		expect(voices.guests).toBe(ids(true).size);
		expect(voices.guests).toBeGreaterThan(0);
		expect(voices.organisations).toBe(
			new Set(shown.flatMap((one) => one.organisationId ?? [])).size
		);
		const all = [...votes.values()].flatMap(({ person, organisation }) => [
			...Object.values(person),
			...Object.values(organisation)
		]);
		expect(overview.individuals + overview.organisations).toBe(all.reduce((sum, n) => sum + n, 0));
		const unverified = [...votes.values()].flatMap(({ guest }) => Object.values(guest));
		expect(overview.guests).toBe(unverified.reduce((sum, n) => sum + n, 0));
	});

	test('nothing that was sent privately', async () => {
		const page = await read();
		const print = await remarksByPlace(db, open, 50, 2000);
		const everything = JSON.stringify([page, [...page.voices.byUnit], [...print]]);
		for (const { id, body } of await remarksOf('private')) {
			expect(everything).not.toContain(id);
			expect(everything).not.toContain(body.slice(0, 40));
		}
	});

	test('no words of what was hidden or withdrawn, whose place it keeps', async () => {
		const [latest] = (await read()).voices.latest;
		const before = (await read()).voices.all;
		await db.transaction().execute(async (tx) => {
			await tx
				.updateTable('contribution')
				.set({ state: 'refused' })
				.where('reference', '=', latest?.reference ?? '')
				.execute();
			await sql`select touch(${open}::uuid)`.execute(tx);
		});
		const { voices } = await read();
		expect(voices.latest.map((one) => one.reference)).not.toContain(latest?.reference);
		expect(voices.all).toBe(before);
		const printed = [...(await remarksByPlace(db, open, 50, 2000)).values()].flat();
		expect(printed.find(({ reference }) => reference === latest?.reference)).toMatchObject({
			authorName: null,
			organisation: null,
			body: ''
		});
		expect(
			printed.filter(({ state }) => state === 'published').every((one) => one.authorName)
		).toBe(true);
	});

	test('to nobody while it is a draft', async () => {
		const id = newId();
		await db
			.insertInto('consultation')
			.values({ id, spaceId, slug: 'not-yet', language: 'en', title: 'Not yet' })
			.execute();
		expect(await reading(db, id, null)).toBeUndefined();
		expect((await listOf(db, spaceId)).map(({ slug }) => slug)).not.toContain('not-yet');
	});
});

test('one’s own votes and nobody else’s, and the next unit without one', async () => {
	const voter = newId();
	await db
		.insertInto('person')
		.values({ id: voter, name: 'Own', email: `${voter}@arcadia.example` })
		.execute();
	const { units } = await read();
	const votable = units.filter(({ unit }) => unit.number !== null);
	const ballot = (at: number) => ({
		unitId: votable[at]?.unit.unitId ?? '',
		voterId: voter,
		voterKind: 'person' as const,
		value: 'changes' as const,
		personId: voter
	});
	await castAll(db, [ballot(0), ballot(1), ballot(4)]);
	const mine = await read(open, voter);
	expect(mine.progress).toEqual({ voted: 3, of: votable.length, next: 3 });
	expect(mine.units.filter(({ own }) => own !== null)).toHaveLength(3);
	expect((await read()).units.every(({ own }) => own === null)).toBe(true);
});

describe('the number of queries', () => {
	async function counted(id: string, voter: string | null) {
		let queries = 0;
		const counting: KyselyPlugin = {
			transformQuery: ({ node }) => {
				queries++;
				return node;
			},
			transformResult: ({ result }) => Promise.resolve(result)
		};
		const counter = db.withPlugin(counting);
		await read(id, voter, counter);
		const first = queries;
		queries = 0;
		await read(id, voter, counter);
		return { first, again: queries };
	}

	test('is the same for any length of text, and small once the text is known', async () => {
		const short = await idOf(db, spaceId, 'night-buses');
		await read(short ?? '');
		const [few, many] = [await counted(short ?? '', null), await counted(open, null)];
		// The texts are known to the process by now; the rest is read anew by this connection.
		expect(few).toEqual(many);
		expect(many).toEqual({ first: 9, again: 2 });
		expect(await counted(open, newId())).toEqual({ first: 10, again: 3 });
	});
});

test('a page made before a change knows that it is old', async () => {
	const before = await headOf(db, open);
	await sql`select touch(${open}::uuid)`.execute(db);
	const after = await headOf(db, open);
	expect((after?.generation ?? 0) - (before?.generation ?? 0)).toBe(1);
});
