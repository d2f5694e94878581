import { expect, test } from 'vitest';
import { newId, newResponseReference } from '#domain/identity.ts';
import { arcadia } from '#seed/arcadia.ts';
import { freshDatabase } from '#tests/database.ts';
import { nextVersion, unitsNow } from '#tests/versions.ts';
import { columns, type Table } from './dictionary.ts';
import { counts } from './counts.server.ts';
import * as store from './store.server.ts';
import { takeAway } from './take-away.server.ts';

const { db } = await freshDatabase();
await arcadia(db);
const { id: spaceId } = await db.selectFrom('space').select('id').executeTakeFirstOrThrow();
const consultation = await store.bySlug(db, spaceId, 'open-works');
if (!consultation) throw new Error('The example has no open-works.');
const source = { origin: 'https://folkmoot.example', consultation };
const at = new Date('2026-11-20T10:00:00Z');

const rowsOf = async (table: Table): Promise<Record<string, unknown>[]> =>
	JSON.parse((await Array.fromAsync(takeAway(db, source, table, 'json'))).join(''));

const said = await db
	.selectFrom('contribution')
	.select(['id', 'reference', 'visibility'])
	.where('consultationId', '=', consultation.id)
	.where('state', '=', 'published')
	.where('responseId', 'is', null)
	.orderBy('receivedAt')
	.execute();
const [open] = said.filter(({ visibility }) => visibility === 'public');
const [secret] = said.filter(({ visibility }) => visibility === 'private');
if (!open || !secret) throw new Error('The example says too little.');
const before = Object.fromEntries(
	await Promise.all(
		(['responses', 'themes', 'changes', 'links'] as const).map(async (table) => [
			table,
			(await rowsOf(table)).length
		])
	)
) as Record<'responses' | 'themes' | 'changes' | 'links', number>;

const [theme, group, response] = [newId(), newId(), newId()];
const reference = newResponseReference();
const slug = 'cost-of-works';
await db
	.insertInto('theme')
	.values({ id: theme, spaceId, slug, names: JSON.stringify({ en: 'Cost' }), basis: 'SECTOR', at })
	.execute();
await db
	.insertInto('contributionGroup')
	.values({ id: group, consultationId: consultation.id, title: 'Estimates', lang: 'en', at })
	.execute();
const words = { input: 'i', consideration: 'c', influence: 'f', reasons: 'r', beyond: 'b' };
await db
	.insertInto('reasonedResponse')
	.values({
		...{ id: response, reference, spaceId, consultationId: consultation.id, lang: 'en', ...words },
		...{
			state: 'published',
			kind: 'included',
			decidedBy: 'The board',
			createdAt: at,
			changedAt: at,
			publishedAt: at
		}
	})
	.execute();
for (const { id } of [open, secret]) {
	await db
		.insertInto('contributionTheme')
		.values({ contributionId: id, themeId: theme, at })
		.execute();
	await db
		.insertInto('reasonedResponseContribution')
		.values({ contributionId: id, responseId: response })
		.execute();
	await db
		.updateTable('contribution')
		.set({ groupId: group, groupedAt: at, responseId: response, answeredAt: at })
		.where('id', '=', id)
		.execute();
}
const units = await unitsNow(db, consultation.id);
await nextVersion(
	db,
	consultation.id,
	units.map(({ id, unit, number }) =>
		number === 2
			? {
					id,
					unit,
					change: {
						kind: 'change',
						note: 'Clearer.',
						because: [{ id: open.id }, { id: secret.id }]
					}
				}
			: { id, unit }
	)
);

test('an answer is taken away with its five parts and how many it answers', async () => {
	const rows = await rowsOf('responses');
	expect(rows).toHaveLength(before.responses + 1);
	expect(rows.find((row) => row.reference === reference)).toMatchObject({
		...{ ...words, kind: 'included', state: 'published', answers: 2, decided_by: 'The board' },
		url: `https://folkmoot.example/en/arcadia/consultations/open-works/answers/${reference}`
	});
});

test('themes count public contributions alone', async () => {
	expect((await rowsOf('themes')).find((row) => row.theme === slug)).toMatchObject({
		...{ name: 'Cost', language: 'en', basis: 'SECTOR', carried: 1 }
	});
});

test('a change names its public causes and no private one', async () => {
	const change = (await rowsOf('changes')).find(({ note }) => note === 'Clearer.');
	expect(change).toMatchObject({ unit_number: 2, caused_by: open.reference, kind: 'change' });
});

test('links lead from a contribution to all that became of it; private ones have none', async () => {
	const rows = await rowsOf('links');
	expect(rows.some((row) => row.reference === secret.reference)).toBe(false);
	const found = rows.filter((row) => row.reference === open.reference);
	expect(found.map(({ relation, target, label }) => [relation, target, label])).toEqual([
		['theme', slug, null],
		['group', group, 'Estimates'],
		['response', reference, 'included'],
		['change', units.find(({ number }) => number === 2)?.id, 'because']
	]);
});

test('the page that offers the files counts what they hold', async () => {
	const now = await store.bySlug(db, spaceId, 'open-works');
	const counted = now && (await counts(db, now));
	for (const table of ['responses', 'changes', 'links'] as const)
		expect(counted?.[table], table).toBe((await rowsOf(table)).length);
	expect(counted?.themes).toBe(before.themes + 1);
	expect(Object.keys((await rowsOf('links'))[0] ?? {})).toEqual(
		columns.links.map(({ name }) => name)
	);
});
